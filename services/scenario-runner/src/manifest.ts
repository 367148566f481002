import { createHash, type Hash } from 'node:crypto';
import { engineVersion } from '@twin/line-engine';
import type { FileContents } from './output-folder.ts';
import type { Configuration } from './scenario-file.ts';
import type { WhatIf } from './what-if.ts';

/** What a result folder says of itself: enough to make it again, and to see whether it is the same. */
export interface Manifest {
  readonly format: 2;
  /** The command that made it. */
  readonly made: 'run' | 'report';
  readonly engine: string;
  readonly node: string;
  readonly scenarios: readonly AskedScenario[];
  readonly replications: number;
  /** For the page of a report: how to make it from the scenario's files. */
  readonly command?: string | undefined;
  /** SHA-256 of each file. */
  readonly files: Readonly<Record<string, string>>;
}

/** A what-if as plain data. */
export interface AskedScenario {
  readonly configuration: Configuration;
  /** SHA-256 of the configuration as JSON. */
  readonly configurationHash: string;
  /** Of each value of the line: topology, baseline, scenario or default. */
  readonly origins: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly durationS: number;
  readonly warmUpS: number;
}

type Made = Pick<Manifest, 'made' | 'replications' | 'command'>;

/** The same files and, last, the manifest that knows them. */
export function withManifest(whatIfs: readonly WhatIf[], made: Made, files: FileContents): FileContents {
  const hashes: Record<string, string> = {};
  const watched = Object.entries(files).map(([name, pieces]) => [
    name,
    hashed(pieces, (hash) => {
      hashes[name] = hash.digest('hex');
    }),
  ]);
  function* manifest(): Generator<string> {
    const scenarios = whatIfs.map(({ configuration, line, seed, durationS, warmUpS }): AskedScenario => ({
      configuration,
      configurationHash: sha256([JSON.stringify(configuration)]),
      origins: line.origins,
      seed,
      durationS,
      warmUpS,
    }));
    const said: Manifest = {
      format: 2,
      ...made,
      engine: engineVersion,
      node: process.version,
      scenarios,
      files: hashes,
    };
    yield `${JSON.stringify(said, null, 2)}\n`;
  }
  return { ...(Object.fromEntries(watched) as FileContents), 'manifest.json': manifest() };
}

export function sha256(pieces: Iterable<string | Uint8Array>): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

function* hashed(pieces: FileContents[string], done: (hash: Hash) => void): Generator<string | Uint8Array> {
  const hash = createHash('sha256');
  for (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
  done(hash);
}
