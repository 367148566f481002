import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  betaQuantile,
  binomialCdf,
  chiSquaredQuantile,
  normalCdf,
  normalQuantile,
  studentTQuantile,
} from '../../src/experiment/index.ts';

const exact = JSON.parse(readFileSync(new URL('../reference/quantiles.json', import.meta.url), 'utf8')) as Record<
  't' | 'chi2' | 'beta' | 'normal',
  readonly (readonly number[])[]
>;

function worst(rows: readonly (readonly number[])[], ours: (...given: number[]) => number): number {
  return Math.max(...rows.map((row) => Math.abs(ours(...row.slice(0, -1)) / row.at(-1)! - 1)));
}

it('quantiles agree with those computed to 40 digits', () => {
  expect(exact.t.length).toBe(128);
  expect(worst(exact.t, studentTQuantile)).toBeLessThan(1e-10);
  expect(worst(exact.chi2, chiSquaredQuantile)).toBeLessThan(1e-10);
  expect(worst(exact.beta, betaQuantile)).toBeLessThan(1e-10);
  expect(worst(exact.normal, normalQuantile)).toBeLessThan(1e-10);
});

it('the t quantile of four degrees of freedom has its closed form', () => {
  for (const p of [0.6, 0.9, 0.975, 0.999]) {
    const root = Math.sqrt(4 * p * (1 - p));
    const closed = 2 * Math.sqrt(Math.cos(Math.acos(root) / 3) / root - 1);
    expect(Math.abs(studentTQuantile(p, 4) / closed - 1)).toBeLessThan(1e-10);
  }
});

it('the normal law inverts, and the binomial is its sum', () => {
  for (const z of [-5, -1, 0, 0.3, 2])
    expect(normalCdf(z) === 0.5 ? 0 : normalQuantile(normalCdf(z))).toBeCloseTo(z, 8);
  expect(binomialCdf(2, 5, 0.3)).toBeCloseTo(0.7 ** 5 + 5 * 0.3 * 0.7 ** 4 + 10 * 0.09 * 0.7 ** 3, 12);
  expect([binomialCdf(-1, 5, 0.3), binomialCdf(5, 5, 0.3)]).toEqual([0, 1]);
});

it('refuses what lies outside their range', () => {
  expect(() => chiSquaredQuantile(0, 3)).toThrow(RangeError);
  expect(() => chiSquaredQuantile(0.5, 0)).toThrow(RangeError);
  expect(() => betaQuantile(2, 1, 1)).toThrow(RangeError);
  expect(() => betaQuantile(0.5, 0, 1)).toThrow(RangeError);
  expect(() => normalQuantile(1)).toThrow(RangeError);
});
