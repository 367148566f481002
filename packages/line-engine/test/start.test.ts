import { describe, expect, it } from 'vitest';
import { resolveLine, runLine, type Baseline, type ScenarioInput, type TopologyInput } from '../src/index.ts';

const topology: TopologyInput = { stations: ['A', 'B', 'C'].map((name) => ({ name, outputType: 'Part' })) };
const baseline: Baseline = {
  A: { uph: 3600, bufferCapacity: 20 },
  B: { uph: 3600, bufferCapacity: 20 },
  C: { uph: 3600 },
};

function run(start: ScenarioInput['start'], durationS: number) {
  return runLine(resolveLine(topology, baseline, { name: 'warm', start }), { durationS, seed: 1 });
}

describe('a line that is not empty and ready at the start', () => {
  it('works off what lies in its buffers', () => {
    const { line, itemsInProcess, stations } = run({ bufferLevels: { A: 5, B: 20 }, downMin: { A: 100 } }, 600);
    expect(line.unitsOut).toBe(25);
    expect(itemsInProcess).toBe(0);
    expect(stations['A']!.timeInStateS.DOWN).toBe(600);
    expect(stations['A']!.failures).toBe(0);
  });

  it('goes on when what was down is repaired', () => {
    const { line, stations } = run({ downMin: { A: 1 } }, 600);
    expect(stations['A']!.timeInStateS.DOWN).toBe(60);
    expect(line.unitsOut).toBe(600 - 60 - 3);
  });

  it('is one that starts a line that has run so far, in the long run', () => {
    const cold = run({}, 36_000).line.unitsOut;
    const warm = run({ bufferLevels: { B: 1 } }, 36_000).line.unitsOut;
    expect(warm - cold).toBe(1);
  });

  it.each<[string, ScenarioInput['start'], RegExp]>([
    ['more than fits', { bufferLevels: { A: 21 } }, /start\.bufferLevels\.A.*at most 20.*is 21/],
    ['an unknown buffer', { bufferLevels: { a: 1 } }, /unknown buffer "a".*did you mean "A"/],
    ['an unknown station', { downMin: { Cc: 1 } }, /unknown station "Cc".*did you mean "C"/],
    ['a repair of no time', { downMin: { C: 0 } }, /start\.downMin\.C/],
  ])('refuses %s', (_what, start, message) => {
    expect(() => run(start, 10)).toThrow(message);
  });
});
