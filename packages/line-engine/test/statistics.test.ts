import { describe, expect, it } from 'vitest';
import { estimate, studentTQuantile } from '../src/index.ts';

describe('quantiles of Student t', () => {
  it('have their closed forms for one and two degrees of freedom', () => {
    for (const p of [1e-12, 0.001, 0.025, 0.3, 0.7, 0.95, 0.975, 0.9995]) {
      const one = -1 / Math.tan(Math.PI * p);
      expect(Math.abs(studentTQuantile(p, 1) / one - 1)).toBeLessThan(1e-10);
      const two = (2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p)));
      expect(Math.abs(studentTQuantile(p, 2) / two - 1)).toBeLessThan(1e-10);
    }
  });

  it('tend to the normal quantile', () => {
    expect(studentTQuantile(0.975, 1e8)).toBeCloseTo(1.959963984540054, 6);
  });

  // Standard tables, e.g. NIST/SEMATECH e-Handbook of Statistical Methods 1.3.6.7.2.
  it.each([
    [0.975, 4, 2.776],
    [0.975, 19, 2.093],
    [0.95, 10, 1.812],
    [0.995, 30, 2.75],
    [0.999, 5, 5.893],
  ])('are those of the tables: p %d, ν %d', (p, nu, t) => {
    expect(studentTQuantile(p, nu)).toBeCloseTo(t, 3);
    expect(studentTQuantile(1 - p, nu)).toBeCloseTo(-t, 3);
  });

  it('are refused outside their range', () => {
    expect(() => studentTQuantile(0, 3)).toThrow(RangeError);
    expect(() => studentTQuantile(0.5, 0)).toThrow(RangeError);
  });
});

describe('an estimate', () => {
  it('is mean, standard deviation and t interval', () => {
    const { mean, standardDeviation, halfWidth } = estimate([4, 6, 5, 7, 3]);
    expect(mean).toBe(5);
    expect(standardDeviation).toBeCloseTo(Math.sqrt(2.5), 12);
    expect(halfWidth).toBeCloseTo((2.7764451051977987 * Math.sqrt(2.5)) / Math.sqrt(5), 9);
  });

  it('knows nothing of the spread from one value', () => {
    expect(estimate([3])).toEqual({ mean: 3, standardDeviation: 0, halfWidth: Infinity, n: 1 });
    expect(() => estimate([])).toThrow('there are none');
  });
});
