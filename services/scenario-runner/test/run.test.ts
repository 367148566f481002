import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarioRunner, scenarios, workFolder } from './command-line.ts';

const folder = workFolder();
const largeBuffer = join(scenarios, 'large-buffer.yaml');
const baseline = join(scenarios, 'baseline.yaml');

interface Summary {
  readonly seed: number;
  readonly durationS: number;
  readonly line: Readonly<Record<string, number>>;
  readonly stations: Readonly<Record<string, { readonly timeInStateS: Readonly<Record<string, number>> }>>;
}

const csv = (name: string) =>
  readFileSync(join(folder, 'out', 'large_buffer_test', name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((row) => row.split(','));

describe('scenario-runner run', () => {
  const run = scenarioRunner(folder, 'run', largeBuffer, '--json');
  const summary = JSON.parse(run.out) as Summary;

  it('prints the result as JSON and nothing else on standard output', () => {
    expect(run.code).toBe(0);
    expect(run.err).toContain('summary.json');
    expect(Object.keys(summary)).toEqual(
      expect.arrayContaining(['scenario', 'seed', 'durationS', 'line', 'stations', 'oee']),
    );
    expect(summary.line).toEqual({ unitsOut: 70, goodOut: 30, defectiveOut: 40, rejected: 987 });
    const states = ['EXECUTE', 'STARVED', 'BLOCKED', 'JAMMED', 'DOWN'];
    expect(Object.keys(summary.stations['Filler']!.timeInStateS)).toEqual(expect.arrayContaining(states));
  });

  it('writes the same to summary.json, the same bytes each time', () => {
    const written = () => readFileSync(join(folder, 'out', 'large_buffer_test', 'summary.json'), 'utf8');
    expect(written()).toBe(run.out);
    scenarioRunner(folder, 'run', largeBuffer);
    expect(written()).toBe(run.out);
  });

  it('gives another result for another seed, and runs as long as it is told', () => {
    const other = JSON.parse(
      scenarioRunner(folder, 'run', largeBuffer, '--json', '--seed', '7', '--out', 'b').out,
    ) as Summary;
    expect(other.seed).toBe(7);
    expect(other.line).not.toEqual(summary.line);
    const short = JSON.parse(
      scenarioRunner(folder, 'run', largeBuffer, '--json', '--duration-hours', '0.5', '--out', 'c').out,
    ) as Summary;
    expect(short.durationS).toBe(1800);
  });

  it('writes telemetry whose sums are the totals, and events whose states are the telemetry’s', () => {
    scenarioRunner(folder, 'run', largeBuffer);
    const [header, ...rows] = csv('telemetry.csv');
    const column = (name: string) => header!.indexOf(name);
    const shipped = rows
      .filter((row) => row[1] === 'Palletizer')
      .reduce((sum, row) => sum + Number(row[column('unitsOutDelta')]), 0);
    expect(shipped).toBe(summary.line['unitsOut']);
    expect(rows.length).toBe(4 * 28_801);
    const events = csv('events.csv').slice(1);
    expect(new Set(events.map((row) => row[1]))).toEqual(new Set(Object.keys(summary.stations)));
    const lastFillerState = events.findLast((row) => row[1] === 'Filler')![2];
    expect(rows.findLast((row) => row[1] === 'Filler')![column('state')]).toBe(lastFillerState);
  });

  it('prints a table for people', () => {
    const { out, code } = scenarioRunner(folder, 'run', baseline);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "cosmetics · baseline · 4 stations · 8 h · seed 42 · 1 run

        Good pallets        28     of 67 shipped; 39 with a defect inside that nobody found
        Rejected items     940
        OEE             25.2 %     = availability 61.8 × effectiveness 97.6 × quality 41.8  (ISO 22400-2, pacing station Filler)

        station        OEE     out    good  defective  rejected  breakdowns  jams  mean buffer
        Filler      60.5 %  49,417  48,422        995         0           1   463         16.2
        Inspector   56.1 %  48,468  48,413         55       940           0     0          5.3
        Packer       4.2 %   4,038   3,984         54         0           1   177          0.0
        Palletizer   0.1 %      67      28         39         0           0     0          0.0

        time in state, %  STARVED  EXECUTE  BLOCKED  JAMMED  DOWN  at work
        Filler                  –     61.8     13.9    24.1   0.2  ███████████████·········
        Inspector            20.4     56.1     23.4       –     –  █████████████···········
        Packer               67.0      4.2        –    18.4  10.4  █·······················
        Palletizer           99.9      0.1        –       –     –  ························

        results  out/baseline: summary.json  events.csv  telemetry.csv
      "
    `);
  });

  it.each(readdirSync(scenarios))('runs %s, which comes with it', (name) => {
    expect(scenarioRunner(folder, 'run', join(scenarios, name), '--out', 'each')).toMatchObject({ code: 0, err: '' });
  });

  it('runs a line file as its baseline', () => {
    const line = scenarioRunner(folder, 'run', join(scenarios, 'cosmetics-line.yaml'), '--json');
    expect((JSON.parse(line.out) as Summary).line).toEqual(
      (JSON.parse(scenarioRunner(folder, 'run', baseline, '--json').out) as Summary).line,
    );
  });
});

describe('scenario-runner compare', () => {
  it('pairs the scenarios and says which is better', () => {
    const { out, code } = scenarioRunner(folder, 'compare', baseline, largeBuffer);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "cosmetics · 2 scenarios · 8 h · 20 replications each · seed 42

        scenario           good pallets             Δ       OEE %      Δ OEE pp  Δ good out of Filler  verdict
        baseline             32.5 ± 2.0             —  29.2 ± 1.8             —                     —        —
        large_buffer_test    33.6 ± 2.1  +1.10 ± 0.43  30.2 ± 1.9  +0.99 ± 0.38          +2,147 ± 251   better

        ± is half the 95 % interval. Differences are paired by common random numbers (correlation 0.986).
      "
    `);
  });
});
