import { describe, expect, it } from 'vitest';
import { runLine } from '../src/index.ts';
import { distributions, figures, type ReferenceScenario } from './reference/distributions.ts';
import { lineOf } from './reference/traces.ts';

const replications = 200;

/**
 * Two sample means differ by z standard errors. With m figures compared at once, a bound at the normal quantile of
 * 1 − 0.001 / (2 m) lets an engine that follows the same law fail once in a thousand choices of seed; the seed is
 * fixed, so the outcome here is always the same.
 */
function zScores(scenario: ReferenceScenario, seed: number): { figure: string; z: number }[] {
  const line = lineOf(scenario.line);
  const runs = Array.from({ length: replications }, (_, replication) =>
    runLine(line, { durationS: scenario.hours * 3600, seed, replication }),
  );
  return Object.entries(scenario.stations).flatMap(([station, expected]) =>
    Object.entries(expected).map(([name, { mean: mu, sd }]) => {
      const read = figures[name]!;
      const mean = runs.reduce((sum, run) => sum + read(run, station), 0) / replications;
      const standardError = sd * Math.sqrt(1 / replications + 1 / scenario.replications);
      const tolerance = 1e-9 * Math.max(1, Math.abs(mu));
      const z = Math.abs(mean - mu) <= tolerance ? 0 : (mean - mu) / standardError;
      return { figure: `${station}.${name}`, z };
    }),
  );
}

/** Normal quantile of 1 − 0.001 / (2·77): 77 figures of four stations. */
const bound = 4.35;

describe.each(['baseline', 'large_buffer_test'])('%s', (name) => {
  it(`has the published means of every figure, over ${replications} replications`, () => {
    const scores = zScores(distributions[name]!, 42);
    expect(scores.length).toBe(77);
    expect(scores.filter(({ z }) => !(Math.abs(z) < bound))).toEqual([]);
  });
});

it('would notice a jam that takes a second longer', () => {
  const scenario = distributions['baseline']!;
  const line = scenario.line.map((station) => ({ ...station, jam_sec: station.jam_sec + 1 }));
  expect(zScores({ ...scenario, line }, 42).some(({ z }) => Math.abs(z) > bound)).toBe(true);
});
