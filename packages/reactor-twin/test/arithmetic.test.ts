import { describe, expect, it } from 'vitest';
import { chiSquareQuantile, chiSquareTail } from '../src/index.ts';
import { bisect } from '../src/arithmetic/bisection.ts';
import { gaussLegendre } from '../src/arithmetic/gauss-legendre.ts';
import { solveInPlace } from '../src/arithmetic/linear-system.ts';
import { normalTail } from '../src/arithmetic/normal-law.ts';

describe('arithmetic', () => {
  // Abramowitz & Stegun, tables 26.1 and 26.2; tails beyond 5 from the asymptotic series.
  it.each([
    [0, 0.5],
    [1, 0.158655253931457],
    [1.959963984540054, 0.025],
    [3, 0.00134989803163009],
    [5, 2.866515718791939e-7],
    [10, 7.61985302416053e-24],
  ])('P(Z > %d)', (x, tail) => {
    expect(Math.abs(normalTail(x) / tail - 1)).toBeLessThan(1e-12);
    expect(Math.abs(normalTail(-x) - (1 - tail))).toBeLessThan(1e-15);
  });

  // The two thresholds of the reference detectors, from SciPy, and textbook quantiles.
  it.each([
    [1e-4, 1, 15.136705226623606],
    [1e-4, 20, 52.3859732730525],
    [0.05, 1, 3.841458820694124],
    [0.05, 10, 18.30703805327515],
    [0.025, 200, 241.0578954],
    [0.975, 200, 162.7279826],
  ])('χ² quantile of tail %d with %d degrees', (tail, degrees, quantile) => {
    expect(Math.abs(chiSquareQuantile(tail, degrees) / quantile - 1)).toBeLessThan(1e-9);
    expect(Math.abs(chiSquareTail(quantile, degrees) / tail - 1)).toBeLessThan(1e-7);
  });

  it('integrates polynomials of degree 2n − 1 exactly', () => {
    for (const n of [1, 2, 5, 20, 90]) {
      const { nodes, weights } = gaussLegendre(n, 0, 1);
      for (let degree = 0; degree < Math.min(2 * n, 40); degree++) {
        let sum = 0;
        nodes.forEach((x, i) => (sum += weights[i]! * x ** degree));
        expect(Math.abs(sum * (degree + 1) - 1)).toBeLessThan(1e-12);
      }
    }
  });

  it('solves linear systems, also those that need a pivot', () => {
    const x = solveInPlace(Float64Array.of(0, 1, 2, 1, 0, 3, 4, 5, 0), Float64Array.of(8, 10, 14));
    [1, 2, 3].forEach((right, i) => expect(x[i]).toBeCloseTo(right, 13));
  });

  it('finds a zero to the last bit', () => {
    expect(bisect((x) => x * x - 2, 0, 2)).toBe(Math.SQRT2);
    expect(bisect((x) => 2 - x * x, 0, 2)).toBe(Math.SQRT2);
  });
});
