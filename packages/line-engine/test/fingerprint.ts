import {
  cosmeticsBaseline,
  cosmeticsLine,
  distributionOf,
  resolveLine,
  runLine,
  type DistributionSpec,
  type EventLog,
  type ResolvedLine,
} from '../src/index.ts';

const laws: Readonly<Record<string, DistributionSpec>> = {
  exponential: { kind: 'exponential', mean: 2 },
  erlang: { kind: 'erlang', stages: 3, mean: 2 },
  gamma: { kind: 'gamma', shape: 0.7, scale: 2 },
  weibull: { kind: 'weibull', shape: 1.7, scale: 2 },
  lognormal: { kind: 'lognormal', mean: 2, variation: 0.8 },
  normal: { kind: 'normal', mean: 2, deviation: 1 },
  triangular: { kind: 'triangular', low: 1, mode: 2, high: 4 },
  beta: { kind: 'beta', a: 2, b: 3, low: 1, high: 3 },
  pert: { kind: 'pert', low: 1, mode: 2, high: 4 },
};

/** A row of a station for each law, which draws its cycle times from it. */
function lineOfAllLaws(): ResolvedLine {
  const names = Object.keys(laws);
  return resolveLine(
    { stations: names.map((name) => ({ name, outputType: 'Part' })) },
    Object.fromEntries(names.map((name) => [name, { bufferCapacity: 5, performance: { cycleTimeSec: laws[name]! } }])),
  );
}

/**
 * Everything whose bits might differ between engines of JavaScript, as text: a shift with and without its log, a line
 * that draws from every law there is, and the means and variances of those laws.
 */
export function fingerprint(): string {
  const shift = resolveLine(cosmeticsLine, cosmeticsBaseline);
  const { events, ...logged } = runLine(shift, { durationS: 28_800, seed: 42, record: { events: { items: true } } });
  return JSON.stringify({
    logged,
    log: digest(events!),
    plain: runLine(shift, { durationS: 28_800, seed: 42 }),
    laws: runLine(lineOfAllLaws(), { durationS: 28_800, seed: 7 }),
    moments: Object.values(laws).map((law) => {
      const { mean, variance } = distributionOf(law);
      return [mean, variance];
    }),
  });
}

/** FNV-1a over the bits of every time, station and item (http://www.isthe.com/chongo/tech/comp/fnv). */
function digest(events: EventLog): string {
  const bits = new DataView(new ArrayBuffer(8));
  let hash = 0x811c9dc5;
  const add = (value: number) => {
    bits.setFloat64(0, value);
    for (let i = 0; i < 8; i++) hash = Math.imul(hash ^ bits.getUint8(i), 0x01000193);
  };
  let rows = 0;
  for (const event of events) {
    rows++;
    add(event.timeS);
    add(event.station.length);
    add('item' in event ? event.item : -1);
  }
  return `${rows} rows, ${(hash >>> 0).toString(16)}`;
}
