import type { LineRun } from '../line/line-run.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import { runWarmed } from './warmed-run.ts';
import { correlation, estimate, type Estimate } from './statistics.ts';

/** How to repeat a run. */
export interface ReplicationOptions {
  readonly durationS: number;
  readonly seed: number;
  /** Number of independent runs, ≥ 1. */
  readonly replications: number;
  /** Run before anything counts, s; 0 unless told. */
  readonly warmUpS?: number | undefined;
}

/** Independent runs of one line: replications 0, 1, … of one seed. */
export function replicate(line: ResolvedLine, options: ReplicationOptions): LineRun[] {
  const { durationS, seed, replications, warmUpS } = options;
  if (!Number.isSafeInteger(replications) || replications < 1)
    throw new RangeError(`replications: must be a whole number ≥ 1, is ${replications}`);
  return Array.from({ length: replications }, (_, replication) =>
    runWarmed(line, { durationS, seed, replication, warmUpS }),
  );
}

/** What changing one scenario for another does to one figure. */
export interface PairedDifference {
  readonly from: Estimate;
  readonly to: Estimate;
  /** Of `to − from`, replication by replication. */
  readonly difference: Estimate;
  /** Of the two figures over the replications: what common random numbers gain comes from it. */
  readonly correlation: number;
}

/**
 * Compares a figure of two scenarios run on common random numbers: replication i of both draws the same streams,
 * so what chance does to both cancels in the difference.
 */
export function pairedDifference(
  from: readonly LineRun[],
  to: readonly LineRun[],
  figure: (run: LineRun) => number,
  confidence = 0.95,
): PairedDifference {
  if (from.length !== to.length) throw new RangeError(`runs do not pair: ${from.length} against ${to.length}`);
  const before = from.map(figure);
  const after = to.map(figure);
  const differences = after.map((value, i) => value - before[i]!);
  return {
    from: estimate(before, confidence),
    to: estimate(after, confidence),
    difference: estimate(differences, confidence),
    correlation: correlation(before, after),
  };
}
