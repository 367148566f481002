import { describe, expect, it } from 'vitest';
import { file, scenarioRunner, workFolder } from './command-line.ts';

const folder = workFolder();
const goodLine = `line: tiny
topology:
  stations:
    - { name: Filler, outputType: Tube }
    - { name: Packer, batchIn: 12, outputType: Case }
baseline:
  Filler: { uph: 1000 }
`;
file(folder, 'line.yaml', goodLine);

function refused(name: string, text: string): string {
  const { code, out, err } = scenarioRunner(folder, 'run', file(folder, name, text), '--json');
  expect(out).toBe('');
  expect(code).toBe(2);
  expect(err).not.toMatch(/\n\s+at /);
  return err;
}

describe('a faulty scenario is refused with exit code 2, place and cause', () => {
  it('all faults at once, in order of lines, with the nearest known name', () => {
    const text = `name: many faults
line: ./line.yaml
durationHours: -8
sede: 42
equipment:
  Filler:
    reliablity: { mtbfMin: 120 }
    performance: { jamProb: 1.5 }
    uph: 0
    quality: { defectRate: -0.1 }
    bufferCapacity: lots
  Paker: { uph: 100 }
`;
    expect(refused('many.yaml', text)).toMatchInlineSnapshot(`
      "many.yaml:3:16  durationHours
          3 | durationHours: -8
            |                ^^ must be greater than 0, is -8
      many.yaml:4:1  sede
          4 | sede: 42
            | ^^^^ unknown key "sede"; did you mean "seed"?
      many.yaml:7:5  equipment.Filler.reliablity
          7 |     reliablity: { mtbfMin: 120 }
            |     ^^^^^^^^^^ unknown key "reliablity"; did you mean "reliability"?
      many.yaml:8:29  equipment.Filler.performance.jamProb
          8 |     performance: { jamProb: 1.5 }
            |                             ^^^ must be at most 1, is 1.5
      many.yaml:9:10  equipment.Filler.uph
          9 |     uph: 0
            |          ^ must be greater than 0, is 0
      many.yaml:10:28  equipment.Filler.quality.defectRate
         10 |     quality: { defectRate: -0.1 }
            |                            ^^^^ must be at least 0, is -0.1
      many.yaml:11:21  equipment.Filler.bufferCapacity
         11 |     bufferCapacity: lots
            |                     ^^^^ must be a number, is "lots"
      many.yaml:12:3  equipment.Paker
         12 |   Paker: { uph: 100 }
            |   ^^^^^ unknown station "Paker"; did you mean "Packer"?
      "
    `);
  });

  it('and those of the file of the line, in that file', () => {
    file(
      folder,
      'bad-line.yaml',
      `line: tiny
topology:
  stations:
    - { name: Filler, batchIn: 0, outputType: Tube }
    - { name: Filler }
baseline:
  Filer: { uph: 1000 }
extra: 1
`,
    );
    expect(refused('points-to-bad.yaml', 'name: x\nline: ./bad-line.yaml\n')).toMatchInlineSnapshot(`
      "bad-line.yaml:4:32  topology.stations.0.batchIn
          4 |     - { name: Filler, batchIn: 0, outputType: Tube }
            |                                ^ must be at least 1, is 0
      bad-line.yaml:5:15  topology.stations.1.name
          5 |     - { name: Filler }
            |               ^^^^^^ station "Filler" is there already, as number 1
      bad-line.yaml:7:3  baseline.Filer
          7 |   Filer: { uph: 1000 }
            |   ^^^^^ unknown station "Filer"; did you mean "Filler"?
      bad-line.yaml:8:1  extra
          8 | extra: 1
            | ^^^^^ unknown key "extra"; known: line, topology, baseline, economics
      "
    `);
  });

  it.each([
    ['broken YAML', 'name: [1, 2\nline: x\n', 'is not YAML'],
    ['a tab for indentation', 'name: x\nequipment:\n\tFiller: {}\n', 'is not YAML'],
    ['a key twice', 'name: x\nname: y\nline: ./line.yaml\n', 'is not YAML: Map keys must be unique'],
    ['nothing', '', 'is empty'],
    ['a list', '- 1\n- 2\n', 'must be keys with values'],
    ['no line', 'name: x\n', 'a scenario needs "line: ./file.yaml"'],
    ['a line that is no name', 'name: x\nline: 7\n', 'must name the file of the line'],
    ['a line that is not there', 'name: x\nline: ./nowhere.yaml\n', 'nowhere.yaml: there is no such file'],
    ['no name', 'line: ./line.yaml\nname:\n', 'name'],
    [
      'a number that is none',
      'name: x\nline: ./line.yaml\nequipment: { Filler: { uph: .nan } }\n',
      'must be a number, is NaN',
    ],
    ['stations that are missing', 'line: x\ntopology: {}\n', 'is missing'],
    ['a topology that is a word', 'line: x\ntopology: long\n', 'topology'],
  ])('%s', (name, text, message) => {
    expect(refused(`${name}.yaml`, text)).toContain(message);
  });

  it('a bomb of aliases, in no time', () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) =>
        `l${i}: &l${i} [${Array(10)
          .fill(i === 0 ? 'x' : `*l${i - 1}`)
          .join(', ')}]`,
    );
    expect(refused('bomb.yaml', `${levels.join('\n')}\n`)).toContain('Excessive alias count');
  });

  it('a file too large, a folder, no file', () => {
    expect(refused('large.yaml', `# ${'x'.repeat(1_100_000)}\n`)).toContain('is larger than');
    for (const [path, message] of [
      ['.', 'is a folder'],
      ['none.yaml', 'there is no such file'],
    ] as const) {
      const { code, err } = scenarioRunner(folder, 'run', path);
      expect(code).toBe(2);
      expect(err).toContain(message);
    }
  });

  it('more cycles than anyone waits for', () => {
    expect(
      refused(
        'endless.yaml',
        'name: x\nline: ./line.yaml\ndurationHours: 900000\nequipment: { Filler: { uph: 1e8 } }\n',
      ),
    ).toContain('machine cycles');
  });
});

describe('a faulty command line is refused with exit code 2', () => {
  it.each([
    [['rnu', 'line.yaml'], 'unknown command "rnu"; did you mean "run"?'],
    [['run'], 'run takes FILE, got nothing'],
    [['compare', 'line.yaml'], 'compare takes two FILEs or more, or one and --set'],
    [['run', 'line.yaml', '--sed', '1'], 'unknown option --sed; did you mean --seed?'],
    [['run', 'line.yaml', '--seed', '-1'], '--seed'],
    [['run', 'line.yaml', '--until', 'oee=2'], '--until must be FIGURE=SHARE'],
    [['run', 'line.yaml', '--until', 'oe=0.1'], 'did you mean "oee"?'],
    [['run', 'line.yaml', '--assert', 'oee=1'], '--assert must be a figure'],
    [['run', 'line.yaml', '--warm-up-min', 'soon'], '--warm-up-min must be "auto" or minutes'],
    [['run', 'line.yaml', '--workers', '0'], '--workers must be a whole number from 1'],
    [['run', 'line.yaml', '--vary', 'Filler.uph=1..2'], 'run has no option --vary'],
    [['compare', 'line.yaml', '--set', 'Filler.uph=9', '--investment', '5'], '--investment needs "economics:"'],
    [['run', 'line.yaml', '--seed', '1.5'], '--seed must be a whole number'],
    [['run', 'line.yaml', '--duration-hours', '0'], '--duration-hours must be greater than 0'],
    [['compare', 'line.yaml', 'line.yaml', '--replications', '1'], '--replications must be a whole number from 2'],
  ])('%j', (given, message) => {
    const { code, out, err } = scenarioRunner(folder, ...given);
    expect(err).toContain(message);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  it('help is not a fault', () => {
    const { code, out } = scenarioRunner(folder, '--help');
    expect(code).toBe(0);
    expect(out).toContain('run FILE');
  });
});

it('a folder that cannot be written to is a failed run: exit code 1, nothing half-written', () => {
  file(folder, 'in-the-way', '');
  const { code, err } = scenarioRunner(folder, 'run', 'line.yaml', '--out', 'in-the-way/out');
  expect(code).toBe(1);
  expect(err).toContain('in-the-way');
});
