import { exp, ln } from '../random/elementary.ts';

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

/** I_x(a, b), with y = 1 − x given exactly. Continued fraction, Lentz's method (DLMF 8.17.22, 3.10). */
function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (x === 0) return 0;
  if (y === 0) return 1;
  const front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * ln(x) + b * ln(y));
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

/** ln Γ(x), x > 0: Stirling's series (DLMF 5.11.1) after lifting x above 15 by Γ(x + 1) = x Γ(x). */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < 15) {
    shift += ln(z);
    z += 1;
  }
  const w = 1 / (z * z);
  const series =
    1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - w * (691 / 360_360 - w / 156)))));
  return (z - 0.5) * ln(z) - z + 0.5 * ln(2 * Math.PI) + series / z - shift;
}
