import type { Accumulator } from './accumulator.ts';
import type { Estimate } from './statistics.ts';

/** When enough replications have been run. */
export interface Until {
  /** Half-width over the absolute mean: 0.01 is ± 1 %. */
  readonly relativeHalfWidth?: number | undefined;
  /** Half-width in the unit of the figure. */
  readonly halfWidth?: number | undefined;
  readonly confidence?: number | undefined;
  /** Before which nothing is decided; 10 unless told. */
  readonly fewest?: number | undefined;
  /** After which it stops, reached or not; 10,000 unless told. */
  readonly most?: number | undefined;
}

/** Whether to go on after so many replications, and why not. */
export interface StoppingDecision {
  readonly stop: boolean;
  readonly reason: 'precise enough' | 'most replications' | 'not yet precise';
  readonly estimate: Estimate;
}

/**
 * Sequential stopping: replications are added one by one until the interval is narrow enough. Of a relative
 * half-width γ what is asked is half-width ≤ γ/(1 + γ) |mean|, for then the error relative to the *true* mean is at
 * most γ (Law & Kelton, Simulation Modeling and Analysis, section 9.4.1). Stopping when the interval happens to be narrow costs
 * some coverage with few replications (Chow & Robbins, Ann. Math. Statist. 36 (1965) 457–462: none in the limit).
 */
export function decide(sofar: Accumulator, until: Until): StoppingDecision {
  const { relativeHalfWidth, halfWidth, fewest = 10, most = 10_000 } = checked(until);
  const estimate = sofar.estimate(until.confidence ?? 0.95);
  const { n, mean, halfWidth: reached } = estimate;
  const relative = relativeHalfWidth === undefined ? Infinity : relativeHalfWidth / (1 + relativeHalfWidth);
  const allowed = Math.min(halfWidth ?? Infinity, relative === Infinity ? Infinity : relative * Math.abs(mean));
  if (n >= fewest && reached <= allowed) return { stop: true, reason: 'precise enough', estimate };
  if (n >= most) return { stop: true, reason: 'most replications', estimate };
  return { stop: false, reason: 'not yet precise', estimate };
}

function checked(until: Until): Until {
  const { relativeHalfWidth, halfWidth, fewest = 10, most = 10_000 } = until;
  if (relativeHalfWidth === undefined && halfWidth === undefined)
    throw new RangeError('until: needs relativeHalfWidth or halfWidth');
  if (relativeHalfWidth !== undefined && !(relativeHalfWidth > 0 && relativeHalfWidth < 1))
    throw new RangeError(`relativeHalfWidth: must lie between 0 and 1, is ${relativeHalfWidth}`);
  if (halfWidth !== undefined && !(halfWidth > 0))
    throw new RangeError(`halfWidth: must be greater than 0, is ${halfWidth}`);
  if (!(fewest >= 2 && most >= fewest)) throw new RangeError(`fewest, most: must be 2 ≤ fewest ≤ most`);
  return until;
}
