import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solve } from '../src/index.ts';
import { adaptive, stiff } from './every-method.ts';

/**
 * y′ = A y with A = (1 + u vᵀ) diag(λ) (1 + u vᵀ)⁻¹ of any rates: the solution is known, whatever the rates are.
 * (1 + u vᵀ)⁻¹ = 1 − u vᵀ/(1 + vᵀu), Sherman & Morrison.
 */
function linearSystem(lambda: readonly number[], u: readonly number[], v: readonly number[], y0: readonly number[]) {
  const n = lambda.length;
  const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  const apply = (x: readonly number[]): number[] => x.map((value, i) => value + u[i]! * dot(v, x));
  const undo = (x: readonly number[]): number[] => x.map((value, i) => value - (u[i]! * dot(v, x)) / (1 + dot(v, u)));
  const at = (t: number): number[] => apply(undo(y0).map((x, i) => x * Math.exp(lambda[i]! * t)));
  const rhs = (_t: number, y: Float64Array, dy: Float64Array): void => {
    dy.set(apply(undo(Array.from(y)).map((x, i) => x * lambda[i]!)));
  };
  return { n, at, problem: { rhs, params: undefined, y0, tspan: [0, 1] as const } };
}

const small = fc.double({ min: -0.4, max: 0.4, noNaN: true });
const three = (rate: fc.Arbitrary<number>) =>
  fc.record({
    lambda: fc.array(rate, { minLength: 3, maxLength: 3 }),
    u: fc.array(small, { minLength: 3, maxLength: 3 }),
    v: fc.array(small, { minLength: 3, maxLength: 3 }),
    y0: fc.array(fc.double({ min: 0.1, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 }),
  });

describe.each(adaptive)('%s', (method) => {
  it('solves any linear system with rates up to 20', () => {
    const rate = fc.double({ min: -20, max: 2, noNaN: true });
    fc.assert(
      fc.property(three(rate), ({ lambda, u, v, y0 }) => {
        const { at, problem } = linearSystem(lambda, u, v, y0);
        const { y } = solve(problem, { method, rtol: 1e-7, atol: 1e-9, saveAt: [0.3, 1] });
        [0.3, 1].forEach((t, k) =>
          at(t).forEach((value, i) =>
            expect(Math.abs(y[3 * k + i]! - value)).toBeLessThan(2e-5 * (1 + Math.abs(value))),
          ),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('keeps what a closed system keeps', () => {
    // A sum is kept by every Runge–Kutta step; with a Jacobian by differences, to within the tolerance.
    const limit = stiff.includes(method) ? 1e-7 : 1e-11;
    const rate = fc.double({ min: 0, max: 50, noNaN: true });
    fc.assert(
      fc.property(fc.array(rate, { minLength: 12, maxLength: 12 }), (rates) => {
        // Four vessels exchanging their content: whatever leaves one enters another.
        const rhs = (_t: number, y: Float64Array, dy: Float64Array): void => {
          dy.fill(0);
          let k = 0;
          for (let i = 0; i < 4; i++)
            for (let j = 0; j < 4; j++)
              if (i !== j) {
                const flow = rates[k++]! * y[i]!;
                dy[i] = dy[i]! - flow;
                dy[j] = dy[j]! + flow;
              }
        };
        const { y, t } = solve(
          { rhs, params: undefined, y0: [1, 0, 0, 0], tspan: [0, 2] },
          { method, rtol: 1e-6, atol: 1e-8 },
        );
        for (let k = 0; k < t.length; k++) {
          const total = y[4 * k]! + y[4 * k + 1]! + y[4 * k + 2]! + y[4 * k + 3]!;
          expect(Math.abs(total - 1)).toBeLessThan(limit);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe.each(stiff)('%s', (method) => {
  it('solves any linear system with rates up to a million, in few steps', () => {
    const rate = fc.double({ min: 0, max: 6, noNaN: true }).map((x) => -(10 ** x));
    fc.assert(
      fc.property(three(rate), ({ lambda, u, v, y0 }) => {
        const { at, problem } = linearSystem(lambda, u, v, y0);
        const { y, stats } = solve(problem, { method, rtol: 1e-6, atol: 1e-8, saveAt: [1] });
        at(1).forEach((value, i) => expect(Math.abs(y[i]! - value)).toBeLessThan(1e-4 * (1 + Math.abs(value))));
        expect(stats.steps).toBeLessThan(1000);
      }),
      { numRuns: 30 },
    );
  });
});
