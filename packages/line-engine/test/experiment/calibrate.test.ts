import { describe, expect, it } from 'vitest';
import { calibrate, fitLaws, StopLogError, type IntervalEstimate, type Stop } from '../../src/experiment/index.ts';
import { erlang, exponential, lognormal, weibull } from '../../src/random/distribution.ts';
import { openStream } from '../../src/random/stream.ts';

const truth = { mtbfMin: 120, mttrMin: 15, jamProb: 0.01, jamTimeSec: 15, uph: 1000 };

/** Sixteen weeks of a machine's stops, drawn cycle by cycle and failure by failure. */
function stopLog(trial: number): { readonly stops: Stop[]; readonly toS: number } {
  const stream = openStream(`stop-log/${trial}`);
  const uptime = exponential(truth.mtbfMin * 60);
  const repair = exponential(truth.mttrMin * 60);
  const cycleS = 3600 / truth.uph;
  const toS = 80 * 3600;
  const stops: Stop[] = [];
  let nowS = 0;
  let untilFailureS = uptime.sample(stream);
  while (nowS < toS) {
    const stop = (kind: Stop['kind'], durationS: number) => {
      stops.push({ station: 'Filler', kind, fromS: nowS, toS: Math.min(nowS + durationS, toS) });
      nowS += durationS;
    };
    if (untilFailureS <= cycleS) {
      nowS += untilFailureS;
      if (nowS < toS) stop('breakdown', repair.sample(stream));
      untilFailureS = uptime.sample(stream);
    } else {
      nowS += cycleS;
      untilFailureS -= cycleS;
      if (nowS < toS && stream.next() < truth.jamProb) stop('jam', truth.jamTimeSec);
    }
  }
  return { stops, toS };
}

it('recovers what a stop log was made from within its own intervals, in at least 93 % of 500 trials', () => {
  const held = { mtbfMin: 0, mttrMin: 0, jamProb: 0, jamsPerHour: 0 };
  const holds = (interval: IntervalEstimate | undefined, value: number) =>
    interval !== undefined && interval.low <= value && value <= interval.high ? 1 : 0;
  for (let trial = 0; trial < 500; trial++) {
    const { stops, toS } = stopLog(trial);
    const [filler] = calibrate(stops, { fromS: 0, toS, uph: { Filler: truth.uph } });
    held.mtbfMin += holds(filler!.mtbfMin, truth.mtbfMin);
    held.mttrMin += holds(filler!.mttrMin, truth.mttrMin);
    held.jamProb += holds(filler!.jamProb, truth.jamProb);
    held.jamsPerHour += holds(filler!.jamsPerHour, truth.jamProb * truth.uph);
  }
  for (const count of Object.values(held)) {
    expect(count / 500).toBeGreaterThanOrEqual(0.93);
    expect(count / 500).toBeLessThan(0.995);
  }
});

describe('fitted laws', () => {
  const sample = (law: { sample(stream: ReturnType<typeof openStream>): number }, n: number) => {
    const stream = openStream(`fit-test/${n}`);
    return Array.from({ length: n }, () => law.sample(stream));
  };

  it('are those the values came from, with parameters near theirs', () => {
    const [wide] = fitLaws(sample(lognormal(20, 1.5), 800));
    expect(wide!.law).toMatchObject({ kind: 'lognormal' });
    expect((wide!.law as { mean: number }).mean / 20).toBeCloseTo(1, 0);
    expect(wide!.pValue).toBeGreaterThan(0.05);
    const [worn] = fitLaws(sample(weibull(2.5, 10), 800));
    expect(worn!.law).toMatchObject({ kind: 'weibull' });
    expect((worn!.law as { shape: number }).shape).toBeCloseTo(2.5, 0);
    expect((worn!.law as { scale: number }).scale).toBeCloseTo(10, 0);
  });

  it('say so when none of them fits', () => {
    const two = [...sample(erlang(50, 5), 200), ...sample(erlang(50, 60), 200)];
    for (const fit of fitLaws(two)) expect(fit.pValue).toBeLessThan(0.05);
  });

  it('have p-values that reject the truth in about 5 % of cases', () => {
    let rejected = 0;
    for (let i = 0; i < 200; i++) {
      const stream = openStream(`level/${i}`);
      const law = exponential(7);
      const values = Array.from({ length: 40 }, () => law.sample(stream));
      const fit = fitLaws(values).find((one) => typeof one.law === 'object' && one.law.kind === 'exponential')!;
      if (fit.pValue <= 0.05) rejected++;
    }
    expect(rejected).toBeGreaterThan(2);
    expect(rejected).toBeLessThan(22);
  });

  it('need positive values, three of them', () => {
    expect(() => fitLaws([1, 2])).toThrow('at least 3');
    expect(() => fitLaws([1, 2, 0])).toThrow('positive');
  });
});

describe('a stop log that cannot be true', () => {
  const stop = (fromS: number, toS: number, station = 'A'): Stop => ({ station, kind: 'jam', fromS, toS });

  it('is refused with every fault', () => {
    const stops = [stop(0, 10), stop(5, 20), stop(40, 30), stop(Number.NaN, 3), stop(6, 9, 'B')];
    expect(() => calibrate(stops)).toThrow(StopLogError);
    expect(() => calibrate(stops)).toThrow(
      'stop 2: overlaps with stop 1 of A by 5 s\nstop 3: ends 10 s before it begins\nstop 4: has no time',
    );
    expect(() => calibrate([stop(0, 10)], { toS: 5 })).toThrow('outside the time that was observed');
    expect(() => calibrate([])).toThrow('there are none');
  });

  it('and one without breakdowns says only how rare they are at most', () => {
    const [a] = calibrate([stop(10, 20)], { fromS: 0, toS: 3600 });
    expect(a!.mtbfMin).toBeUndefined();
    expect(a!.mtbfAtLeastMin).toBeCloseTo(59.8333 / 2.995732, 3);
  });
});
