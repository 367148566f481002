import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { LineRun } from '@twin/line-engine';
import { eventsCsv, telemetryCsv } from './csv.ts';
import { summaryJson } from './summary.ts';

/** Names of the files of one run. */
export const resultFiles = ['summary.json', 'events.csv', 'telemetry.csv'] as const;

/** Writes the files of a run into `folder`. Each appears whole or not at all: it is written beside and renamed. */
export function writeResults(folder: string, run: LineRun): void {
  mkdirSync(folder, { recursive: true });
  writeWhole(join(folder, 'summary.json'), [summaryJson(run)]);
  writeWhole(join(folder, 'events.csv'), eventsCsv(run));
  writeWhole(join(folder, 'telemetry.csv'), telemetryCsv(run));
}

function writeWhole(file: string, pieces: Iterable<string>): void {
  const unfinished = `${file}.part`;
  const handle = openSync(unfinished, 'w');
  try {
    for (const piece of pieces) writeSync(handle, piece);
    closeSync(handle);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
