import { createHash, type Hash } from 'node:crypto';
import { engineVersion, type LineRun } from '@twin/line-engine';
import { economicsTable, economicsColumns } from '@twin/line-engine/experiment';
import { eventsCsv, rowsCsv, telemetryCsv } from './csv.ts';
import { judges } from './judge.ts';
import type { FileContents } from './output-folder.ts';
import { recordedRun } from './recorded-run.ts';
import type { Configuration } from './scenario-file.ts';
import { summaryOf } from './summary.ts';
import type { Answered } from './what-if.ts';

/** What a result folder says of itself: enough to make it again, and to see whether it is the same. */
export interface Manifest {
  readonly format: 1;
  readonly engine: string;
  readonly node: string;
  readonly configuration: Configuration;
  /** SHA-256 of the configuration as JSON. */
  readonly configurationHash: string;
  /** Of each value of the line: topology, baseline, scenario or default. */
  readonly origins: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly durationS: number;
  readonly warmUpS: number;
  readonly replications: number;
  /** SHA-256 of each file. */
  readonly files: Readonly<Record<string, string>>;
}

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

/** The same files and, last, the manifest that knows them. */
export function withManifest({ whatIf, results }: Answered, files: FileContents): FileContents {
  const hashes: Record<string, string> = {};
  const watched = Object.entries(files).map(([name, pieces]) => [
    name,
    hashed(pieces, (hash) => {
      hashes[name] = hash.digest('hex');
    }),
  ]);
  const { configuration, line, seed, durationS, warmUpS } = whatIf;
  function* manifest(): Generator<string> {
    const said: Manifest = {
      format: 1,
      engine: engineVersion,
      node: process.version,
      configuration,
      configurationHash: createHash('sha256').update(JSON.stringify(configuration)).digest('hex'),
      origins: line.origins,
      seed,
      durationS,
      warmUpS,
      replications: results.length,
      files: hashes,
    };
    yield `${JSON.stringify(said, null, 2)}\n`;
  }
  return { ...(Object.fromEntries(watched) as FileContents), 'manifest.json': manifest() };
}

function* hashed(pieces: FileContents[string], done: (hash: Hash) => void): Generator<string | Uint8Array> {
  const hash = createHash('sha256');
  for (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
  done(hash);
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
