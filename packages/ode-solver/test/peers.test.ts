import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solve, stepper } from '../src/index.ts';
import { adaptive } from './every-method.ts';
import { csv, cstr, type CstrInputs } from './problems.ts';

/** Defects found in other solvers, each a test here. */
const nominal: CstrInputs = { q: 100, Tf: 350, Caf: 1, Tc: 300 };
const hot = { rhs: cstr, params: nominal, y0: [0.8, 350], tspan: [0, 10] as const };
const hotEnd = [0.8773183287983444, 324.4778946183878];

describe.each(adaptive)('%s', (method) => {
  it('takes NaN and overflow in a trial step as a step too long', () => {
    // A first step of ten minutes puts the temperature far below zero, where exp overflows.
    const ignition = solve(hot, { method, hInit: 10, rtol: 1e-8, atol: 1e-9, saveAt: [10] });
    expect(ignition.stats.rejected).toBeGreaterThan(0);
    hotEnd.forEach((y, i) => expect(Math.abs(ignition.y[i]! / y - 1)).toBeLessThan(1e-6));
    // √y is NaN below zero; the solution (1 − t/2)² comes close to it.
    const root = solve(
      { rhs: (_t, y, dy) => (dy[0] = -Math.sqrt(y[0]!)), params: undefined, y0: [1], tspan: [0, 1.9] },
      { method, hInit: 1.9, rtol: 1e-8, atol: 1e-12, saveAt: [1.9] },
    );
    expect(Math.abs(root.y[0]! - 0.0025)).toBeLessThan(1e-7);
  });

  it('does the last step again when it is rejected', () => {
    // A narrow pulse just before the end: the step that would land on it is refused.
    const pulse = (t: number): number => 1 / (1 + 1e4 * (t - 1.9) * (t - 1.9));
    const exact = (Math.atan(10) + Math.atan(190)) / 100;
    for (const hInit of [2, 0.5, 0.11]) {
      const { t, y, stats } = solve(
        { rhs: (at, _y, dy) => (dy[0] = pulse(at)), params: undefined, y0: [0], tspan: [0, 2] },
        { method, hInit, hMax: hInit, rtol: 1e-8, atol: 1e-10 },
      );
      expect(t.at(-1)).toBe(2);
      expect(stats.rejected).toBeGreaterThan(0);
      expect(Math.abs(y.at(-1)! - exact)).toBeLessThan(1e-6);
    }
  });

  it('never looks past a stop or a jump', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 0.95, noNaN: true }), fc.boolean(), (jump, backward) => {
        const sign = backward ? -1 : 1;
        let [latest, before, after] = [0, 0, 0];
        const s = stepper(
          {
            rhs: (t, y, dy) => {
              latest = Math.max(latest, sign * t);
              if (sign * t < jump) before++;
              else after++;
              dy[0] = sign * (sign * t < jump ? 1 : -50) * y[0]!;
            },
            params: undefined,
            y0: [1],
            tspan: [0, sign * 2],
            discontinuities: [sign * jump],
          },
          { method, rtol: 1e-8, atol: 1e-10 },
        );
        while (sign * s.t < jump) {
          expect(s.step(sign * 1)).toBe('running');
          expect(after).toBe(0); // nothing of the far side was seen
        }
        expect(s.t).toBe(sign * jump);
        expect(Math.abs(s.y[0]! - Math.exp(jump))).toBeLessThan(1e-6);
        expect(s.advance(sign * 1)).toBe('running');
        expect(s.t).toBe(sign * 1);
        expect(latest).toBeLessThanOrEqual(1);
        expect(before).toBeGreaterThan(0);
        expect(Math.abs(s.y[0]! - Math.exp(jump - 50 * (1 - jump)))).toBeLessThan(1e-6);
      }),
      { numRuns: 20 },
    );
  });

  it('reports every saved time, however many lie in one step, to the order of the method', () => {
    const saveAt = Array.from({ length: 501 }, (_, i) => i / 50);
    const { t, y, status, stats } = solve(
      { rhs: (_t, [a, b], dy) => ((dy[0] = b!), (dy[1] = -a!)), params: undefined, y0: [0, 1], tspan: [0, 10] },
      { method, rtol: 1e-7, atol: 1e-9, saveAt },
    );
    expect(status).toBe('done');
    expect(Array.from(t)).toEqual(saveAt);
    expect(stats.steps).toBeLessThan(method === 'bs3' ? 2000 : 400);
    saveAt.forEach((at, k) => expect(Math.abs(y[2 * k]! - Math.sin(at))).toBeLessThan(2e-5));
  });

  it('joins its pieces: the dense output is the state at both ends of each step', () => {
    const s = stepper(hot, { method, rtol: 1e-6, atol: [1e-6, 3e-4] });
    const out = new Float64Array(2);
    while (s.t < 1) {
      const before = Array.from(s.y);
      s.step(1);
      const piece = s.interpolant();
      piece
        .at(piece.t0, out)
        .forEach((y, i) => expect(Math.abs(y - before[i]!)).toBeLessThanOrEqual(1e-13 * Math.abs(y)));
      piece.at(piece.t1, out).forEach((y, i) => expect(Math.abs(y - s.y[i]!)).toBeLessThanOrEqual(1e-13 * Math.abs(y)));
    }
  });

  it('goes through 1000 min of ignitions without a failure', () => {
    const rows = csv('bench_b1000.csv');
    for (const rtol of [1e-4, 1e-6]) {
      const params = { ...nominal };
      const s = stepper(
        { rhs: cstr, params, y0: [0.877, 324.5], tspan: [0, Infinity] },
        { method, rtol, atol: [rtol, 300 * rtol] },
      );
      for (const [t, Tc] of rows) {
        params.Tc = Tc!;
        s.restart({ keepStep: true });
        expect(s.advance(t! + 1)).toBe('running');
        expect(s.y[0]! > 0 && s.y[0]! < 1 && s.y[1]! > 300 && s.y[1]! < 520).toBe(true);
      }
    }
  });
});
