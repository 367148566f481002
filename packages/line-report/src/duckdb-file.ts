import type * as duckdb from '@duckdb/node-api';
import type { LineRun } from '@twin/line-engine';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquet } from './tables/parquet.ts';
import { runsTable } from './tables/runs-table.ts';
import { stationsTable } from './tables/stations-table.ts';
import { eventsTable, telemetryTable, type Table } from './tables/table.ts';

/** Those who know the original project ask these. */
const views = [
  `CREATE VIEW v_run_comparison AS
   SELECT scenario, count(*) AS runs, avg("goodOut") AS good_out, stddev_samp("goodOut") AS good_out_deviation,
     avg("unitsOut") AS units_out, avg(oee) AS oee, avg("leadTimeMeanS") AS lead_time_s
   FROM runs GROUP BY scenario ORDER BY scenario`,
  `CREATE VIEW v_machine_oee AS
   SELECT scenario, station, avg(oee) AS oee, avg(availability) AS availability, avg(effectiveness) AS effectiveness,
     avg(quality) AS quality, avg("DOWNS") AS down_s, avg("JAMMEDS") AS jammed_s, avg("BLOCKEDS") AS blocked_s,
     avg("STARVEDS") AS starved_s
   FROM machine_oee GROUP BY scenario, station ORDER BY scenario, station`,
  `CREATE VIEW v_hourly_production AS
   SELECT scenario, replication, station, CAST(greatest(ceil("timeS" / 3600), 1) AS INTEGER) AS hour,
     sum("unitsMadeDelta") AS units_made, sum("unitsOutDelta") AS units_out, sum("defectiveOutDelta") AS defective_out,
     sum("rejectedDelta") AS rejected
   FROM telemetry GROUP BY ALL ORDER BY ALL`,
];

/**
 * All runs in one DuckDB file: tables `runs`, `machine_oee`, and `telemetry` and `events` of the runs that wrote them
 * down; views `v_run_comparison`, `v_machine_oee` and `v_hourly_production`. Needs `@duckdb/node-api`, which is not installed with
 * this package (68 MB); throws `Error` saying so where it is missing, and when `file` is there already.
 */
export async function writeDuckDb(file: string, runs: readonly LineRun[]): Promise<void> {
  const { DuckDBInstance } = await load();
  if (existsSync(file)) throw new Error(`${file} is there already`);
  const folder = mkdtempSync(join(tmpdir(), 'line-report-'));
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  try {
    const made = new Set<string>();
    let files = 0;
    const add = async (name: string, table: Table, of?: LineRun) => {
      // A name of its own each time: DuckDB remembers what it has read of a file.
      const path = join(folder, `${files++}.parquet`);
      writeFileSync(path, parquet(table));
      const given = of === undefined ? '*' : '$scenario AS scenario, $replication::INTEGER AS replication, *';
      const into = made.has(name) ? `INSERT INTO ${name}` : `CREATE TABLE ${name} AS`;
      made.add(name);
      const values = of === undefined ? { path } : { path, scenario: of.scenario, replication: of.replication };
      await connection.run(`${into} SELECT ${given} FROM read_parquet($path)`, values);
    };
    await add('runs', runsTable(runs));
    await add('machine_oee', stationsTable(runs));
    for (const run of runs) if (run.telemetry !== undefined) await add('telemetry', telemetryTable(run), run);
    for (const run of runs) if (run.events !== undefined) await add('events', eventsTable(run), run);
    for (const view of views) if (made.has('telemetry') || !view.includes('telemetry')) await connection.run(view);
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(): Promise<typeof duckdb> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new Error('a DuckDB file needs @duckdb/node-api: npm install @duckdb/node-api', { cause: error });
  }
}
