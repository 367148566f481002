import { binomialCdf } from './beta.ts';

/** A quantile of a figure over replications, and how well it is known. */
export interface QuantileEstimate {
  /** Which one: 0.05 is what one run in twenty falls below. */
  readonly p: number;
  readonly value: number;
  /** −∞ or ∞ where there are too few values to bound it on that side. */
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/**
 * Quantile of values in rising order, between the values at (n − 1)p: definition 7 of Hyndman & Fan, The American
 * Statistician 50 (1996) 361–365.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p: must lie in 0 … 1, is ${p}`);
  if (sorted.length === 0) throw new RangeError('values: there are none');
  const at = (sorted.length - 1) * p;
  const below = Math.floor(at);
  const low = sorted[below]!;
  return at === below ? low : low + (at - below) * (sorted[below + 1]! - low);
}

/**
 * A quantile with an interval that asks nothing of the law of the values. Of n independent values the k-th smallest lies
 * above the quantile with probability P(Binomial(n, p) < k) (David & Nagaraja, Order Statistics, section 7.1); between
 * two neighbours the bound is interpolated so that each side errs with probability α/2, not less, which leaves an
 * error of order 1/n (Beran & Hall, J. Royal Statistical Society B 55 (1993) 643–652).
 */
export function quantileEstimate(values: readonly number[], p: number, confidence = 0.95): QuantileEstimate {
  if (!(p > 0 && p < 1)) throw new RangeError(`p: must lie between 0 and 1, is ${p}`);
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence: must lie between 0 and 1, is ${confidence}`);
  const sorted = Float64Array.from(values).sort();
  const tail = (1 - confidence) / 2;
  const value = quantileOfSorted(sorted, p);
  const falling = Float64Array.from(sorted, (_, i) => -sorted[sorted.length - 1 - i]!);
  const low = -upperBound(falling, 1 - p, tail);
  return { p, value, low, high: upperBound(sorted, p, tail), n: sorted.length };
}

/** What the p-quantile exceeds with probability `tail`. */
function upperBound(sorted: Float64Array, p: number, tail: number): number {
  const n = sorted.length;
  if (binomialCdf(n - 1, n, p) < 1 - tail) return Infinity;
  let rank = Math.max(1, Math.floor(n * p));
  while (binomialCdf(rank - 1, n, p) < 1 - tail) rank++;
  while (rank > 1 && binomialCdf(rank - 2, n, p) >= 1 - tail) rank--;
  if (rank === 1) return sorted[0]!;
  const [below, above] = [binomialCdf(rank - 2, n, p), binomialCdf(rank - 1, n, p)];
  const weight = (1 - tail - below) / (above - below);
  return (1 - weight) * sorted[rank - 2]! + weight * sorted[rank - 1]!;
}
