import { describe, expect, it } from 'vitest';
import {
  ConfigurationError,
  lineJsonSchemas,
  cosmeticsBaseline,
  cosmeticsLine,
  resolveLine,
  runLine,
  type Fault,
} from '../src/index.ts';

function faultsOf(action: () => unknown): readonly Fault[] {
  try {
    action();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

const said = (faults: readonly Fault[]) =>
  faults.map((fault) => `${fault.source} ${fault.path.join('.')}: ${fault.message}`);
const station = (line: ReturnType<typeof resolveLine>, name: string) => line.stations.find((one) => one.name === name)!;

describe('a scenario changes what it names and nothing else', () => {
  it('an override of MTBF keeps the MTTR of the baseline', () => {
    const line = resolveLine(cosmeticsLine, cosmeticsBaseline, {
      name: 'double MTBF',
      equipment: { Filler: { reliability: { mtbfMin: 240 } } },
    });
    expect(station(line, 'Filler').reliability).toMatchObject({ mtbfMin: 240, mttrMin: 15 });
    expect(line.origins['Filler.reliability.mtbfMin']).toBe('scenario');
    expect(line.origins['Filler.reliability.mttrMin']).toBe('baseline');
    expect(line.origins['Packer.reliability.mttrMin']).toBe('default');
  });

  it('so doubling the MTBF of the Filler gains output, where the original loses 4.9 %', () => {
    const better = resolveLine(cosmeticsLine, cosmeticsBaseline, {
      name: 'double MTBF',
      equipment: { Filler: { reliability: { mtbfMin: 240 } } },
    });
    const baseline = resolveLine(cosmeticsLine, cosmeticsBaseline);
    const output = (line: typeof baseline) => {
      let units = 0;
      for (let replication = 0; replication < 60; replication++)
        units += runLine(line, { durationS: 28_800, seed: 1, replication }).stations['Filler']!.unitsMade;
      return units;
    };
    expect(output(better) / output(baseline)).toBeGreaterThan(1.02);
  });

  it('zero is a value, null switches breakdowns off', () => {
    const line = resolveLine(cosmeticsLine, cosmeticsBaseline, {
      name: 'zeros',
      equipment: {
        Filler: {
          bufferCapacity: 0,
          performance: { jamProb: 0 },
          reliability: { mtbfMin: null },
          quality: { defectRate: 0 },
        },
      },
    });
    expect(station(line, 'Filler')).toMatchObject({
      bufferCapacity: 0,
      performance: { jamProb: 0, jamTimeSec: 15 },
      reliability: { mtbfMin: null, mttrMin: 15 },
      quality: { defectRate: 0 },
    });
  });

  it('what nobody said has the default, also for a station called like a property of every object', () => {
    const line = resolveLine({ stations: [{ name: 'constructor' }] }, {});
    expect(station(line, 'constructor')).toMatchObject({
      uph: 10_000,
      bufferCapacity: 50,
      batchIn: 1,
      outputType: 'None',
    });
    expect(new Set(Object.values(line.origins))).toEqual(new Set(['default']));
  });

  it('is frozen through and through', () => {
    const line = resolveLine(cosmeticsLine, cosmeticsBaseline);
    expect(Object.isFrozen(line)).toBe(true);
    expect(Object.isFrozen(line.stations[0]!.reliability)).toBe(true);
  });
});

describe('a faulty configuration', () => {
  it('is told every fault at once, with the nearest known name', () => {
    const faults = faultsOf(() =>
      resolveLine(
        { stations: [{ name: 'A', batchIn: 0 }, { name: 'A' }, { name: 'B', bathcIn: 2 } as never] },
        { A: { uph: 0 }, C: {} },
        {
          name: 'x',
          equipment: {
            A: { reliablity: { mtbfMin: 1 }, performance: { jamProb: 1.5 }, quality: { defectRate: 'high' } } as never,
            Fillr: {},
          },
        },
      ),
    );
    expect(said(faults)).toMatchInlineSnapshot(`
      [
        "topology stations.0.batchIn: must be at least 1, is 0",
        "topology stations.2.bathcIn: unknown key "bathcIn"; did you mean "batchIn"?",
        "baseline A.uph: must be greater than 0, is 0",
        "scenario equipment.A.performance.jamProb: must be at most 1, is 1.5",
        "scenario equipment.A.quality.defectRate: must be a number, is "high"",
        "scenario equipment.A.reliablity: unknown key "reliablity"; did you mean "reliability"?",
        "topology stations.1.name: station "A" is there already, as number 1",
        "baseline C: unknown station "C"; known: A, B",
        "scenario equipment.Fillr: unknown station "Fillr"; known: A, B",
      ]
    `);
  });

  it.each([
    ['batchIn of a fraction', { stations: [{ name: 'A', batchIn: 1.5 }] }],
    ['a name that is empty', { stations: [{ name: '' }] }],
    ['a name with a slash, which parts names of streams', { stations: [{ name: 'A/fail' }] }],
    ['a name that is no word', { stations: [{ name: '__proto__' }] }],
    ['no stations', { stations: [] }],
    ['stations that are a word', { stations: 'Filler' }],
    ['nothing', null],
    ['a list', []],
  ])('refuses %s', (_, topology) => {
    const faults = faultsOf(() => resolveLine(topology as never, {}));
    expect(faults.length).toBeGreaterThan(0);
    expect(said(faults).join('\n')).not.toContain('undefined');
  });

  it.each([
    ['uph', { uph: 0 }],
    ['uph', { uph: -1 }],
    ['uph', { uph: Number.NaN }],
    ['uph', { uph: Infinity }],
    ['bufferCapacity', { bufferCapacity: -1 }],
    ['bufferCapacity', { bufferCapacity: 2.5 }],
    ['reliability.mtbfMin', { reliability: { mtbfMin: 0 } }],
    ['reliability.mttrMin', { reliability: { mttrMin: -5 } }],
    ['performance.jamProb', { performance: { jamProb: -0.1 } }],
    ['quality.detectionProb', { quality: { detectionProb: 1.0001 } }],
  ])('refuses %s of %j and names the place', (path, parameters) => {
    const [fault, ...more] = faultsOf(() => resolveLine(cosmeticsLine, { Filler: parameters }));
    expect(more).toEqual([]);
    expect(fault!.path.join('.')).toBe(`Filler.${path}`);
  });
});

describe('JSON Schema', () => {
  it('knows every key, with its meaning and its range', () => {
    const { topology, baseline, scenario } = lineJsonSchemas();
    expect(topology).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', required: ['stations'] });
    const text = JSON.stringify([topology, baseline, scenario]);
    for (const key of ['mtbfMin', 'jamProb', 'detectionProb', 'interarrivalSec', 'workHours', 'campaign', 'weibull'])
      expect(text).toContain(`"${key}"`);
    expect(text).toContain('Mean operating time between failures, min');
    expect(baseline).toMatchObject({
      additionalProperties: { properties: { performance: { properties: { jamProb: { minimum: 0, maximum: 1 } } } } },
    });
  });
});
