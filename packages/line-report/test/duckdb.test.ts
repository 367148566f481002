import { DuckDBInstance } from '@duckdb/node-api';
import { cosmeticsBaseline, cosmeticsLine, resolveLine, runLine, type ScenarioInput } from '@twin/line-engine';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeDuckDb } from '../src/duckdb.ts';
import { csv, eventsTable, parquet, telemetryTable } from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'line-report-'));
const file = join(folder, 'runs.duckdb');
const runOf = (replication: number, what?: ScenarioInput) =>
  runLine(resolveLine(cosmeticsLine, cosmeticsBaseline, what), {
    durationS: 7200,
    seed: 3,
    replication,
    record: { telemetryIntervalS: 60, events: true },
  });
const large = { name: 'large', equipment: { Filler: { bufferCapacity: 500 } } };
const runs = [...Array(12).keys()].map((replication) => runOf(replication)).concat(runOf(0, large), runOf(1, large));

let instance: DuckDBInstance;
beforeAll(async () => {
  await writeDuckDb(file, runs);
  instance = await DuckDBInstance.create(file, { access_mode: 'READ_ONLY' });
});
afterAll(() => {
  instance?.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

async function rows(sql: string): Promise<readonly Record<string, unknown>[]> {
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(sql);
  connection.closeSync();
  return reader.getRowObjectsJson();
}

it('answers what users of the original ask', async () => {
  const compared = await rows('SELECT * FROM v_run_comparison');
  expect(compared.map(({ scenario, runs: n }) => [scenario, Number(n)])).toEqual([
    ['baseline', 12],
    ['large', 2],
  ]);
  expect(compared[0]!['good_out']).toBe(runs.slice(0, 12).reduce((sum, run) => sum + run.line.goodOut, 0) / 12);
  const machines = await rows(`SELECT oee FROM v_machine_oee WHERE scenario = 'large' AND station = 'Filler'`);
  const oee = (runs[12]!.oee.stations['Filler']!.oee + runs[13]!.oee.stations['Filler']!.oee) / 2;
  expect(machines[0]!['oee']).toBeCloseTo(oee, 12);
});

it('is never written over what is there', async () => {
  await expect(writeDuckDb(file, runs)).rejects.toThrow(/is there already/);
});

it('has hours that add up to what was made', async () => {
  const hours = await rows(
    `SELECT scenario, replication, station, count(*) AS hours, sum(units_made) AS made FROM v_hourly_production GROUP BY ALL`,
  );
  expect(hours).toHaveLength(56);
  for (const { scenario, replication, station, hours: n, made } of hours) {
    const run = runs.find((one) => one.scenario === scenario && one.replication === Number(replication))!;
    expect(Number(n)).toBe(2);
    expect(Number(made)).toBe(run.stations[String(station)]!.unitsMade);
  }
});

it('reads CSV and Parquet of a run, with the same sums as its own tables', async () => {
  const [run] = runs;
  for (const [name, table] of [
    ['telemetry', telemetryTable(run!)],
    ['events', eventsTable(run!)],
  ] as const) {
    writeFileSync(join(folder, `${name}.csv`), [...csv(table)].join(''));
    writeFileSync(join(folder, `${name}.parquet`), parquet(table));
    const sums = `SELECT count(*) AS n, round(fsum(CAST("timeS" AS DOUBLE)), 3) AS t`;
    const own = await rows(`${sums} FROM ${name} WHERE scenario = 'baseline' AND replication = 0`);
    expect(await rows(`${sums} FROM read_parquet('${join(folder, name)}.parquet')`)).toEqual(own);
    expect(await rows(`${sums} FROM read_csv('${join(folder, name)}.csv')`)).toEqual(own);
    expect(Number(own[0]!['n'])).toBe(table.rows);
  }
});
