import { replicationsToShow } from './replications-needed.ts';
import { correlation, estimate, halfWidthOf, type Estimate } from './statistics.ts';

/** What is to be said of a difference: with its interval above 0, below 0, or around it. */
export type Verdict = 'better' | 'worse' | 'no difference shown';

/** One scenario held against the first, replication by replication. */
export interface Comparison {
  readonly from: Estimate;
  readonly to: Estimate;
  /** Of `to − from`; its interval is simultaneous over all comparisons made together. */
  readonly difference: Estimate;
  /** Of the two figures over the replications. */
  readonly correlation: number;
  /** What the half-width would be if the runs did not pair (Welch), at the same number of replications. */
  readonly unpairedHalfWidth: number;
  /** Replications of each that would give the paired half-width without pairing. */
  readonly replicationsUnpaired: number;
  /** Judged so that more is better. */
  readonly verdict: Verdict;
  /** Paired replications that would show a difference of the size seen; infinite for none at all. */
  readonly replicationsToShow: number;
}

/**
 * Holds scenarios against the first on common random numbers: `figures[s][r]` is the figure of scenario s in replication r.
 * The intervals of the k − 1 differences hold all at once with the given confidence, by Bonferroni: each is made at
 * 1 − α/(k − 1) (Law & Kelton, Simulation Modeling and Analysis, section 10.3). Throws `RangeError` for figures that do not pair.
 */
export function compareToFirst(figures: readonly (readonly number[])[], confidence = 0.95): Comparison[] {
  const [first, ...others] = figures;
  if (first === undefined) throw new RangeError('figures: there are none');
  if (others.some((other) => other.length !== first.length))
    throw new RangeError(`runs do not pair: ${figures.map(({ length }) => length).join(' against ')}`);
  const each = others.length === 0 ? confidence : 1 - (1 - confidence) / others.length;
  return others.map((other) => compareTwo(first, other, confidence, each));
}

function compareTwo(first: readonly number[], other: readonly number[], confidence: number, each: number): Comparison {
  const [from, to] = [estimate(first, confidence), estimate(other, confidence)];
  const difference = estimate(
    other.map((value, i) => value - first[i]!),
    each,
  );
  const { mean, halfWidth, standardDeviation, n } = difference;
  const variance = from.standardDeviation * from.standardDeviation + to.standardDeviation * to.standardDeviation;
  const ratio =
    standardDeviation > 0 ? variance / (standardDeviation * standardDeviation) : variance > 0 ? Infinity : 1;
  return {
    from,
    to,
    difference,
    correlation: correlation(first, other),
    unpairedHalfWidth: welchHalfWidth(from, to, each),
    replicationsUnpaired: Math.ceil(n * ratio),
    verdict: verdictOf(mean, halfWidth),
    replicationsToShow:
      n < 2 ? Infinity : replicationsToShow({ standardDeviation, difference: mean, confidence: each }),
  };
}

function verdictOf(mean: number, halfWidth: number): Verdict {
  if (mean - halfWidth > 0) return 'better';
  return mean + halfWidth < 0 ? 'worse' : 'no difference shown';
}

/** Of two means of equally many independent values each; degrees of freedom by Welch, Biometrika 34 (1947) 28–35. */
function welchHalfWidth(a: Estimate, b: Estimate, confidence: number): number {
  if (a.n < 2) return Infinity;
  const [varianceA, varianceB] = [a.standardDeviation * a.standardDeviation, b.standardDeviation * b.standardDeviation];
  const variance = varianceA + varianceB;
  if (variance === 0) return 0;
  const freedom = ((a.n - 1) * variance * variance) / (varianceA * varianceA + varianceB * varianceB);
  return halfWidthOf(Math.sqrt(variance), freedom + 1, confidence) * Math.sqrt((freedom + 1) / a.n);
}
