/** Where the start-up of a series ends. */
export interface WarmUp {
  /** Observations to leave out at the beginning. */
  readonly deleted: number;
  /** Of what is kept: s² / m over m batch means, which deleting them makes least. */
  readonly statistic: number;
  /** False when the least lies beyond half of the series: it is too short to tell. */
  readonly isLongEnough: boolean;
}

/**
 * MSER-5: leaves out so many batches of five observations that the interval of the mean of the rest is narrowest,
 *
 *     d* = argmin  Σ_{j>d} (Ȳⱼ − mean)² / (k − d)²,   over d ≤ k/2.
 *
 * White, Cobb & Spratt, Proc. Winter Simulation Conference (2000) 755–760; the limit of one half as they advise.
 * Feed it the mean over replications of a figure per interval, not a cumulative one. Throws `RangeError` below 2 batches.
 */
export function mser(series: ArrayLike<number>, batch = 5): WarmUp {
  if (!Number.isSafeInteger(batch) || batch < 1) throw new RangeError(`batch: must be a whole number ≥ 1, is ${batch}`);
  const batches = Math.floor(series.length / batch);
  if (batches < 2) throw new RangeError(`series: must have at least ${2 * batch} observations, has ${series.length}`);
  const means = Array.from({ length: batches }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < batch; i++) sum += series[j * batch + i]!;
    return sum / batch;
  });
  const { at, statistic } = narrowest(means);
  return { deleted: at * batch, statistic, isLongEnough: at <= Math.floor(batches / 2) };
}

/** From the end to the beginning, so that each mean follows from the one before; the last five are never left alone. */
function narrowest(means: readonly number[]): { at: number; statistic: number } {
  let mean = 0;
  let squares = 0;
  let best = { at: 0, statistic: Infinity };
  const fewest = Math.min(5, means.length - 1);
  for (let d = means.length - 1; d >= 0; d--) {
    const kept = means.length - d;
    const deviation = means[d]! - mean;
    mean += deviation / kept;
    squares += deviation * (means[d]! - mean);
    const statistic = squares / (kept * kept);
    if (kept > fewest && statistic <= best.statistic) best = { at: d, statistic };
  }
  return best;
}
