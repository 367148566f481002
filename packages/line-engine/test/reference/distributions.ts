import { readFileSync } from 'node:fs';
import type { LineRun } from '../../src/index.ts';
import type { ReferenceStation } from './traces.ts';

/** Mean and standard deviation of a figure over the reference's replications. */
export interface ReferenceFigure {
  readonly mean: number;
  readonly sd: number;
  readonly quantiles: Readonly<Record<string, number>>;
}

export interface ReferenceScenario {
  readonly hours: number;
  readonly replications: number;
  readonly line: readonly ReferenceStation[];
  readonly stations: Readonly<Record<string, Readonly<Record<string, ReferenceFigure>>>>;
}

export const distributions = JSON.parse(
  readFileSync(new URL('./distributions.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, ReferenceScenario>>;

/** Each figure of the reference, read off a run of ours. */
export const figures: Readonly<Record<string, (run: LineRun, station: string) => number>> = {
  units: (run, name) => run.stations[name]!.unitsMade,
  bad_out: (run, name) => run.stations[name]!.defectiveMade,
  rejects: (run, name) => run.stations[name]!.rejected,
  new_defects: (run, name) => run.stations[name]!.defectsCreated,
  put_ok: (run, name) => run.stations[name]!.goodOut,
  put_bad: (run, name) => run.stations[name]!.defectiveOut,
  downs: (run, name) => run.stations[name]!.failures,
  jams: (run, name) => run.stations[name]!.jams,
  time_STARVED: (run, name) => run.stations[name]!.timeInStateS.STARVED,
  time_DOWN: (run, name) => run.stations[name]!.timeInStateS.DOWN,
  time_JAMMED: (run, name) => run.stations[name]!.timeInStateS.JAMMED,
  time_EXECUTE: (run, name) => run.stations[name]!.timeInStateS.EXECUTE,
  time_BLOCKED: (run, name) => run.stations[name]!.timeInStateS.BLOCKED,
  avg_buffer: (run, name) => run.stations[name]!.meanBufferLevel,
  buffer_full_frac: (run, name) => run.stations[name]!.bufferFullShare,
  buffer_empty_frac: (run, name) => run.stations[name]!.bufferEmptyShare,
  availability: (run, name) => run.oee.stations[name]!.sixBigLosses.availability,
  performance: (run, name) => run.oee.stations[name]!.sixBigLosses.performance,
  quality: (run, name) => run.oee.stations[name]!.sixBigLosses.quality,
  oee: (run, name) => run.oee.stations[name]!.oee,
};
