import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { file, scenarioRunner, scenarios } from './command-line.ts';
import { folder, baseline, few, refused } from './refused.ts';

describe('--set', () => {
  it('changes a parameter for one more scenario', () => {
    const { out, code } = scenarioRunner(folder, 'compare', baseline, '--set', 'Filler.bufferCapacity=500', ...few);
    expect(code).toBe(0);
    expect(out).toContain('baseline + Filler.bufferCapacity=500');
    expect(out).toContain('better');
  });

  it.each([
    ['Filler.bufferCapcity=3', 'did you mean "Filler.bufferCapacity"?'],
    ['Filer.uph=3', 'did you mean "Filler.uph"?'],
    ['Filler.uph', '--set must be PATH=VALUE'],
    ['Filler.uph=', 'has no value'],
    ['Filler.uph*=fast', 'which is no number'],
    ['Inspector.reliability.mtbfMin*=2', 'the value now is null, not a number to change'],
    ['Filler.uph=-5', 'equipment.Filler.uph must be greater than 0, is -5'],
    ['Filler.performance.jamProb*=1000', 'must be at most 1, is 10'],
  ])('%s is refused: %s', (set, message) => {
    expect(refused('compare', baseline, '--set', set)).toContain(message);
  });
});

describe('explain, list, schema and sensitivity', () => {
  it('explain says what is odd in the original baseline', () => {
    const { out, code } = scenarioRunner(folder, 'explain', baseline);
    expect(code).toBe(0);
    for (const odd of [
      'Filler: jams every 100 cycles',
      'Packer: uph counts cycles of 12: 12,000 /h × 12 = 144,000 items/h',
      'Packer: breaks down and nobody said how long a repair takes: the default of 60 min',
      'Palletizer: one defective part in 720 makes its whole pallet defective',
    ])
      expect(out).toContain(odd);
    expect(out).toContain('At most 9.009 pallets an hour');
  });

  it('list names scenarios, and parameters with their origin', () => {
    expect(scenarioRunner(folder, 'list', scenarios).out).toMatch(
      /large_buffer_test +cosmetics +Filler.bufferCapacity/,
    );
    const { out } = scenarioRunner(folder, 'list', baseline);
    expect(out).toMatch(/Packer.reliability.mttrMin +60 +default/);
    expect(refused('list', 'nowhere')).toContain('there is no such file or folder');
  });

  it('schema is of draft-07 and knows every key', () => {
    for (const which of ['line', 'scenario']) {
      const schema = JSON.parse(scenarioRunner(folder, 'schema', which).out) as Record<string, object>;
      expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
      expect(Object.keys(schema['properties']!)).toContain('economics');
    }
    expect(refused('schema', 'lines')).toContain('not "lines"');
  });

  it('sensitivity ranks what one percent is worth', () => {
    const { out, code } = scenarioRunner(folder, 'sensitivity', baseline, '--replications', '10');
    expect(code).toBe(0);
    expect(out).toMatch(/Filler.uph .*more is better/);
  });
});

describe('calibrate', () => {
  const log = (...rows: readonly string[]) => file(folder, 'stops.csv', `station,kind,from,to\n${rows.join('\n')}\n`);

  it('gives parameters with intervals, ready for a baseline', () => {
    const rows = Array.from({ length: 12 }, (_, i) => [
      `Filler,breakdown,${i * 7200 + 3600},${i * 7200 + 3600 + 300 + i * 60}`,
      `Filler,jam,${i * 7200 + 100},${i * 7200 + 115}`,
    ]).flat();
    const given = ['--from', '0', '--to', '86400', '--line', baseline];
    const { out, code } = scenarioRunner(folder, 'calibrate', log(...rows), ...given);
    expect(code).toBe(0);
    expect(out).toMatch(/Filler +21.85 +12 +109.3 \(62.54 … 211.4\)/);
    expect(out).toContain('jamTimeSec: 15');
    expect(out).toContain('lognormal');
  });

  it('reads instants with their zone', () => {
    log('A,jam,2026-01-05T06:00:00Z,2026-01-05T06:00:20Z', 'A,jam,2026-01-05T08:00:00+01:00,2026-01-05T08:00:20+01:00');
    expect(scenarioRunner(folder, 'calibrate', 'stops.csv').out).toContain('20 (20 … 20)');
  });

  it.each([
    ['overlapping stops', ['A,jam,0,10', 'A,jam,5,20'], 'stop 2 overlaps with stop 1 of A by 5 s'],
    ['a negative stop', ['A,jam,10,4'], 'stop 1 ends 6 s before it begins'],
    ['an unknown kind', ['A,braekdown,0,10'], 'did you mean "breakdown"?'],
    ['a time that is none', ['A,jam,noon,10'], 'stops.csv:2: from "noon" is no time'],
    ['a time without a zone', ['A,jam,2026-01-05T06:00:00,10'], 'is no time'],
    ['no stops', [], 'has no stops'],
  ])('%s', (_, rows, message) => {
    expect(refused('calibrate', log(...rows))).toContain(message);
  });

  it('a file that is none, and one without its columns', () => {
    expect(refused('calibrate', 'nowhere.csv')).toContain('there is no such file');
    file(folder, 'wrong.csv', 'machine,from,to\n');
    expect(refused('calibrate', 'wrong.csv')).toContain('no column station, kind');
  });
});

describe('replay', () => {
  scenarioRunner(folder, 'run', baseline, ...few, '--out', 'made');
  const made = join(folder, 'made/baseline');
  const tampered = (name: string, change: (manifest: Record<string, unknown>) => void) => {
    cpSync(made, join(folder, name), { recursive: true });
    const path = join(folder, name, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    change(manifest);
    writeFileSync(path, JSON.stringify(manifest));
    return name;
  };

  it('names the versions that differ and refuses, unless told', () => {
    const other = tampered('other', (manifest) => {
      manifest['engine'] = '9.9.9';
    });
    expect(refused('replay', other)).toContain('engine 9.9.9, here 0.0.0');
    expect(scenarioRunner(folder, 'replay', other, '--anyway')).toMatchObject({ code: 0 });
  });

  it('refuses a configuration that was changed, a folder without a manifest, and one of another format', () => {
    const changed = tampered('changed', (manifest) => {
      const [first] = manifest['scenarios'] as { configuration: { scenario: { seed: number } } }[];
      first!.configuration.scenario.seed = 7;
    });
    expect(refused('replay', changed)).toContain('its hash differs');
    expect(refused('replay', 'nowhere')).toContain('cannot be read (ENOENT)');
    const endless = tampered('endless', (manifest) => {
      manifest['replications'] = 1e12;
    });
    expect(refused('replay', endless)).toContain('machine cycles');
    expect(
      refused(
        'replay',
        tampered('odd', (manifest) => (manifest['format'] = 7)),
      ),
    ).toContain('is no manifest');
  });
});

describe('import', () => {
  const yaml = (path: string, text: string) => {
    mkdirSync(join(folder, 'old/config', path, '..'), { recursive: true });
    file(folder, join('old/config', path), text);
  };
  yaml(
    'topologies/row.yaml',
    'name: row\nsource: infinite_raw\nstations:\n  - { name: Filler, batch_in: 1, output_type: Tube }\n  - { name: Packer, batch_in: 12, output_type: Case }\n',
  );
  yaml(
    'equipment/filler.yaml',
    'name: Filler\nuph: 10000\nreliability: { mtbf_min: 120, mtbf_max: 9 }\ncost_rates: { labor_per_hour: 25, energy_per_hour: 15 }\n',
  );
  yaml('equipment/packer.yaml', 'name: Packer\nuph: 1000\nperformance: { jam_prob: 0.01, jam_time_sec: 30 }\n');
  yaml(
    'scenarios/faster.yaml',
    'name: faster\ntopology: row\nequipment: [Filler, Packer]\noverrides:\n  Filler: { uph: 12000 }\n',
  );
  yaml('products/paste.yaml', 'name: paste\nmaterial_cost: 1.5\nselling_price: 4\n');
  yaml('runs/faster_4h.yaml', 'name: faster_4h\nscenario: faster\nproduct: paste\nduration_hours: 4\nrandom_seed: 7\n');
  yaml('defaults.yaml', 'equipment: { buffer_capacity: 80 }\n');

  it('makes files that run, and says what it leaves out', () => {
    const { out, code } = scenarioRunner(folder, 'import', 'old', '--out', 'new');
    expect(code).toBe(0);
    expect(readdirSync(join(folder, 'new')).toSorted()).toEqual(['faster_4h.yaml', 'row-line.yaml']);
    expect(out).toContain('"reliability.mtbf_max" has no meaning here');
    expect(out).toContain('the original held 100,000 items');
    const run = scenarioRunner(folder, 'run', 'new/faster_4h.yaml', '--json', '--replications', '3');
    expect(JSON.parse(run.out)).toMatchObject({ scenario: 'faster_4h', seed: 7, durationS: 14_400 });
    expect((JSON.parse(run.out) as { figures: object }).figures).toHaveProperty('margin');
    const { out: listed } = scenarioRunner(folder, 'list', 'new/faster_4h.yaml');
    expect(listed).toMatch(/Filler.uph +12000 +scenario/);
    expect(listed).toMatch(/Packer.bufferCapacity +80 +baseline/);
  });

  it('refuses what is no such project, and what refers to nothing', () => {
    expect(refused('import', '.', '--out', 'x')).toContain('is no project of the original');
    expect(refused('import', 'old')).toContain('import needs --out');
    expect(refused('import', 'old', '--out', 'new')).toContain('is there already');
    cpSync(join(folder, 'old'), join(folder, 'torn'), { recursive: true });
    file(folder, 'torn/config/runs/faster_4h.yaml', 'name: a\nscenario: nothing\n');
    expect(refused('import', 'torn', '--out', 'y')).toContain('there is no scenario "nothing"');
  });
});
