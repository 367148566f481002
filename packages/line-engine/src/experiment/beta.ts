import { exp, ln, ln1p } from '@twin/elementary';
import { logBeta } from './gamma.ts';
import { bisected } from './bisection.ts';

/**
 * Regularised incomplete beta function I_x(a, b), with y = 1 − x given exactly. Continued fraction, Lentz's method (DLMF 8.17.22, 3.10).
 */
export function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (x === 0) return 0;
  if (y === 0) return 1;
  const lnX = y < 0.5 ? ln1p(-y) : ln(x);
  const lnY = x < 0.5 ? ln1p(-x) : ln(y);
  const front = exp(a * lnX + b * lnY - logBeta(a, b));
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a;
  return 1 - (front * betaFraction(y, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300;
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return fraction;
}

/**
 * Quantile of the beta law with shapes a, b > 0: the x with I_x(a, b) = p. By halving, to the last bit.
 * p in [0, 1]; 0 and 1 give the ends of the range.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p: must lie in 0 … 1, is ${p}`);
  if (!(a > 0 && b > 0)) throw new RangeError(`a, b: must be positive, are ${a}, ${b}`);
  if (p === 0 || p === 1) return p;
  return bisected((x) => incompleteBeta(x, 1 - x, a, b) - p, 0, 1);
}

/**
 * P(X ≤ k) for X binomial of n trials with probability p each: I_{1−p}(n − k, k + 1) (DLMF 8.17.5).
 */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return incompleteBeta(1 - p, p, n - k, k + 1);
}
