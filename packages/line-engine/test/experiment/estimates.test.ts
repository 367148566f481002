import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Accumulator,
  compareToFirst,
  decide,
  estimate,
  latinHypercube,
  fullGrid,
  figureNamed,
  mser,
  quantileEstimate,
  quantileOfSorted,
  replicationsForHalfWidth,
  replicationsToShow,
  runWarmed,
  warmUpOf,
} from '../../src/experiment/index.ts';
import { cosmeticsBaseline, cosmeticsLine, resolveLine, runLine } from '../../src/index.ts';

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const accumulated = (values: readonly number[]) => {
  const accumulator = new Accumulator();
  for (const one of values) accumulator.add(one);
  return accumulator;
};

describe('an accumulator', () => {
  it('knows what all values together give, in whatever parts they came', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 60 }), fc.nat(60), (values, cut) => {
        const whole = accumulated(values.slice(0, cut));
        whole.merge(accumulated(values.slice(cut)));
        const { mean, standardDeviation, n } = estimate(values);
        expect(whole.n).toBe(n);
        expect(Math.abs(whole.mean - mean)).toBeLessThan(1e-8);
        expect(Math.abs(whole.estimate().standardDeviation - standardDeviation)).toBeLessThan(1e-6);
        expect(whole.state()).toMatchObject({ least: Math.min(...values), most: Math.max(...values) });
      }),
    );
  });

  it('loses no digits to a large mean, and survives JSON', () => {
    const far = accumulated([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]);
    expect(far.variance).toBe(30);
    const back = Accumulator.from(JSON.parse(JSON.stringify(far.state())) as ReturnType<Accumulator['state']>);
    expect(back.estimate()).toEqual(far.estimate());
    expect(Accumulator.from(new Accumulator().state()).n).toBe(0);
  });

  it('refuses what would poison it', () => {
    expect(() => new Accumulator().add(Number.NaN)).toThrow('must be finite');
    expect(() => new Accumulator().estimate()).toThrow('there are none');
  });
});

describe('quantiles', () => {
  it('are those of definition 7', () => {
    expect(quantileOfSorted([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect(quantileEstimate([4, 1, 3, 2], 0.5).value).toBe(2.5);
  });

  it('have no bound where there are too few values', () => {
    const {
      low,
      high,
      value: at,
    } = quantileEstimate(
      Array.from({ length: 20 }, (_, i) => i),
      0.05,
    );
    expect(low).toBe(-Infinity);
    expect(high).toBeLessThan(10);
    expect(at).toBeCloseTo(0.95, 12);
  });

  it('their interval lies between the order statistics of the exact one: the median of 20', () => {
    // P(X(5) < median < X(16)) = 0.9882, P(X(6) < median < X(15)) = 0.9586, P(X(7) < median < X(14)) = 0.8847
    const { low, high } = quantileEstimate(
      Array.from({ length: 20 }, (_, i) => i + 1),
      0.5,
    );
    expect(low).toBeGreaterThan(6);
    expect(low).toBeLessThan(7);
    expect(low + high).toBeCloseTo(21, 10);
  });
});

describe('warm-up by MSER-5', () => {
  it('ends where a ramp ends', () => {
    const series = Array.from({ length: 500 }, (_, i) => Math.min(i, 100) + (i % 7) / 10);
    const { deleted, isLongEnough } = mser(series);
    expect(deleted).toBeGreaterThanOrEqual(90);
    expect(deleted).toBeLessThanOrEqual(110);
    expect(isLongEnough).toBe(true);
  });

  it('is nothing for a steady series, and says when a series is too short', () => {
    expect(mser(Array.from({ length: 200 }, (_, i) => (i * 7919) % 13)).deleted).toBeLessThan(100);
    expect(mser(Array.from({ length: 100 }, (_, i) => i)).isLongEnough).toBe(false);
    expect(() => mser([1, 2, 3])).toThrow('at least 10');
  });

  it('what follows it is the run less its beginning', () => {
    const line = resolveLine(cosmeticsLine, cosmeticsBaseline);
    const warm = runWarmed(line, { durationS: 3600, warmUpS: 1800, seed: 3 });
    const whole = runLine(line, { durationS: 5400, seed: 3 });
    const beginning = runLine(line, { durationS: 1800, seed: 3 });
    for (const [name, station] of Object.entries(warm.stations)) {
      expect(station.unitsMade).toBe(whole.stations[name]!.unitsMade - beginning.stations[name]!.unitsMade);
      const total = Object.values(station.timeInStateS).reduce((sum, one) => sum + one, 0);
      expect(total).toBeCloseTo(3600, 6);
    }
    const { meanItemsInProcess: mean, durationS } = warm;
    expect(durationS).toBe(3600);
    expect(mean * 3600 + beginning.meanItemsInProcess * 1800).toBeCloseTo(whole.meanItemsInProcess * 5400, 4);
    expect(warm.oee.iso22400.availability).toBeCloseTo(warm.stations['Filler']!.timeInStateS.EXECUTE / 3600, 12);
    expect(() => runWarmed(line, { durationS: 10, warmUpS: -1, seed: 1 })).toThrow('warmUpS');
  });

  it('finds that the cosmetics line settles within the first hour', () => {
    const line = resolveLine(cosmeticsLine, cosmeticsBaseline);
    const { warmUpS, isLongEnough } = warmUpOf(line, { durationS: 8 * 3600, seed: 1 });
    expect(isLongEnough).toBe(true);
    expect(warmUpS).toBeLessThanOrEqual(4 * 3600);
  });
});

describe('replications', () => {
  // Cohen, Statistical Power Analysis (1988), table 2.4.1: a paired difference of half a deviation, power 0.8, α 0.05.
  it('needed to show a difference are those of the tables', () => {
    expect(replicationsToShow({ standardDeviation: 2, difference: 1 })).toBe(34);
    expect(replicationsToShow({ standardDeviation: 1, difference: 0.2 })).toBe(199);
    expect(replicationsToShow({ standardDeviation: 1, difference: 0 })).toBe(Infinity);
  });

  it('needed for a half-width give it, and one fewer does not', () => {
    const n = replicationsForHalfWidth(3, 0.5);
    const halfWidth = (of: number) => new Accumulatorish(of).halfWidth;
    expect(halfWidth(n)).toBeLessThanOrEqual(0.5);
    expect(halfWidth(n - 1)).toBeGreaterThan(0.5);
  });

  it('stop when the interval is narrow, not before, and not for ever', () => {
    const narrow = accumulated(Array.from({ length: 40 }, (_, i) => 100 + (i % 2)));
    expect(decide(narrow, { relativeHalfWidth: 0.01 })).toMatchObject({ stop: true, reason: 'precise enough' });
    expect(decide(narrow, { halfWidth: 0.01 })).toMatchObject({ stop: false });
    expect(decide(narrow, { halfWidth: 0.01, most: 40 })).toMatchObject({ stop: true, reason: 'most replications' });
    expect(decide(accumulated([1, 1]), { relativeHalfWidth: 0.1 }).stop).toBe(false);
    expect(() => decide(narrow, {})).toThrow('relativeHalfWidth or halfWidth');
    expect(() => decide(narrow, { relativeHalfWidth: 2 })).toThrow('between 0 and 1');
  });
});

/** A standard deviation of 3 over n values, to look up its half-width. */
class Accumulatorish {
  readonly halfWidth: number;
  constructor(n: number) {
    this.halfWidth = Accumulator.from({ n, mean: 0, squares: 9 * (n - 1), least: 0, most: 0 }).estimate().halfWidth;
  }
}

describe('scenarios held against the first', () => {
  it('by hand', () => {
    const [one] = compareToFirst([
      [10, 12, 14],
      [11, 13.5, 14.5],
    ]);
    expect(one!.difference.mean).toBeCloseTo(1, 12);
    expect(one!.difference.halfWidth).toBeCloseTo((4.302652729911275 * 0.5) / Math.sqrt(3), 9);
    expect(one!.verdict).toBe('no difference shown');
    expect(one!.unpairedHalfWidth).toBeGreaterThan(3);
  });

  it('with wider intervals the more there are, and refuses what does not pair', () => {
    const base = [1, 2, 3, 4, 5];
    const other = base.map((one, i) => one + (i % 2));
    const [alone] = compareToFirst([base, other]);
    const [among] = compareToFirst([base, other, other, other]);
    expect(among!.difference.halfWidth).toBeGreaterThan(alone!.difference.halfWidth);
    expect(() => compareToFirst([base, [1]])).toThrow('do not pair');
  });
});

describe('designs', () => {
  it('a Latin hypercube has one point in each part of each range', () => {
    const points = latinHypercube(
      [
        { path: 'a', from: 0, to: 10 },
        { path: 'b', from: 1, to: 50, integer: true },
      ],
      50,
      7,
    );
    expect(new Set(points.map((point) => Math.floor(point['a']! * 5))).size).toBe(50);
    expect(new Set(points.map((point) => point['b'])).size).toBe(50);
    expect(latinHypercube([{ path: 'a', from: 0, to: 10 }], 3, 7)).toEqual(
      latinHypercube([{ path: 'a', from: 0, to: 10 }], 3, 7),
    );
    expect(() => latinHypercube([{ path: 'a', from: 3, to: 1 }], 3, 7)).toThrow('from ≤ to');
  });

  it('a grid has every combination, and an end', () => {
    expect(
      fullGrid([
        { path: 'a', values: [1, 2] },
        { path: 'b', values: [3, 4] },
      ]),
    ).toEqual([
      { a: 1, b: 3 },
      { a: 1, b: 4 },
      { a: 2, b: 3 },
      { a: 2, b: 4 },
    ]);
    const long = Array.from({ length: 1000 }, (_, i) => i);
    expect(() =>
      fullGrid([
        { path: 'a', values: long },
        { path: 'b', values: long },
      ]),
    ).toThrow('1000000 points');
  });
});

it('a figure is found by its name, or the nearest is named', () => {
  expect(figureNamed('oee').unit).toBe('');
  expect(() => figureNamed('godOut')).toThrow('did you mean "goodOut"?');
});
