import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { solve, stepper, type Method } from '../src/index.ts';
import { csv, cstr, cstrJac, type CstrInputs } from './problems.ts';

const files = readdirSync(new URL('reference/cstr', import.meta.url)).filter((file) => /^s\d\d_/.test(file));

const inputs = (row: readonly number[]): CstrInputs => ({ Tc: row[1]!, q: row[2]!, Tf: row[3]!, Caf: row[4]! });

/** Largest relative difference up to each row, driven as a twin is: a new input at every row. */
function follow(rows: readonly number[][], at: (row: readonly number[]) => CstrInputs, method: Method, rtol: number) {
  const twin = stepper(
    { rhs: cstr, jac: cstrJac, params: at(rows[0]!), y0: rows[0]!.slice(-2), tspan: [0, Infinity] },
    { method, rtol, atol: [rtol / 100, rtol] },
  );
  let worst = 0;
  const reached = rows.slice(1).map((row, i) => {
    twin.restart({ params: at(rows[i]!), keepStep: true });
    expect(twin.advance(row[0]!)).toBe('running');
    const [Ca, T] = row.slice(-2) as [number, number];
    worst = Math.max(worst, Math.abs(twin.y[0]! / Ca - 1), Math.abs(twin.y[1]! / T - 1));
    return { t: row[0]!, worst };
  });
  return reached;
}

describe('the stirred tank against quad precision, rtol 1e-11', () => {
  it.each(files)('%s to 1e-8', (file) => {
    for (const method of ['dopri5', 'tsit5'] as const)
      expect(follow(csv(file), inputs, method, 1e-11).at(-1)!.worst).toBeLessThan(1e-8);
  });

  // The other methods: 1e-8 on all but the scenarios that amplify errors most, there 1e-7.
  it.each(files)('%s by dop853, radau5 and auto', (file) => {
    const limit = /^s0[56]/.test(file) ? 1e-7 : 1e-8;
    for (const method of ['dop853', 'radau5', 'auto'] as const)
      expect(follow(csv(file), inputs, method, 1e-11).at(-1)!.worst).toBeLessThan(limit);
  });

  it('1000 minutes of repeated ignition: to 1e-8 throughout by tsit5, up to 157 min by dopri5', () => {
    const rows = csv('bench_b1000.csv');
    const at = (row: readonly number[]): CstrInputs => ({ Tc: row[1]!, q: 100, Tf: 350, Caf: 1 });
    const held = (method: Method): number => follow(rows, at, method, 1e-11).findLast(({ worst }) => worst < 1e-8)!.t;
    expect(held('tsit5')).toBe(1000);
    expect(held('dopri5')).toBeGreaterThanOrEqual(157);
    expect(follow(rows, at, 'dopri5', 1e-11).at(-1)!.worst).toBeLessThan(2e-7);
  });

  it('Tc = 300 rests where the literature says', () => {
    const { y } = solve(
      { rhs: cstr, params: { q: 100, Tf: 350, Caf: 1, Tc: 300 }, y0: [0.9, 325], tspan: [0, 60] },
      { rtol: 1e-12, atol: 1e-14, saveAt: [60] },
    );
    expect(y[0]).toBeCloseTo(0.8772529460809674, 11);
    expect(y[1]).toBeCloseTo(324.475443431599, 8);
  });
});

describe('ignition (s04)', () => {
  const rows = csv('s04_Tc_step_300_310_290.csv');
  const methods: Method[] = ['auto', 'dopri5', 'tsit5', 'dop853', 'rodas4', 'bs3', 'radau5'];

  it.each(methods)('%s finishes at every rtol ≤ 1e-4 with an end error ≤ 1e-3', (method) => {
    for (const rtol of [1e-4, 1e-5, 1e-6, 1e-8]) {
      // As a solve with jumps told in advance, and as a twin that is given its input anew each 0.1 min.
      const changes = rows.slice(1).filter((row, i) => row[1] !== rows[i]![1]);
      const tcAt = (t: number): number => (changes.findLast((row) => row[0]! <= t) ?? rows[0]!)[1]!;
      const solution = solve(
        {
          rhs: (t, y, dy, p: CstrInputs) => cstr(t, y, dy, { ...p, Tc: tcAt(t) }),
          params: inputs(rows[0]!),
          y0: rows[0]!.slice(-2),
          tspan: [0, 30],
          discontinuities: changes.map(([t]) => t!),
        },
        { method, rtol, atol: [rtol, 300 * rtol], saveAt: [30] },
      );
      const [Ca, T] = rows.at(-1)!.slice(-2) as [number, number];
      expect(solution.status).toBe('done');
      expect(Math.abs(solution.y[0]! / Ca - 1)).toBeLessThan(1e-3);
      expect(Math.abs(solution.y[1]! / T - 1)).toBeLessThan(1e-3);

      const twin = stepper(
        { rhs: cstr, params: inputs(rows[0]!), y0: rows[0]!.slice(-2), tspan: [0, 30] },
        { method, rtol, atol: [rtol, 300 * rtol] },
      );
      rows.slice(1).forEach(([t], i) => {
        twin.restart({ params: inputs(rows[i]!), keepStep: true });
        expect(twin.advance(t!)).toBe(t === 30 ? 'done' : 'running');
      });
      expect(Math.abs(twin.y[0]! / Ca - 1)).toBeLessThan(1e-3);
      expect(Math.abs(twin.y[1]! / T - 1)).toBeLessThan(1e-3);
    }
  });
});

describe('collocation as GEKKO does it (IMODE 4, NODES 3)', () => {
  const tank = (Tc: number, y0: readonly number[]) =>
    stepper(
      { rhs: cstr, params: { q: 100, Tf: 350, Caf: 1, Tc }, y0, tspan: [0, Infinity] },
      { method: 'collocation', nodes: 3, hInit: 0.1, rtol: 1e-10, atol: 1e-12 },
    );

  it.each([
    ['gekko_imode4_nodes3_s01.csv', 's01_hold300_from_0.9_325.csv'],
    ['gekko_imode4_nodes3_s03.csv', 's03_Tc_step_300_302_298.csv'],
    ['gekko_imode4_nodes3_s04.csv', 's04_Tc_step_300_310_290.csv'],
  ])('%s: every step of GEKKO to its print precision', (gekkoFile, file) => {
    const gekko = csv(gekkoFile);
    const rows = csv(file);
    gekko.forEach(([step, Ca, T], i) => {
      // From what GEKKO printed before, one step on.
      const from = i === 0 ? rows[0]!.slice(-2) : gekko[i - 1]!.slice(1, 3);
      const own = tank(rows[step! - 1]![1]!, from);
      expect(own.advance(0.1)).toBe('running');
      // It prints 11 digits, of values its own iteration leaves 1e-9 off; ignition amplifies both.
      const steep = Math.abs(T! - from[1]!) > 5;
      expect(Math.abs(own.y[0]! - Ca!)).toBeLessThan(steep ? 3e-8 : 2e-9);
      expect(Math.abs(own.y[1]! - T!)).toBeLessThan(steep ? 6e-6 : 1e-6);
    });
  });

  it('goes wrong at ignition as GEKKO does: 114 K off and behind the truth, silently', () => {
    const rows = csv('s04_Tc_step_300_310_290.csv');
    const gekko = csv('gekko_imode4_nodes3_s04.csv');
    const own = tank(300, rows[0]!.slice(-2));
    let [worst, worstGekko, apart] = [0, 0, 0];
    gekko.forEach(([step, , T]) => {
      own.restart({ params: inputs(rows[step! - 1]!), keepStep: true });
      expect(own.advance(rows[step!]![0]!)).toBe('running');
      worst = Math.max(worst, Math.abs(own.y[1]! - rows[step!]![6]!));
      worstGekko = Math.max(worstGekko, Math.abs(T! - rows[step!]![6]!));
      apart = Math.max(apart, Math.abs(own.y[1]! - T!));
    });
    expect(worstGekko).toBeGreaterThan(113);
    expect(worst).toBeGreaterThan(113);
    expect(Math.abs(worst - worstGekko)).toBeLessThan(1e-5);
    expect(apart).toBeLessThan(1e-5);
    expect(gekko.length).toBe(35); // there it found no solution any more
  });
});
