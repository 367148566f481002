import { incompleteBeta } from './beta.ts';

/**
 * Quantile of Student's t with ν degrees of freedom: the t with P(T ≤ t) = p.
 *
 * The tail 1 − F(t) is half the regularised incomplete beta function I_x(ν/2, 1/2) at x = ν / (ν + t²)
 * (Abramowitz & Stegun 26.7.1), so the quantile is found by halving an interval on x, which is well conditioned
 * from the middle far into the tails. p in (0, 1); ν > 0, not necessarily whole.
 */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`p: must lie between 0 and 1, is ${p}`);
  if (!(degreesOfFreedom > 0)) throw new RangeError(`degreesOfFreedom: must be positive, is ${degreesOfFreedom}`);
  if (p === 0.5) return 0;
  const tail = p < 0.5 ? p : 1 - p;
  const t = tailQuantile(tail, degreesOfFreedom);
  return p < 0.5 ? -t : t;
}

/** t > 0 with P(T > t) = tail, by bisection on t to the last bit. */
function tailQuantile(tail: number, nu: number): number {
  let low = 0;
  let high = 1;
  while (upperTail(high, nu) > tail) {
    low = high;
    high *= 2;
  }
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (upperTail(middle, nu) > tail) low = middle;
    else high = middle;
  }
}

function upperTail(t: number, nu: number): number {
  const square = t * t;
  const x = nu / (nu + square);
  const complement = square / (nu + square);
  return 0.5 * incompleteBeta(x, complement, nu / 2, 0.5);
}
