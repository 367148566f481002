import { expect, test } from 'vitest';
import type { Method } from '../src/index.ts';
import { ownProcess, plainC, scipyRk45 } from './native.ts';
import { bestUs, median, usAtError, type Point } from './timing.ts';
import { cashKarp, dopriJs, ours, workloads, type Drive } from './workloads.ts';

const peers: Readonly<Record<string, Drive>> = { 'ode45-cash-karp': cashKarp, dopri: dopriJs };
const own: readonly (readonly [Method, boolean])[] = [
  ['dopri5', false],
  ['dopri5', true],
  ['tsit5', true],
  ['dop853', false],
  ['dop853', true],
  ['auto', true],
];
const tolerances = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10];
const targets: Readonly<Record<string, readonly number[]>> = {
  S01: [1e-4, 1e-5, 1e-6, 1e-7],
  B10: [1e-5, 1e-6, 1e-7],
  B1000: [3e-4, 1e-5, 1e-6],
};

const label = ([method, keepStep]: readonly [Method, boolean]): string =>
  `${method} ${keepStep ? 'step kept' : 'restarted'}`;

/** Times are for one call of S01, one run of the others. */
function curve(drive: Drive, name: string): Point[] {
  const rows = workloads[name]!;
  const calls = name === 'S01' ? rows.length - 1 : 1;
  return tolerances.flatMap((rtol) => {
    try {
      const error = drive(rows, rtol);
      return [{ error, us: bestUs(() => drive(rows, rtol), 250) / calls }];
    } catch {
      return []; // it fails at this tolerance
    }
  });
}

const show = (us: number): string =>
  Number.isNaN(us) ? 'never' : us < 1000 ? `${us.toFixed(2)} µs` : `${(us / 1000).toFixed(2)} ms`;

test('the stirred tank beside peers at equal error, one run', () => {
  const ratios: number[] = [];
  for (const name of Object.keys(workloads)) {
    const curves = new Map([
      ...own.map((o) => [label(o), curve(ours(...o), name)] as const),
      ...Object.entries(peers).map(([peer, drive]) => [peer, curve(drive, name)] as const),
    ]);
    console.log(`\n${name}: time to reach an error, ${name === 'S01' ? 'one call of 0.1 min' : 'one run'}`);
    for (const [who, points] of curves)
      console.log(
        `  ${who.padEnd(20)} ${targets[name]!.map((e) => `${e}: ${show(usAtError(points, e)).padStart(9)}`).join('   ')}   (rtol 1e-6: ${show(points[tolerances.indexOf(1e-6)]?.us ?? Number.NaN)}, error ${points[tolerances.indexOf(1e-6)]?.error.toExponential(1)})`,
      );
    for (const error of targets[name]!) {
      const at = (names: readonly string[]): number =>
        Math.min(...names.map((who) => usAtError(curves.get(who)!, error)).filter((us) => !Number.isNaN(us)));
      const ratio = at(Object.keys(peers)) / at(own.map(label));
      ratios.push(ratio);
      console.log(`  error ${error}: our best is ${ratio.toFixed(2)} × as fast as the fastest peer`);
    }
  }
  console.log(`\nmedian over workloads and errors: ${median(ratios).toFixed(2)} × the fastest peer`);
  expect(median(ratios)).toBeGreaterThan(1);
});

test('beside the same algorithm in plain C, and SciPy', () => {
  const ratios: number[] = [];
  for (const name of Object.keys(workloads))
    for (const cold of [true, false])
      for (const rtol of [1e-4, 1e-6, 1e-8]) {
        const native = plainC(name, rtol, cold);
        if (native === undefined) {
          console.log('no C compiler here');
          return;
        }
        const rows = workloads[name]!;
        const { error, us } = ownProcess(name, rtol, cold);
        ratios.push(us / native.us);
        const calls = name === 'S01' ? rows.length - 1 : 1;
        console.log(
          `${name.padEnd(6)}${cold ? 'restarted' : 'step kept'} rtol ${rtol}: ${show(us / calls)} (error ${error.toExponential(1)}), C ${show(native.us / calls)} (${native.error.toExponential(1)}): ${(us / native.us).toFixed(2)} × C`,
        );
      }
  console.log(`median: ${median(ratios).toFixed(2)} × C`);
  const scipy = scipyRk45();
  if (scipy === undefined) console.log('no Python with SciPy here');
  else {
    const us = ownProcess('S01', 1e-6, true).us / (workloads['S01']!.length - 1);
    console.log(
      `SciPy ${scipy.scipy} RK45, one call at rtol 1e-6: ${show(scipy.us)}: ${(scipy.us / us).toFixed(0)} × ours`,
    );
  }
  expect(ratios.length).toBeGreaterThan(0);
});
