import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { solve } from '../src/index.ts';
import { ComplexLu } from '../src/linear/complex-lu.ts';
import { RealLu } from '../src/linear/lu.ts';
import { structureOf } from '../src/linear/sparsity.ts';
import { exp2, log2 } from '../src/stepping/binary-logarithm.ts';

const entry = fc.double({ min: -10, max: 10, noNaN: true });
const system = fc
  .record({
    n: fc.integer({ min: 1, max: 9 }),
    lower: fc.integer({ min: 0, max: 8 }),
    upper: fc.integer({ min: 0, max: 8 }),
  })
  .chain(({ n, lower, upper }) =>
    fc.record({
      n: fc.constant(n),
      lower: fc.constant(lower),
      upper: fc.constant(upper),
      a: fc.array(entry, { minLength: n * n, maxLength: n * n }),
      b: fc.array(entry, { minLength: n * n, maxLength: n * n }),
      x: fc.array(entry, { minLength: n, maxLength: n }),
      z: fc.array(entry, { minLength: n, maxLength: n }),
    }),
  );

/** Strongly diagonal, zero outside of the band. */
function banded(values: readonly number[], n: number, lower: number, upper: number): Float64Array {
  return Float64Array.from(values, (value, k) => {
    const i = Math.floor(k / n);
    const j = k % n;
    if (i - j > lower || j - i > upper) return 0;
    return i === j ? value + (value < 0 ? -100 : 100) : value;
  });
}

describe('LU', () => {
  it('solves what it has factored, in any band', () => {
    fc.assert(
      fc.property(system, ({ n, lower, upper, a, x }) => {
        const matrix = banded(a, n, lower, upper);
        const lu = new RealLu(n, lower, upper);
        lu.a.set(matrix);
        expect(lu.factor()).toBe(true);
        const b = Float64Array.from({ length: n }, (_, i) => x.reduce((sum, v, j) => sum + matrix[i * n + j]! * v, 0));
        lu.solve(b);
        x.forEach((v, i) => expect(b[i]).toBeCloseTo(v, 10));
      }),
    );
  });

  it('exchanges rows when it must', () => {
    const lu = new RealLu(3, 3, 3);
    lu.a.set([0, 2, 1, 1, 0, 0, 0, 1, 3]);
    expect(lu.factor()).toBe(true);
    const x = Float64Array.of(7, 1, 11); // of (1, 2, 3)
    lu.solve(x);
    [1, 2, 3].forEach((v, i) => expect(x[i]).toBeCloseTo(v, 14));
    lu.a.set([1, 2, 3, 2, 4, 6, 0, 1, 1]);
    expect(lu.factor()).toBe(false);
  });

  it('solves complex systems, in any band', () => {
    fc.assert(
      fc.property(system, ({ n, lower, upper, a, b, x, z }) => {
        const [re, im] = [banded(a, n, lower, upper), banded(b, n, lower, upper)];
        const lu = new ComplexLu(n, lower, upper);
        lu.re.set(re);
        lu.im.set(im);
        expect(lu.factor()).toBe(true);
        const rows = Array.from({ length: n }, (_, i) => i);
        const br = Float64Array.from(rows, (i) =>
          x.reduce((s, v, j) => s + re[i * n + j]! * v - im[i * n + j]! * z[j]!, 0),
        );
        const bi = Float64Array.from(rows, (i) =>
          x.reduce((s, v, j) => s + re[i * n + j]! * z[j]! + im[i * n + j]! * v, 0),
        );
        lu.solve(br, bi);
        rows.forEach((i) => {
          expect(br[i]).toBeCloseTo(x[i]!, 9);
          expect(bi[i]).toBeCloseTo(z[i]!, 9);
        });
      }),
    );
  });
});

describe('Jacobians by differences', () => {
  it('colours a band with as many groups as it is wide, and an arrow with what it needs', () => {
    expect(structureOf(50, { lower: 1, upper: 1 }, undefined).groups.length).toBe(3);
    expect(structureOf(50, { lower: 0, upper: 4 }, undefined).groups.length).toBe(5);
    const arrow = Array.from({ length: 36 }, (_, k) => (k % 6 === 0 || k % 6 === Math.floor(k / 6) ? 1 : 0));
    expect(structureOf(6, arrow, undefined).groups.length).toBe(2);
    expect(structureOf(6, undefined, undefined).groups.length).toBe(6);
  });

  /** Heat in a rod by the method of lines: tridiagonal, stiff. */
  const n = 40;
  const heat = {
    rhs: (_t: number, y: Float64Array, dy: Float64Array): void => {
      for (let i = 0; i < n; i++) dy[i] = 1681 * ((i > 0 ? y[i - 1]! : 0) - 2 * y[i]! + (i < n - 1 ? y[i + 1]! : 0));
    },
    params: undefined,
    y0: Array.from({ length: n }, (_, i) => Math.sin((Math.PI * (i + 1)) / (n + 1))),
    tspan: [0, 0.1] as const,
  };

  it.each(['radau5', 'rodas4'] as const)(
    '%s needs 4 evaluations a Jacobian instead of 41, with the same result',
    (method) => {
      const options = { method, saveAt: [0.1], rtol: 1e-7, atol: 1e-10 };
      const dense = solve(heat, options);
      const band = solve({ ...heat, sparsity: { lower: 1, upper: 1 } }, options);
      const flags = solve(
        {
          ...heat,
          sparsity: Array.from({ length: n * n }, (_, k) => (Math.abs(Math.floor(k / n) - (k % n)) <= 1 ? 1 : 0)),
        },
        options,
      );
      const decay = Math.exp(-0.1 * 1681 * 2 * (1 - Math.cos(Math.PI / (n + 1))));
      for (const solution of [dense, band, flags])
        solution.y.forEach((y, i) => expect(Math.abs(y - heat.y0[i]! * decay)).toBeLessThan(1e-7));
      expect(band.stats.steps).toBe(flags.stats.steps);
      expect(dense.stats.rhs - band.stats.rhs).toBeGreaterThan(30 * Math.min(dense.stats.jac, band.stats.jac));
    },
  );
});

describe('binary logarithm and exponential', () => {
  it('are right to 2e-4 and 4e-6 over their range', () => {
    for (let e = -300; e <= 300; e++)
      for (const m of [1, 1.25, 1.5, 1.99]) {
        const x = m * 10 ** e;
        expect(Math.abs(log2(x) - Math.log2(x))).toBeLessThan(2e-4);
      }
    for (let x = -900; x <= 900; x += 0.37) expect(Math.abs(exp2(x) / 2 ** x - 1)).toBeLessThan(4e-6);
  });
});
