import { halfWidthOf } from './statistics.ts';
import { studentTQuantile } from './student-t.ts';

/** A difference one wants to be able to show. */
export interface DifferenceToShow {
  /** Of the paired differences, from a first few replications. */
  readonly standardDeviation: number;
  /** Its size, in the same unit. */
  readonly difference: number;
  readonly confidence?: number | undefined;
  /** Probability that the interval will then leave out 0, if the difference is truly of this size; 0.8 unless told. */
  readonly power?: number | undefined;
}

const most = 1e12;

/**
 * How many paired replications show a difference δ: the least n with n ≥ ((t(1 − α/2, n − 1) + t(power, n − 1)) s / δ)²,
 * the usual approximation of the power of the t test (Chow, Shao & Wang, Sample Size Calculations in Clinical Research,
 * section 3.1). Infinite for a difference of 0.
 */
export function replicationsToShow(wanted: DifferenceToShow): number {
  const { standardDeviation, difference, confidence = 0.95, power = 0.8 } = wanted;
  if (!(power > 0 && power < 1)) throw new RangeError(`power: must lie between 0 and 1, is ${power}`);
  const size = Math.abs(difference);
  if (size === 0) return standardDeviation === 0 ? 2 : Infinity;
  return least((n) => {
    const reach = studentTQuantile(1 - (1 - confidence) / 2, n - 1) + studentTQuantile(power, n - 1);
    return (reach * standardDeviation) / Math.sqrt(n) <= size;
  });
}

/** How many replications make the half-width of an interval at most this; infinite for 0. */
export function replicationsForHalfWidth(standardDeviation: number, halfWidth: number, confidence = 0.95): number {
  if (!(halfWidth > 0)) return standardDeviation === 0 ? 2 : Infinity;
  return least((n) => halfWidthOf(standardDeviation, n, confidence) <= halfWidth);
}

/** The least n ≥ 2 that is enough, when every larger one is; infinite beyond 10¹². */
function least(isEnough: (n: number) => boolean): number {
  let high = 2;
  while (!isEnough(high)) {
    if (high > most) return Infinity;
    high *= 2;
  }
  let low = high / 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (middle >= 2 && isEnough(middle)) high = middle;
    else low = middle;
  }
  return Math.max(2, high);
}
