import { describe, expect, it } from 'vitest';
import { distributionOf, type DistributionSpec } from '../src/index.ts';
import { openStream } from '../src/random/stream.ts';

const laws: readonly [DistributionSpec, mean: number, variance: number][] = [
  [7, 7, 0],
  [{ kind: 'exponential', mean: 3 }, 3, 9],
  [{ kind: 'erlang', stages: 4, mean: 8 }, 8, 16],
  [{ kind: 'gamma', shape: 2.5, scale: 2 }, 5, 10],
  [{ kind: 'gamma', shape: 0.4, scale: 5 }, 2, 10],
  // Γ(1.5) = √π/2, Γ(2) = 1
  [{ kind: 'weibull', shape: 2, scale: 10 }, 5 * Math.sqrt(Math.PI), 100 * (1 - Math.PI / 4)],
  [{ kind: 'weibull', shape: 1, scale: 4 }, 4, 16],
  [{ kind: 'lognormal', mean: 10, variation: 0.5 }, 10, 25],
  // far from the cut: an ordinary normal
  [{ kind: 'normal', mean: 100, deviation: 5 }, 100, 25],
  [{ kind: 'uniform', low: 2, high: 8 }, 5, 3],
  [{ kind: 'triangular', low: 0, mode: 3, high: 9 }, 4, 3.5],
  [{ kind: 'pert', low: 0, mode: 2, high: 6 }, 14 / 6, (36 * (14 / 6) * (22 / 6)) / (36 * 7)],
  [{ kind: 'beta', a: 2, b: 3, low: 0, high: 10 }, 4, 4],
  [{ kind: 'bernoulli', p: 0.3 }, 0.3, 0.21],
  [{ kind: 'geometric', p: 0.2 }, 5, 20],
  [{ kind: 'empirical', values: [1, 2, 3, 10] }, 4, 12.5],
];

describe.each(laws)('%j', (spec, mean, variance) => {
  const law = distributionOf(spec);

  it('knows its mean and variance', () => {
    expect(law.mean).toBeCloseTo(mean, 9);
    expect(law.variance).toBeCloseTo(variance, 8);
  });

  it('has them in its samples', () => {
    const n = 200_000;
    const stream = openStream(`law/${JSON.stringify(spec)}`);
    let sum = 0;
    let squares = 0;
    let fourths = 0;
    for (let i = 0; i < n; i++) {
      const d = law.sample(stream) - mean;
      sum += d;
      squares += d * d;
      fourths += d * d * d * d;
    }
    // Five standard errors: chance fails one in a million, and the seed is fixed.
    expect(Math.abs(sum / n)).toBeLessThanOrEqual(5 * Math.sqrt(variance / n) + 1e-12);
    const spread = Math.sqrt(Math.max(0, fourths / n - (squares / n) * (squares / n)) / n);
    expect(Math.abs(squares / n - variance)).toBeLessThanOrEqual(5 * spread + 1e-12);
  });
});

describe('a normal that is cut at zero', () => {
  it('has the mean and variance of what is left', () => {
    // Half-normal: cut at its own mean's distance of 0 deviations would be α = 0; here α = −1.
    const law = distributionOf({ kind: 'normal', mean: 2, deviation: 2 });
    const phi = Math.exp(-0.5) / Math.sqrt(2 * Math.PI);
    const lambda = phi / 0.841344746068543;
    expect(law.mean).toBeCloseTo(2 + 2 * lambda, 10);
    expect(law.variance).toBeCloseTo(4 * (1 - lambda - lambda * lambda), 10);
    const stream = openStream('cut');
    let sum = 0;
    for (let i = 0; i < 100_000; i++) {
      const value = law.sample(stream);
      expect(value).toBeGreaterThanOrEqual(0);
      sum += value;
    }
    expect(sum / 100_000).toBeCloseTo(law.mean, 1);
  });
});

describe('the empirical distribution functions', () => {
  const functions: readonly [DistributionSpec, (x: number) => number][] = [
    [{ kind: 'exponential', mean: 3 }, (x) => 1 - Math.exp(-x / 3)],
    [{ kind: 'weibull', shape: 2, scale: 10 }, (x) => 1 - Math.exp(-((x / 10) ** 2))],
    [{ kind: 'gamma', shape: 1, scale: 2 }, (x) => 1 - Math.exp(-x / 2)],
    [{ kind: 'erlang', stages: 2, mean: 2 }, (x) => 1 - Math.exp(-x) * (1 + x)],
    [{ kind: 'uniform', low: 2, high: 8 }, (x) => (x - 2) / 6],
    [{ kind: 'triangular', low: 0, mode: 3, high: 9 }, (x) => (x < 3 ? (x * x) / 27 : 1 - ((9 - x) * (9 - x)) / 54)],
    [{ kind: 'beta', a: 2, b: 1, low: 0, high: 1 }, (x) => x * x],
  ];

  it.each(functions)('%j is the law’s (Kolmogorov–Smirnov)', (spec, distributionFunction) => {
    const n = 20_000;
    const stream = openStream(`ks/${JSON.stringify(spec)}`);
    const law = distributionOf(spec);
    const values = Array.from({ length: n }, () => law.sample(stream)).toSorted((a, b) => a - b);
    const distance = Math.max(
      ...values.map((x, i) => Math.max((i + 1) / n - distributionFunction(x), distributionFunction(x) - i / n)),
    );
    expect(distance).toBeLessThan(1.95 / Math.sqrt(n)); // 0.1 %
  });
});
