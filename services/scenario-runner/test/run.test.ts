import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarioRunner, scenarios, workFolder } from './command-line.ts';

const folder = workFolder();
const largeBuffer = join(scenarios, 'large-buffer.yaml');
const baseline = join(scenarios, 'baseline.yaml');

interface Summary {
  readonly seed: number;
  readonly durationS: number;
  readonly replications: number;
  readonly figures: Readonly<Record<string, { readonly mean: number; readonly halfWidth95: number }>>;
  readonly losses: readonly { readonly station: string; readonly cause: string; readonly items: number }[];
  readonly replication0: {
    readonly line: Readonly<Record<string, number>>;
    readonly stations: Readonly<Record<string, { readonly timeInStateS: Readonly<Record<string, number>> }>>;
  };
}

const csv = (name: string) =>
  readFileSync(join(folder, 'out', 'large_buffer_test', name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => row.split(','));

describe('scenario-runner run', () => {
  const few = ['--replications', '3'];
  const run = scenarioRunner(folder, 'run', largeBuffer, '--json', ...few);
  const summary = JSON.parse(run.out) as Summary;

  it('prints the result as JSON and nothing else on standard output', () => {
    expect(run.code).toBe(0);
    expect(run.err).toContain('summary.json');
    expect(summary).toMatchObject({ seed: 42, durationS: 28_800, replications: 3 });
    expect(summary.replication0.line).toEqual({ unitsOut: 70, goodOut: 30, defectiveOut: 40, rejected: 987 });
    expect(summary.figures['goodOut']!.halfWidth95).toBeGreaterThan(0);
    expect(summary.losses[0]).toMatchObject({ station: 'cosmetics', cause: 'DEFECT' });
  });

  it('writes the same to summary.json, the same bytes with any number of workers', () => {
    const written = (out: string) => readFileSync(join(folder, out, 'large_buffer_test', 'summary.json'), 'utf8');
    expect(written('out')).toBe(run.out);
    for (const workers of ['1', '2', '3'])
      scenarioRunner(folder, 'run', largeBuffer, ...few, '--workers', workers, '--out', `w${workers}`);
    for (const workers of ['1', '2', '3']) expect(written(`w${workers}`)).toBe(run.out);
  });

  it('gives another result for another seed, and runs as long as it is told', () => {
    const { out } = scenarioRunner(folder, 'run', largeBuffer, '--json', ...few, '--seed', '7', '--out', 'b');
    const other = JSON.parse(out) as Summary;
    expect(other.seed).toBe(7);
    expect(other.replication0.line).not.toEqual(summary.replication0.line);
    const short = scenarioRunner(folder, 'run', largeBuffer, '--json', ...few, '--duration-hours', '0.5', '--out', 'c');
    expect((JSON.parse(short.out) as Summary).durationS).toBe(1800);
  });

  it('writes telemetry whose sums are the totals, and events whose states are the telemetry’s', () => {
    const [header, ...rows] = csv('telemetry.csv');
    const column = (name: string) => header!.indexOf(name);
    const shipped = rows
      .filter((row) => row[1] === 'Palletizer')
      .reduce((sum, row) => sum + Number(row[column('unitsOutDelta')]), 0);
    expect(shipped).toBe(summary.replication0.line['unitsOut']);
    expect(rows.length).toBe(4 * 28_801);
    const events = csv('events.csv').slice(1);
    expect(new Set(events.map((row) => row[1]))).toEqual(new Set(Object.keys(summary.replication0.stations)));
    const lastFillerState = events.findLast((row) => row[1] === 'Filler')![2];
    expect(rows.findLast((row) => row[1] === 'Filler')![column('state')]).toBe(lastFillerState);
    const [first] = csv('replications.csv').slice(1);
    expect(first!.slice(0, 3)).toEqual(['0', '30', '70']);
  });

  it('writes the course of money, whose sum is the margin of replication 0', () => {
    const [header, ...rows] = csv('economics.csv');
    const margin = rows.reduce((sum, row) => sum + Number(row[header!.indexOf('margin')]), 0);
    const [names, first] = csv('replications.csv');
    expect(margin).toBeCloseTo(Number(first![names!.indexOf('margin')]), 6);
  });

  it('prints a table for people', () => {
    const { out, code } = scenarioRunner(folder, 'run', baseline, '--demand', '80', ...few);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "cosmetics · baseline · 4 stations · 8 h · 3 replications · seed 42

        Good pallets            33 ± 22   in 8 h, 95 % CI     a bad run (5 %): 27   a good one (95 %): 42   of 65 shipped
        OEE                   29 ± 20 %   = availability 60.1 × effectiveness 97.4 × quality 50.3  (ISO 22400-2, pacing station Filler)
        Margin         $ 2,106 ± 10,788   in 8 h
        Takt                  41 ± 28 %   of 80 asked for; takt 360 s a unit

        station        OEE    alone     out    good  rejected  breakdowns  jams  mean buffer
        Filler      58.9 %   63.5 %  48,068  47,086         0         2.7   468         12.2
        Inspector   54.6 %  100.0 %  47,118  47,073       937           0     0          3.9
        Packer       4.1 %   15.9 %   3,925   3,881         0         0.3   181          0.0
        Palletizer   0.1 %  100.0 %      65      33         0           0     0          0.0

        Where the 8 h go (Filler)              Biggest levers (items lost at Filler)
        EXECUTE      60.1 %  ████████████      1  cosmetics defects                   24,548 ± 19,357
        JAMMED       24.4 %  █████             2  Filler jams                          19,482 ± 1,927
        DOWN          8.6 %  ██                3  Filler breakdowns                    6,856 ± 14,834
        BLOCKED       7.0 %  █                 4  Packer jams                             2,762 ± 262
                                               5  Packer breakdowns                    2,740 ± 11,788
                                               6  Packer speed                             91.7 ± 8.3

        Bottleneck: Filler 92 % of the time, Packer 8 % of the time  (longest active period)

        results  out/baseline: summary.json  replications.csv  events.csv  telemetry.csv  economics.csv  manifest.json
      "
    `);
  });

  it('leaves a folder that replays to the bit, until something in it is changed', () => {
    const made = join('out', 'large_buffer_test');
    expect(scenarioRunner(folder, 'replay', made)).toMatchObject({
      code: 0,
      out: `${made}: 5 files, 3 replications, equal to the bit\n`,
    });
    appendFileSync(join(folder, made, 'replications.csv'), '3,0\n');
    const { code, err } = scenarioRunner(folder, 'replay', made);
    expect(code).toBe(1);
    expect(err).toContain('these files differ: replications.csv');
  });

  it('is exit code 3 when what is asserted does not hold', () => {
    const asserted = (test: string) => scenarioRunner(folder, 'run', baseline, ...few, '--force', '--assert', test);
    expect(asserted('oee>=0.2')).toMatchObject({ code: 0 });
    const missed = asserted('oee >= 0.9');
    expect(missed.code).toBe(3);
    expect(missed.out).toContain('MISSED  oee >= 0.9');
  });

  it('adds replications until the interval is narrow, as many with any number of workers', () => {
    const until = (workers: string) => {
      const given = ['--until', 'pacingUnitsOut=0.05', '--json', '--workers', workers, '--duration-hours', '2'];
      return JSON.parse(scenarioRunner(folder, 'run', baseline, ...given, '--out', `u${workers}`).out) as Summary;
    };
    const one = until('1');
    const { mean, halfWidth95 } = one.figures['pacingUnitsOut']!;
    expect(halfWidth95 / mean).toBeLessThan(0.05);
    expect(one.replications).toBeGreaterThan(10);
    expect(until('2').replications).toBe(one.replications);
  });

  it('leaves out the warm-up', () => {
    const warm = scenarioRunner(folder, 'run', baseline, ...few, '--json', '--warm-up-min', '60', '--out', 'warm');
    expect(JSON.parse(warm.out)).toMatchObject({ warmUpS: 3600, durationS: 28_800 });
  });

  it.each(readdirSync(scenarios))('runs %s, which comes with it', (name) => {
    expect(
      scenarioRunner(folder, 'run', join(scenarios, name), '--out', `each-${name}`, '--duration-hours', '1', ...few),
    ).toMatchObject({
      code: 0,
    });
  });
});

describe('scenario-runner compare', () => {
  it('pairs the scenarios and says which is better', () => {
    const { out, code } = scenarioRunner(folder, 'compare', baseline, largeBuffer);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "cosmetics · 2 scenarios · 8 h · 20 replications each · seed 42

        scenario           good pallets   Δ (95 % CI)       OEE %      Δ OEE pp  Δ margin $  Δ good out of Filler  verdict
        baseline             32.5 ± 2.0             —  29.2 ± 1.8             —           —                     —        —
        large_buffer_test    33.6 ± 2.1  +1.10 ± 0.43  30.2 ± 1.9  +0.99 ± 0.38   -17 ± 179          +2,147 ± 251   better

        Paired by common random numbers (good out of Filler): correlation 0.986; the same precision without pairing would need about 1,395 replications.
        ± is half the 95 % interval.
      "
    `);
  });

  it('the paired interval is at least five times narrower than the unpaired one', () => {
    const { out } = scenarioRunner(folder, 'compare', baseline, largeBuffer, '--json');
    const { comparisons } = JSON.parse(out) as {
      comparisons: Record<string, readonly { difference: { halfWidth: number }; unpairedHalfWidth: number }[]>;
    };
    for (const figure of ['goodOut', 'oeePercent', 'pacing', 'margin'])
      for (const { difference, unpairedHalfWidth } of comparisons[figure]!)
        expect(unpairedHalfWidth / difference.halfWidth).toBeGreaterThan(5);
  });

  it('is the same with any number of workers', () => {
    const given = ['compare', baseline, largeBuffer, '--replications', '30', '--json'];
    const [one, two] = ['1', '2'].map((workers) => scenarioRunner(folder, ...given, '--workers', workers).out);
    expect(two).toBe(one);
  });
});
