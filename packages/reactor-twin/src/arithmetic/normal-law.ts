import { exp } from '@twin/elementary';

/** φ(x), density of the standard normal law. */
export function normalDensity(x: number): number {
  return 0.3989422804014327 * exp(-0.5 * x * x);
}

/**
 * P(Z > x) of the standard normal law, good to 1e-14 relative for x < 30. Near the middle the series
 * Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/15 + …), outside Laplace's continued fraction φ(x)/(x + 1/(x + 2/(x + …))).
 * Abramowitz & Stegun 26.2.11 and 26.2.14.
 */
export function normalTail(x: number): number {
  if (x < 0) return 1 - normalTail(-x);
  if (x > 3) {
    let fraction = x;
    for (let i = 200; i >= 1; i--) fraction = x + i / fraction;
    return normalDensity(x) / fraction;
  }
  let term = x;
  let sum = x;
  for (let i = 3; Math.abs(term) > 1e-17 * sum; i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 - normalDensity(x) * sum;
}

/** Φ(x) = P(Z ≤ x). */
export function normalCumulative(x: number): number {
  return normalTail(-x);
}
