import { expect, test } from 'vitest';
import { solve, type Method } from '../src/index.ts';
import { problem } from '../test/problems.ts';
import { bestUs, median, usAtError, type Point } from './timing.ts';

/**
 * Figures measured earlier on a machine like the one our targets are from, µs at rtol 1e-5 and 1e-8, Jacobian by differences: diff-grok 1.2.0's
 * Cvode class, which is not in every registry, and Hairer's radau5.f by gfortran -O2.
 */
const quoted: Readonly<
  Record<string, { readonly cvode: readonly [number, number]; readonly radau5f: readonly [number, number] }>
> = {
  robertson: { cvode: [674, 843], radau5f: [261, 593] },
  vdpol_mu1000: { cvode: [365, 722], radau5f: [128, 303] },
  hires: { cvode: [354, 632], radau5f: [162, 373] },
  oregonator: { cvode: [684, 1369], radau5f: [229, 655] },
  pollution: { cvode: [421, 777], radau5f: [222, 593] },
};
const methods: readonly Method[] = ['radau5', 'rodas4', 'auto'];
const tolerances = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9];

/** Largest relative error, of components that are not negligible (the 16th of Pollution is 1e-18). */
function relativeError(y: Float64Array, yEnd: readonly number[]): number {
  return Math.max(...yEnd.map((value, i) => (Math.abs(value) < 1e-15 ? 0 : Math.abs(y[i]! / value - 1))));
}

test('the stiff set at equal error', () => {
  const toCvode: number[] = [];
  const toFortran: number[] = [];
  for (const [name, figures] of Object.entries(quoted)) {
    const { problem: p, yEnd, floor } = problem(name);
    const size = (i: number): number => (typeof floor === 'number' ? floor : floor[i]!);
    const curves = methods.map((method) =>
      tolerances.map((rtol): Point => {
        const atol = yEnd.map((_, i) => rtol * size(i));
        const run = () => solve(p, { method, rtol, atol, saveAt: [p.tspan[1]] });
        return { error: relativeError(run().y, yEnd), us: bestUs(run, 150) };
      }),
    );
    [1e-5, 1e-8].forEach((error, k) => {
      const times = curves.map((points) => usAtError(points, error));
      const best = Math.min(...times.filter((us) => !Number.isNaN(us)));
      toCvode.push(figures.cvode[k]! / best);
      toFortran.push(best / figures.radau5f[k]!);
      console.log(
        `${name.padEnd(14)} error ${error}: ${methods.map((m, i) => `${m} ${times[i]!.toFixed(0)} µs`).join(', ')}; quoted at that rtol: Cvode class ${figures.cvode[k]}, radau5.f ${figures.radau5f[k]}`,
      );
    });
  }
  console.log(
    `median: ${median(toCvode).toFixed(2)} × as fast as the Cvode class, ${median(toFortran).toFixed(2)} × the time of radau5.f (both quoted, not run here)`,
  );
  expect(toCvode.length).toBe(10);
});
