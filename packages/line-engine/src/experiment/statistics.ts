import { studentTQuantile } from './student-t.ts';

/** A mean and how well it is known. */
export interface Estimate {
  readonly mean: number;
  /** Sample standard deviation, n − 1 in the denominator. */
  readonly standardDeviation: number;
  /** Half the width of the confidence interval mean ± halfWidth; infinite for a single value. */
  readonly halfWidth: number;
  readonly n: number;
}

/**
 * Mean of independent values with a Student-t confidence interval, t(1 − α/2, n − 1) · s / √n. Exact for normal
 * values, close for means of many; Law & Kelton, Simulation Modeling and Analysis, section 4.5.
 */
export function estimate(values: readonly number[], confidence = 0.95): Estimate {
  const n = values.length;
  if (n === 0) throw new RangeError('values: there are none');
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  const standardDeviation = n > 1 ? Math.sqrt(squares / (n - 1)) : 0;
  return { mean, standardDeviation, halfWidth: halfWidthOf(standardDeviation, n, confidence), n };
}

/** t(1 − α/2, n − 1) · s / √n; infinite for a single value. */
export function halfWidthOf(standardDeviation: number, n: number, confidence: number): number {
  if (!(confidence > 0 && confidence < 1))
    throw new RangeError(`confidence: must lie between 0 and 1, is ${confidence}`);
  if (n < 2) return Infinity;
  return (studentTQuantile(1 - (1 - confidence) / 2, n - 1) * standardDeviation) / Math.sqrt(n);
}

/** Pearson correlation of paired values; 0 when one of them does not vary. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const { mean: meanA } = estimate(a);
  const { mean: meanB } = estimate(b);
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (const [i, value] of a.entries()) {
    const da = value - meanA;
    const db = b[i]! - meanB;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}
