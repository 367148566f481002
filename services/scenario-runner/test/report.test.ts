import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarioRunner, scenarios, workFolder } from './command-line.ts';

const folder = workFolder();
const [baseline, large] = ['baseline.yaml', 'large-buffer.yaml'].map((name) => join(scenarios, name)) as [
  string,
  string,
];
const few = ['--replications', '6', '--duration-hours', '2'];

describe('scenario-runner report', () => {
  it('makes one page of two scenarios, and the tables behind it', () => {
    const { out, err, code } = scenarioRunner(folder, 'report', baseline, large, ...few, '--duckdb');
    expect([code, err]).toEqual([0, '']);
    const results = join(folder, 'out/report-baseline-against-large_buffer_test');
    expect(out).toContain(join('out/report-baseline-against-large_buffer_test', 'report.html'));
    expect(readdirSync(results).toSorted()).toEqual([
      'events.parquet',
      'report.html',
      'runs.csv',
      'runs.duckdb',
      'runs.parquet',
      'stations.csv',
      'stations.parquet',
      'telemetry.parquet',
    ]);
    const page = readFileSync(join(results, 'report.html'), 'utf8');
    expect(page).toContain('large_buffer_test against baseline');
    expect(page).toContain('--seed 42 --duration-hours 2 --replications 6');
    expect(readFileSync(join(results, 'runs.csv'), 'utf8').trim().split('\n')).toHaveLength(1 + 12);
  });

  it('gives the same page for the same question', () => {
    const page = (where: string) => {
      expect(scenarioRunner(folder, 'report', baseline, ...few, '--out', where).code).toBe(0);
      return readFileSync(join(folder, where, 'report-baseline/report.html'), 'utf8');
    };
    expect(page('one')).toBe(page('two'));
  });

  it('replaces nothing unless told to', () => {
    const again = scenarioRunner(folder, 'report', baseline, ...few, '--out', 'one');
    expect(again.code).toBe(2);
    expect(again.err).toContain('is there already; --force');
    expect(scenarioRunner(folder, 'report', baseline, ...few, '--out', 'one', '--force').code).toBe(0);
  });

  it.each([
    [['nowhere.yaml'], 'nowhere.yaml'],
    [[baseline, '--set', 'Filer.uph=3'], 'did you mean "Filler.uph"?'],
    [[baseline, '--replications', '1'], '--replications must be a whole number from 2'],
    [[baseline, '--until', 'oee=0.1'], 'report has no option --until'],
  ])('refuses %j', (given, message) => {
    const { code, out, err } = scenarioRunner(folder, 'report', ...given);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
    expect(existsSync(join(folder, 'out/report-nowhere'))).toBe(false);
  });
});
