export interface Point {
  readonly error: number;
  readonly us: number;
}

/** Best of rounds after warming up, in microseconds. Others use the machine too: the best is what the code can do. */
export function bestUs(run: () => unknown, forMs = 400): number {
  let best = Infinity;
  const end = performance.now() + forMs;
  for (let round = 0; round < 3 || performance.now() < end; round++) {
    const start = performance.now();
    run();
    best = Math.min(best, (performance.now() - start) * 1000);
  }
  return best;
}

/**
 * Time at which a solver reaches an error: along its points by tolerance, straight in logarithms. NaN when none of them is
 * good enough; where all are better, the cheapest.
 */
export function usAtError(points: readonly Point[], error: number): number {
  const sorted = points.filter((p) => Number.isFinite(p.error)).toSorted((a, b) => a.error - b.error);
  const better = sorted.findLast((p) => p.error <= error);
  if (better === undefined) return Number.NaN;
  const worse = sorted.find((p) => p.error > error);
  if (worse === undefined || worse.us >= better.us)
    return Math.min(...sorted.filter((p) => p.error <= error).map((p) => p.us));
  const share = Math.log(error / better.error) / Math.log(worse.error / better.error);
  return Math.exp(Math.log(better.us) * (1 - share) + Math.log(worse.us) * share);
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
