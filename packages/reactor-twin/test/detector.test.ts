import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Cusum,
  DeviationDetector,
  NormalisedInnovationSquared,
  standardCharts,
  Trend,
  type Deviation,
} from '../src/index.ts';
import { gaussian } from './faulty-reactor.ts';

describe('windows', () => {
  const numbers = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 120 });

  it('sum the squares of the last readings', () => {
    fc.assert(
      fc.property(numbers, (all) => {
        const chart = new NormalisedInnovationSquared('n', 7, 1, 1);
        for (const z of all) chart.take(z);
        const right = all.slice(-7).reduce((sum, z) => sum + z * z, 0);
        expect(Math.abs(chart.level - right)).toBeLessThan(1e-9);
      }),
    );
  });

  it('know the least-squares slope of the last readings', () => {
    fc.assert(
      fc.property(numbers, (all) => {
        const size = 9;
        const chart = new Trend('t', size, 1, 1);
        for (const z of all) chart.take(z);
        const last = all.slice(-size);
        const mean = last.reduce((sum, z) => sum + z, 0) / size;
        const right =
          last.reduce((sum, z, i) => sum + (i - (size - 1) / 2) * (z - mean), 0) / ((size ** 3 - size) / 12);
        if (all.length >= size) expect(Math.abs(chart.slope - right)).toBeLessThan(1e-9);
        else expect(chart.slope).toBe(0);
      }),
    );
  });
});

describe('the detector of a sensor', () => {
  const steady = { ignoreFirst: 0, flatlineSamples: 0 };
  /** Feeds z at 0.1 min a sample; what was raised or cleared, and at which sample. */
  function feed(detector: DeviationDetector, z: Iterable<number>, from = 0): [number, Deviation][] {
    const found: [number, Deviation][] = [];
    let i = from;
    for (const one of z) {
      const out: Deviation[] = [];
      detector.take(300 + one, one, i / 10, out);
      for (const deviation of out) found.push([i, deviation]);
      i++;
    }
    return found;
  }
  const noise = (count: number, shift: (i: number) => number, seed = 5) => {
    const random = gaussian(seed);
    return Array.from({ length: count }, (_, i) => random() + shift(i));
  };

  it('raises a shift, says how large, and clears it when it has gone', () => {
    const detector = new DeviationDetector(steady);
    const found = feed(
      detector,
      noise(900, (i) => (i >= 300 && i < 500 ? -2 : 0)),
    );
    expect(found.map(([, { kind, change }]) => `${kind} ${change}`)).toStrictEqual(['shift raised', 'shift cleared']);
    const [[raised, deviation], [cleared]] = found as [[number, Deviation], [number, Deviation]];
    expect(raised).toBeGreaterThanOrEqual(300);
    expect(raised).toBeLessThan(312);
    expect(deviation.charts.length).toBeGreaterThan(0);
    expect(deviation.meanShift).toBeLessThan(0);
    expect(cleared).toBeGreaterThan(500);
    expect(cleared).toBeLessThan(620);
  });

  it('tells the statistic of the chart that judged, and the limit of that chart, in one unit', () => {
    const z = noise(900, (i) => (i >= 300 && i < 500 ? -2 : 0));
    const found = feed(new DeviationDetector(steady), z);
    const charts = standardCharts();
    const beside = z.map((one) => {
      for (const chart of charts) chart.take(one);
      const highest = charts.filter(({ name }) => name !== 'trend').toSorted((a, b) => b.level - a.level)[0]!;
      return { statistic: highest.level * highest.limit!, limit: highest.limit!, chart: highest.name };
    });
    expect(found).toHaveLength(2);
    for (const [i, { statistic, limit, chart }] of found) expect({ statistic, limit, chart }).toStrictEqual(beside[i]);
    const [[, raised], [, cleared]] = found as [[number, Deviation], [number, Deviation]];
    expect(raised.statistic).toBeGreaterThanOrEqual(raised.limit);
    expect(cleared.statistic).toBeLessThan(cleared.limit / 2);
    const drift = feed(
      new DeviationDetector(steady),
      noise(600, (i) => Math.max(0, i - 300) * 0.05),
    ).find(([, { kind }]) => kind === 'drift')![1];
    // Slopes, in deviations a reading.
    expect(drift.limit).toBeCloseTo(3.3 * Math.sqrt(12 / (1e6 - 100)), 12);
    expect(drift.statistic).toBeGreaterThanOrEqual(drift.limit);
    expect(drift.chart).toBe('trend');
  });

  it('is as severe as the shift is large, and says so when it grows', () => {
    const severities = (shift: (i: number) => number) =>
      feed(new DeviationDetector(steady), noise(500, shift))
        .filter(([, { kind }]) => kind === 'shift')
        .map(([, { change, severity }]) => `${change} ${severity}`);
    expect(severities((i) => (i < 200 ? 0 : 6))).toStrictEqual(['raised high']);
    expect(severities((i) => (i < 200 ? 0 : 0.8))[0]).toBe('raised low');
    expect(severities((i) => (i < 200 ? 0 : i < 300 ? 2 : 5))).toStrictEqual(['raised medium', 'worsened high']);
  });

  it('estimates a shift by the CUSUM that found it', () => {
    const chart = new Cusum('c', 0.5, 5, 465);
    for (let i = 0; i < 4; i++) chart.take(-2);
    expect(chart.shift).toBeCloseTo(-2, 12);
  });

  it('calls what creeps a drift', () => {
    const found = feed(
      new DeviationDetector(steady),
      noise(600, (i) => Math.max(0, i - 300) * 0.05),
    );
    expect(found.map(([, { kind }]) => kind)).toContain('drift');
  });

  it('notices noise that has doubled, which has no mean', () => {
    const random = gaussian(9);
    const z = Array.from({ length: 600 }, (_, i) => random() * (i < 300 ? 1 : 3));
    const [first] = feed(new DeviationDetector(steady), z);
    expect(first![0]).toBeGreaterThanOrEqual(300);
    expect(first![0]).toBeLessThan(315);
  });

  it('raises only after the on delay and clears only after the off delay', () => {
    const shift = (i: number) => (i >= 100 && i < 300 ? 6 : 0);
    const at = (onDelayMin: number, offDelayMin: number) =>
      feed(new DeviationDetector({ ...steady, alarm: { onDelayMin, offDelayMin } }), noise(900, shift)).map(([i]) => i);
    const [prompt, gone] = at(0, 0) as [number, number];
    expect(at(2, 0)[0]).toBe(prompt + 20);
    expect(at(0, 3)[1]).toBeGreaterThanOrEqual(gone + 30);
  });

  it('never raises one that ends before the on delay', () => {
    const burst = (i: number) => (i === 100 ? 6 : 0);
    const without = feed(new DeviationDetector(steady), noise(300, burst, 8));
    const delayed = feed(new DeviationDetector({ ...steady, alarm: { onDelayMin: 5 } }), noise(300, burst, 8));
    expect(without.length).toBeGreaterThan(0);
    expect(delayed).toStrictEqual([]);
  });

  it('does not learn from what it judges: a fault as long as life is not normal', () => {
    const detector = new DeviationDetector({ ...steady, baseline: { samples: 300 } });
    const found = feed(
      detector,
      noise(5_000, (i) => (i < 300 ? 0.2 : 1.2)),
    );
    expect(found.map(([, { change }]) => change)).toStrictEqual(['raised']);
    expect(detector.deviates).toBe(true);
    expect(Math.abs(detector.baseline.mean - 0.2)).toBeLessThan(0.2);
  });

  it('is not disturbed by a filter that is a little off when it has learnt so', () => {
    const biased = noise(5_000, () => 0.5).map((z) => 1.4 * z);
    expect(feed(new DeviationDetector({ ...steady, baseline: { samples: 4_000 } }), biased)).toStrictEqual([]);
    expect(feed(new DeviationDetector(steady), biased).length).toBeGreaterThan(0);
  });

  it('learns how alike neighbours are, and is not deceived by a model that is never quite right', () => {
    const random = gaussian(31);
    let z = 0;
    // An innovation with a correlation of 0.9 from one to the next.
    const alike = Array.from({ length: 9_000 }, () => (z = 0.9 * z + random()));
    const learnt = new DeviationDetector({ ...steady, baseline: { samples: 3_000 } });
    expect(feed(learnt, alike)).toStrictEqual([]);
    expect(
      feed(
        learnt,
        Array.from({ length: 300 }, () => (z = 0.9 * z + random() + 1)),
        9_000,
      )[0]![1].kind,
    ).toBe('shift');
    const std = Math.sqrt(1 / (1 - 0.81));
    expect(feed(new DeviationDetector({ ...steady, baseline: { mean: 0, std } }), alike).length).toBeGreaterThan(10);
  });

  it('raises a flatline after so many equal readings', () => {
    const detector = new DeviationDetector({ flatlineSamples: 5, ignoreFirst: 1_000 });
    const out: Deviation[] = [];
    [1, 2, 3, 3, 3, 3].forEach((value, i) => detector.take(value, 0, i, out));
    expect(out).toStrictEqual([]);
    detector.take(3, 0, 6, out);
    expect(out).toMatchObject([{ kind: 'flatline', change: 'raised', statistic: 5, limit: 5, chart: '' }]);
    detector.take(4, 0, 7, out);
    detector.take(5, 0, 8, out);
    expect(out.at(-1)).toMatchObject({ kind: 'flatline', change: 'cleared' });
  });

  it('raises a dropout when plant time passes without a reading', () => {
    const detector = new DeviationDetector({ dropoutMin: 2 });
    const out: Deviation[] = [];
    detector.passTime(50, out); // never seen: nothing to miss
    detector.take(300, 0, 100, out);
    detector.passTime(101.9, out);
    expect(out).toStrictEqual([]);
    detector.passTime(102, out);
    expect(out.map(({ kind, change, severity }) => [kind, change, severity])).toStrictEqual([
      ['dropout', 'raised', 'high'],
    ]);
    expect(out[0]).toMatchObject({ statistic: 2, limit: 2 });
  });

  it.each([
    [{ flatlineSamples: -1 }],
    [{ dropoutMin: Number.NaN }],
    [{ alarm: { deadBand: 1 } }],
    [{ alarm: { onDelayMin: -1 } }],
    [{ baseline: { samples: 3 } }],
    [{ baseline: { mean: 0, std: 0 } }],
  ])('refuses %j', (options) => {
    expect(() => new DeviationDetector(options)).toThrow(RangeError);
  });
});
