import { describe, expect, it } from 'vitest';
import { cosmeticsBaseline, cosmeticsLine, resolveLine, runLine } from '../../src/index.ts';
import {
  explain,
  nudges,
  parameterPaths,
  parameterValue,
  replicate,
  sensitivities,
  UnknownParameter,
  withParameters,
} from '../../src/experiment/index.ts';

const cosmetics = resolveLine(cosmeticsLine, cosmeticsBaseline);

describe('what a line implies before anything is run', () => {
  const { stations, pacingStation, atMostPerHour, oddities } = explain(cosmetics);

  it('is the stand-alone rate of each station: the Filler takes 0.555 s a tube', () => {
    expect(3600 / stations[0]!.cyclesPerHour).toBeCloseTo(0.554998875, 7);
    expect(pacingStation).toBe('Filler');
  });

  it('bounds what the line then makes', () => {
    const made = replicate(cosmetics, { durationS: 80 * 3600, seed: 1, replications: 5 });
    const perHour = made.reduce((sum, run) => sum + run.line.unitsOut / 80, 0) / 5;
    expect(perHour).toBeLessThan(atMostPerHour);
    expect(perHour).toBeGreaterThan(0.85 * atMostPerHour);
  });

  it('names what is odd in the original line', () => {
    const about = oddities.map((oddity) => `${oddity.station} ${oddity.about}`);
    expect(about).toEqual([
      'Filler jams',
      'Packer jams',
      'Packer rate',
      'Packer repair time',
      'Palletizer rate',
      'Palletizer repair time',
      'Palletizer defects',
    ]);
    const messages = oddities.map(({ message }) => message).join('\n');
    expect(messages).toContain('jams every 100 cycles: 100 times an hour of work');
    expect(messages).toContain('uph counts cycles of 12: 12,000 /h × 12 = 144,000 items/h');
    expect(messages).toContain('the default of 60 min holds');
    expect(messages).toContain('one defective part in 720 makes its whole pallet defective');
    expect(messages).toContain('only 48 % are good');
  });

  it('finds nothing odd in a line with nothing odd in it', () => {
    const calm = resolveLine({ stations: [{ name: 'A' }, { name: 'B' }] }, { A: { uph: 60 }, B: { uph: 60 } });
    expect(explain(calm).oddities).toEqual([]);
  });
});

describe('parameters by path', () => {
  it('are all there, and say what they are', () => {
    expect(parameterPaths(cosmetics)).toEqual(
      expect.arrayContaining(['Filler.bufferCapacity', 'Packer.reliability.mttrMin', 'seed']),
    );
    expect(parameterValue(cosmetics, 'equipment.Filler.bufferCapacity')).toBe(50);
    expect(parameterValue(cosmetics, 'Packer.reliability.mttrMin')).toBe(60);
  });

  it('change what they name and nothing else', () => {
    const scenario = { name: 'x', equipment: { Filler: { performance: { jamProb: 0.02 } } } };
    const changed = withParameters(cosmetics, scenario, { 'Filler.performance.jamTimeSec': 9, seed: 7 });
    expect(changed).toEqual({
      name: 'x',
      seed: 7,
      equipment: { Filler: { performance: { jamProb: 0.02, jamTimeSec: 9 } } },
    });
    expect(scenario.equipment.Filler.performance).toEqual({ jamProb: 0.02 });
    const line = resolveLine(cosmeticsLine, cosmeticsBaseline, changed);
    expect(line.origins['Filler.performance.jamTimeSec']).toBe('scenario');
  });

  it('that are not there are refused with the nearest that is', () => {
    expect(() => withParameters(cosmetics, { name: 'x' }, { 'Filler.bufferCapcity': 3 })).toThrow(UnknownParameter);
    expect(() => parameterValue(cosmetics, 'Filer.uph')).toThrow('did you mean "Filler.uph"?');
    expect(() => parameterValue(cosmetics, 'zzz')).toThrow('unknown parameter "zzz"');
  });
});

describe('what one percent is worth', () => {
  it('is positive for what helps and negative for what hurts', () => {
    const options = { durationS: 8 * 3600, seed: 1, replications: 30 };
    const figure = (line: typeof cosmetics) => replicate(line, options).map((run) => run.stations['Filler']!.goodOut);
    const moves = nudges(cosmetics);
    const changed = moves.map(({ path, changed: value }) =>
      resolveLine(cosmeticsLine, cosmeticsBaseline, withParameters(cosmetics, { name: 'moved' }, { [path]: value })),
    );
    const found = sensitivities(moves, figure(cosmetics), changed.map(figure));
    const worth = (path: string) => found.find((one) => one.path === path)!.perPercent;
    expect(worth('Filler.uph').mean - worth('Filler.uph').halfWidth).toBeGreaterThan(0);
    expect(worth('Filler.performance.jamProb').mean + worth('Filler.performance.jamProb').halfWidth).toBeLessThan(0);
    expect(found.map(({ path }) => path)).not.toContain('Inspector.reliability.mttrMin');
    expect(runLine(cosmetics, { durationS: 60, seed: 1 }).scenario).toBe('baseline');
  });
});
