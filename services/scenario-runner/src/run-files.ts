import type { LineRun } from '@twin/line-engine';
import { economicsTable, economicsColumns } from '@twin/line-engine/experiment';
import { eventsCsv, rowsCsv, telemetryCsv } from './csv.ts';
import { judges } from './judge.ts';
import type { FileContents } from './output-folder.ts';
import { recordedRun } from './recorded-run.ts';
import { summaryOf } from './summary.ts';
import type { Answered } from './what-if.ts';

/** The files of a run: the same answer gives the same bytes. */
export function runFiles(answered: Answered): FileContents {
  const { whatIf } = answered;
  const run = recordedRun(whatIf);
  const { economics } = whatIf.configuration;
  return {
    'summary.json': [`${JSON.stringify(summaryOf(answered), null, 2)}\n`],
    'replications.csv': replicationsCsv(answered),
    'events.csv': eventsCsv(run),
    'telemetry.csv': telemetryCsv(run),
    ...(economics !== undefined && { 'economics.csv': moneyCsv(answered, run) }),
  };
}

function replicationsCsv({ whatIf, results }: Answered): Iterable<string> {
  const figures = judges(whatIf.configuration.economics);
  const rows = results.map((result, replication) => [replication, ...figures.map(({ of }) => of(result))]);
  return rowsCsv(['replication', ...figures.map(({ name }) => name)], rows);
}

/** The course of money in replication 0, in 96 intervals of a run. */
function moneyCsv({ whatIf }: Answered, run: LineRun): Iterable<string> {
  const { line, seed, configuration } = whatIf;
  const intervalS = Math.max(60, Math.ceil(run.durationS / 96));
  const rows = economicsTable(line, { durationS: run.durationS, seed, intervalS }, configuration.economics!);
  const names = economicsColumns.map(({ name }) => name);
  return rowsCsv(
    names,
    rows.map((row) => names.map((name) => row[name])),
  );
}
