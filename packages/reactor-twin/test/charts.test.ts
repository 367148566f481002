import { describe, expect, it } from 'vitest';
import {
  combinedRunLength,
  Cusum,
  cusumLimit,
  cusumRunLength,
  Ewma,
  ewmaLimit,
  ewmaRunLength,
  chiSquareQuantile,
  NormalisedInnovationSquared,
  standardCharts,
  Trend,
  type Chart,
} from '../src/index.ts';
import { normalTail } from '../src/arithmetic/normal-law.ts';
import { gaussian } from './faulty-reactor.ts';

describe('average run lengths', () => {
  // Montgomery, Introduction to Statistical Quality Control, table 9.3 (two-sided, k = 0.5).
  it.each([
    [4, 0, 168],
    [4, 1, 8.38],
    [4, 2, 3.34],
    [5, 0, 465],
    [5, 1, 10.4],
    [5, 0.5, 38],
    [5, 3, 2.57],
  ])('CUSUM k = 0.5, h = %d, shift %d: %d', (h, shift, published) => {
    expect(Math.abs(cusumRunLength(0.5, h, shift) / published - 1)).toBeLessThan(0.006);
  });

  // Lucas & Saccucci, Technometrics 32 (1990), table 3.
  it.each([
    [0.1, 2.814, 0, 500],
    [0.1, 2.814, 1, 10.3],
    [0.25, 2.998, 0, 500],
    [0.25, 2.998, 0.5, 48.2],
    [0.25, 2.998, 1, 11.1],
    [0.05, 2.615, 0, 500],
    [0.05, 2.615, 1, 11.4],
  ])('EWMA λ = %d, L = %d, shift %d: %d', (lambda, limit, shift, published) => {
    expect(Math.abs(ewmaRunLength(lambda, limit, shift) / published - 1)).toBeLessThan(0.01);
  });

  it('are what the limits were designed for', () => {
    for (const runLength of [100, 1_000, 12_000, 1_000_000]) {
      expect(Math.abs(cusumRunLength(0.4, cusumLimit(0.4, runLength)) / runLength - 1)).toBeLessThan(1e-5);
      expect(Math.abs(ewmaRunLength(0.1, ewmaLimit(0.1, runLength)) / runLength - 1)).toBeLessThan(1e-5);
    }
    for (const wrong of [5, 1e8, Number.NaN]) expect(() => cusumLimit(0.5, wrong)).toThrow(RangeError);
    expect(() => cusumLimit(0, 100)).toThrow(RangeError);
    expect(() => ewmaLimit(0, 100)).toThrow(RangeError);
  });

  it('of the standard charts are the ones they state', () => {
    const charts = standardCharts();
    const stated = new Map(charts.map(({ name, runLength }) => [name, runLength]));
    expect(cusumLimit(0.4, stated.get('cusum-slow')!)).toBeCloseTo(10.024, 3);
    expect(cusumLimit(1, stated.get('cusum-fast')!)).toBeCloseTo(5.3116, 3);
    expect(ewmaLimit(0.1, stated.get('ewma')!)).toBeCloseTo(4.824, 3);
    expect(chiSquareQuantile(1 / stated.get('nis-1')!, 1)).toBeCloseTo(23.9281, 4);
    expect(chiSquareQuantile(1 / stated.get('nis-20')!, 20)).toBeCloseTo(65.4207, 4);
    expect(1 / (2 * normalTail(3.3) ** 2) / stated.get('trend')!).toBeCloseTo(1, 3);
    expect(combinedRunLength(charts)).toBeGreaterThan(10_000);
  });

  /** Mean samples to alarm and its standard error; charts begin anew after each. */
  function measure(make: () => readonly Chart[], samples: number, seed: number): { mean: number; error: number } {
    const random = gaussian(seed);
    const charts = make();
    const lengths: number[] = [];
    let length = 0;
    for (let i = 0; i < samples; i++) {
      const z = random();
      length++;
      let alarm = false;
      for (const chart of charts) {
        chart.take(z);
        if (chart.level >= 1) alarm = true;
      }
      if (!alarm) continue;
      lengths.push(length);
      length = 0;
      for (const chart of charts) chart.reset();
    }
    const mean = lengths.reduce((a, b) => a + b, 0) / lengths.length;
    return { mean, error: mean / Math.sqrt(lengths.length) };
  }

  it.each<[string, () => Chart, number, number]>([
    ['CUSUM', () => new Cusum('c', 0.4, cusumLimit(0.4, 500), 500), 500, 500_000],
    ['EWMA', () => new Ewma('e', 0.1, ewmaLimit(0.1, 500), 500), 500, 500_000],
    ['single NIS', () => new NormalisedInnovationSquared('n', 1, chiSquareQuantile(1 / 500, 1), 500), 500, 500_000],
  ])('measured on independent normal numbers: %s', (_name, make, runLength, samples) => {
    const { mean, error } = measure(() => [make()], samples, 1);
    expect(Math.abs(mean - runLength)).toBeLessThan(3.5 * error);
  });

  it('measured for windows: not below what they state', () => {
    for (const make of [
      () => new NormalisedInnovationSquared('n', 20, chiSquareQuantile(1 / 500, 20), 500),
      () => new Trend('t', 40, 1.858, 500), // 2 P(Z > 1.858)² = 1/500
    ])
      expect(measure(() => [make()], 300_000, 2).mean).toBeGreaterThan(500);
  });

  it('measured for the standard set: 10,000 samples between false alarms', () => {
    const { mean, error } = measure(standardCharts, 4_000_000, 3);
    expect(mean + 3 * error).toBeGreaterThan(10_000);
    expect(mean - 3 * error).toBeLessThan(14_000);
  });
});
