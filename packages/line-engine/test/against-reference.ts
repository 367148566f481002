import { describe, expect, it } from 'vitest';
import { runLine } from '../src/index.ts';
import { distributions, figures, type ReferenceScenario } from './reference/distributions.ts';
import { lineOf } from './reference/traces.ts';

const replications = 1000;

/**
 * A sample mean is off by z standard errors. About 1,000 means are compared over all scenarios, so the bound is the
 * normal quantile of 1 − 0.001 / 2,000: an engine of the same law fails once in a thousand seeds, and the seed is fixed.
 */
const bound = 4.9;

/** The reference's scenarios, in two files of tests, so that two cores share them. */
export const firstHalf = [
  'baseline',
  'large_buffer_test',
  'fast_filler',
  'frequent_failures',
  'low_jams',
  'no_failures',
];
export const secondHalf = [
  'high_defects',
  'tiny_buffers',
  'single_station',
  'deterministic',
  'deterministic_slow_packer',
  'zero_buffers',
  'baseline_80h',
];

/** Compares the figures of many replications with the reference's: every mean, and the distribution of some. */
export function againstReference(name: string): void {
  const scenario = distributions[name]!;
  describe(`${name}, ${replications} replications against ${scenario.replications} of the reference`, () => {
    const samples = sample(scenario);

    it('every mean is the published one, within the joint 99.9 % interval', () => {
      const scores = [...samples].map(([figure, values]) => ({ figure, z: zScore(scenario, figure, values) }));
      expect(scores.length).toBeGreaterThanOrEqual(17);
      expect(scores.filter(({ z }) => !(Math.abs(z) < bound))).toEqual([]);
    });

    it('output and time in state have the published distribution (Kolmogorov–Smirnov, 0.1 %)', () => {
      const distances = [...samples]
        .filter(([figure]) => /\.(units|put_ok|time_[A-Z]+)$/.test(figure))
        .map(([figure, values]) => ({ figure, distance: distance(scenario, figure, values) }));
      const limit = 1.95 * Math.sqrt(1 / replications + 1 / scenario.replications);
      expect(distances.length).toBeGreaterThanOrEqual(7);
      // 7 to 28 figures a scenario, thirteen scenarios: 0.1 % over all of them.
      expect(distances.filter((one) => !(one.distance < limit * 1.4))).toEqual([]);
    });
  });
}

/** Values of each figure, by `station.figure`, over the replications. */
function sample(scenario: ReferenceScenario): Map<string, number[]> {
  const line = lineOf(scenario.line);
  const samples = new Map<string, number[]>();
  for (const [station, theirs] of Object.entries(scenario.stations))
    for (const figure of Object.keys(theirs)) samples.set(`${station}.${figure}`, []);
  for (let replication = 0; replication < replications; replication++) {
    const run = runLine(line, { durationS: scenario.hours * 3600, seed: 42, replication });
    for (const [key, values] of samples) {
      const [station, figure] = key.split('.') as [string, string];
      values.push(figures[figure]!(run, station));
    }
  }
  return samples;
}

function published(scenario: ReferenceScenario, key: string) {
  const [station, figure] = key.split('.') as [string, string];
  return scenario.stations[station]![figure]!;
}

function zScore(scenario: ReferenceScenario, key: string, values: readonly number[]): number {
  const { mean, sd } = published(scenario, key);
  const ours = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (Math.abs(ours - mean) <= 1e-6 * Math.max(1, Math.abs(mean))) return 0;
  return (ours - mean) / (sd * Math.sqrt(1 / values.length + 1 / scenario.replications));
}

/** Largest gap between the two distribution functions at the published quantiles; ties may lie on either side. */
function distance(scenario: ReferenceScenario, key: string, values: readonly number[]): number {
  const gaps = Object.entries(published(scenario, key).quantiles).map(([p, quantile]) => {
    const tolerance = 1e-6 * Math.max(1, Math.abs(quantile));
    const below = values.filter((value) => value < quantile - tolerance).length / values.length;
    const upTo = values.filter((value) => value <= quantile + tolerance).length / values.length;
    return Math.max(0, below - Number(p), Number(p) - upTo);
  });
  return Math.max(...gaps);
}
