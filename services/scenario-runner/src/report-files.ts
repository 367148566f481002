import type { LineRun } from '@twin/line-engine';
import { moneyOfRun, runEconomic } from '@twin/line-engine/experiment';
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
import type { FileContents } from './output-folder.ts';
import type { WhatIf } from './what-if.ts';

/** What the page of a report says of how it was made. */
export interface MadeBy {
  readonly command: string;
  readonly engine: string;
  readonly node: string;
}

/** A page on one or more what-ifs, the tables behind it, and the runs they tell of. */
export function reportFiles(
  whatIfs: readonly WhatIf[],
  replications: number,
  { command, engine, node }: MadeBy,
): { readonly files: FileContents; readonly runs: readonly LineRun[] } {
  const scenarios = whatIfs.map((whatIf) => reported(whatIf, replications));
  const runs = scenarios.flatMap((scenario) => scenario.runs);
  const recorded = scenarios[0]!.recorded!.median;
  const versions = { '@twin/line-engine': engine, Node: node };
  const files = {
    'report.html': [reportPage({ scenarios, command, versions })],
    'runs.csv': csv(runsTable(runs)),
    'stations.csv': csv(stationsTable(runs)),
    'runs.parquet': [parquet(runsTable(runs))],
    'stations.parquet': [parquet(stationsTable(runs))],
    'events.parquet': [parquet(eventsTable(recorded))],
    'telemetry.parquet': [parquet(telemetryTable(recorded))],
  };
  return { files, runs };
}

function reported({ line, durationS, seed, configuration }: WhatIf, replications: number): ReportScenario {
  const scenario = collect(line, { durationS, seed, replications });
  const { economics } = configuration;
  if (economics === undefined) return scenario;
  // Where several products are made, money needs counts by product: the same runs once more, with those.
  const runs = scenario.runs.map((run) =>
    line.products.length < 2
      ? moneyOfRun(line, run, economics)
      : runEconomic(line, { durationS, seed, replication: run.replication }, economics).money,
  );
  return { ...scenario, money: { currency: economics.currency, runs } };
}
