import { runLine, type LineRun, type ResolvedLine } from '@twin/line-engine';
import type { WhatIf } from './what-if.ts';

/** Replication 0 once more, with everything written down. The warm-up, which does not count, is in the records. */
export function recordedRun({ line, seed, durationS, warmUpS }: WhatIf): LineRun {
  const wholeS = durationS + warmUpS;
  const record = { events: true, telemetryIntervalS: telemetryInterval(line, wholeS) };
  return runLine(line, { durationS: wholeS, seed, record });
}

const mostRows = 100_000;
const mostCells = 4_000_000;

/** A row a second for a shift; for long runs and long lines so many rows that memory stays bounded. */
function telemetryInterval(line: ResolvedLine, durationS: number): number {
  const rows = Math.min(mostRows, Math.max(100, mostCells / line.stations.length));
  return Math.max(1, Math.ceil(durationS / rows));
}

/** Machine cycles of which each state may be written down: gigabytes beyond. */
export const mostRecordedCycles = 1e9;
