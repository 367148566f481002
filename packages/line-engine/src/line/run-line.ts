import type { ResolvedLine } from '../scenario/resolve.ts';
import type { LineRun } from './line-run.ts';
import { LineSimulation, type RunOptions } from './line-simulation.ts';

/**
 * Simulates a line from empty, once. Synchronous and deterministic: the same line, seed and replication give the
 * same run, to the bit. Throws `RangeError` for a duration, seed or interval that makes no sense, `LineDeadlock` and
 * `EventStorm` for a line that stands still.
 */
export function runLine(line: ResolvedLine, options: RunOptions): LineRun {
  const simulation = new LineSimulation(line, options);
  simulation.runUntil(options.durationS);
  return simulation.result();
}
