import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineVersion, type LineRun } from '@twin/line-engine';
import { moneyOfRun } from '@twin/line-engine/experiment';
import {
  collect,
  csv,
  eventsTable,
  parquet,
  reportPage,
  runsTable,
  stationsTable,
  telemetryTable,
  type ReportScenario,
} from '@twin/line-report';
import { writeDuckDb } from '@twin/line-report/duckdb';
import { textOf } from '../arguments.ts';
import { refuseExisting, writeFolder, type FileContents } from '../output-folder.ts';
import type { Session } from '../session.ts';
import { asked, refuseEndless, replicationsOf, scenariosOf, type WhatIf } from '../what-if.ts';
import { folderName } from './run.ts';

/** Makes one page of one or more scenarios, and the tables behind it. */
export async function report(session: Session): Promise<boolean> {
  const { command } = session;
  const isOne = command.files.length === 1 && command.values.set === undefined;
  const whatIfs = isOne ? [asked(command, command.files[0]!)] : scenariosOf(command, 'report');
  const replications = replicationsOf(command);
  refuseEndless(whatIfs, replications);
  const name = folderName(whatIfs.map(({ line }) => line.scenario).join('-against-')).slice(0, 120);
  const folder = join(textOf(command, 'out') ?? 'out', `report-${name}`);
  const force = command.switches.has('force');
  refuseExisting(folder, force);
  const scenarios = whatIfs.map((whatIf) => reported(whatIf, replications));
  const files = filesOf(scenarios, commandOf(session, whatIfs[0]!, replications));
  const runs = scenarios.flatMap((scenario) => scenario.runs);
  const all = command.switches.has('duckdb') ? { ...files, 'runs.duckdb': [await duckDb(runs)] } : files;
  writeFolder(folder, all, force);
  const tables = Object.keys(all).slice(1).join('  ');
  session.say(`  report  ${join(folder, 'report.html')}\n  tables  ${folder}: ${tables}\n`);
  return true;
}

function reported({ line, durationS, seed, configuration }: WhatIf, replications: number): ReportScenario {
  const scenario = collect(line, { durationS, seed, replications });
  const { economics } = configuration;
  // Where several products are made, money needs counts by product, which these runs do not have.
  if (economics === undefined || line.products.length > 1) return scenario;
  const runs = scenario.runs.map((run) => moneyOfRun(line, run, economics));
  return { ...scenario, money: { currency: economics.currency, runs } };
}

function filesOf(scenarios: readonly ReportScenario[], command: string): FileContents {
  const runs = scenarios.flatMap((scenario) => scenario.runs);
  const recorded = scenarios[0]!.recorded!.median;
  const versions = { '@twin/line-engine': engineVersion, Node: process.version };
  return {
    'report.html': [reportPage({ scenarios, command, versions })],
    'runs.csv': csv(runsTable(runs)),
    'stations.csv': csv(stationsTable(runs)),
    'runs.parquet': [parquet(runsTable(runs))],
    'stations.parquet': [parquet(stationsTable(runs))],
    'events.parquet': [parquet(eventsTable(recorded))],
    'telemetry.parquet': [parquet(telemetryTable(recorded))],
  };
}

/** Made elsewhere first: what cannot be made leaves no folder behind. */
async function duckDb(runs: readonly LineRun[]): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-runner-'));
  try {
    await writeDuckDb(join(folder, 'runs.duckdb'), runs);
    return readFileSync(join(folder, 'runs.duckdb'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What makes the same page again, wherever the numbers came from. */
function commandOf({ command }: Session, { seed, durationS }: WhatIf, replications: number): string {
  const sets = (command.values.set ?? []).map((set) => ` --set '${set}'`).join('');
  return `scenario-runner report ${command.files.join(' ')}${sets} --seed ${seed} --duration-hours ${durationS / 3600} --replications ${replications}`;
}
