import fc from 'fast-check';
import { expect, it } from 'vitest';
import { methods, solve, type Event, type SolveOptions } from '../src/index.ts';

const rate = fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -1e4, max: 1e4, noNaN: true }));

/** Quadratic systems with things a right-hand side should not do: roots of negative numbers, overflow, poles, jumps untold. */
const anything = fc.record({
  method: fc.constantFrom(...methods),
  linear: fc.array(rate, { minLength: 9, maxLength: 9 }),
  quadratic: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 9, maxLength: 9 }),
  nuisance: fc.constantFrom('none', 'root', 'overflow', 'jump', 'pole'),
  y0: fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 }),
  tEnd: fc.constantFrom(-1, 0.5, 3),
  rtol: fc.constantFrom(1e-3, 1e-6, 1e-10),
  saves: fc.boolean(),
  acts: fc.boolean(),
  bounded: fc.boolean(),
});

it('any problem ends, with a status that is true', () => {
  fc.assert(
    fc.property(anything, ({ method, linear, quadratic, nuisance, y0, tEnd, rtol, saves, acts, bounded }) => {
      const extra = (t: number, y: Float64Array): number => {
        switch (nuisance) {
          case 'none':
            return 0;
          case 'root':
            return Math.sqrt(y[0]!);
          case 'overflow':
            return Math.exp(y[2]!);
          case 'jump':
            return t > 0.3 ? 10 : -10;
          case 'pole':
            return 1 / (t - 0.37);
        }
      };
      const rhs = (t: number, y: Float64Array, dy: Float64Array): void => {
        for (let i = 0; i < 3; i++) {
          dy[i] = extra(t, y);
          for (let j = 0; j < 3; j++) dy[i] = dy[i]! + (linear[3 * i + j]! + quadratic[3 * i + j]! * y[i]!) * y[j]!;
        }
      };
      const flips: Event = { g: (_t, y) => y[0]! - 0.5, effect: (_t, y) => (y[0] = -y[0]!) };
      const saveAt = [0, tEnd / 3, tEnd];
      const options: SolveOptions = {
        method: method.name,
        rtol,
        atol: rtol / 10,
        maxSteps: 2000,
        throw: false,
        ...(method.adaptive ? {} : { hInit: 0.01 }),
        ...(saves ? { saveAt } : {}),
        ...(acts ? { events: [flips, { g: (t) => Math.sin(5 * t) }] } : {}),
      };
      const problem = {
        rhs,
        params: undefined,
        y0,
        tspan: [0, tEnd] as const,
        ...(bounded ? { inDomain: (y: Float64Array) => y[1]! < 50 } : {}),
      };
      const { status, ok, message, t, y, stats, events } = solve(problem, options);
      expect(ok).toBe(status === 'done' || status === 'event');
      expect(message === '').toBe(ok);
      expect(stats.steps + stats.rejected).toBeLessThanOrEqual(2201); // the limit, and the tries of one step
      expect(y.every(Number.isFinite)).toBe(true);
      if (bounded) for (let k = 0; k < t.length; k++) expect(y[3 * k + 1]).toBeLessThan(50 + 1e-2);
      for (let k = 1; k < t.length; k++) expect(Math.sign(tEnd) * (t[k]! - t[k - 1]!)).toBeGreaterThanOrEqual(0);
      for (let k = 1; k < events.length; k++)
        expect(Math.sign(tEnd) * (events[k]!.t - events[k - 1]!.t)).toBeGreaterThanOrEqual(0);
      if (status === 'done') expect(t.at(-1)).toBe(tEnd);
      if (status === 'done' && saves) expect(Array.from(t)).toEqual(saveAt);
    }),
    { numRuns: 600 },
  );
});
