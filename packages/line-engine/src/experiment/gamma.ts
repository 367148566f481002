import { exp, ln, ln1p } from '@twin/elementary';
import { bisected } from './bisection.ts';

/** ln Γ(x), x > 0: Stirling's series (DLMF 5.11.1) after lifting x above 15 by Γ(x + 1) = x Γ(x). */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < 15) {
    shift += ln(z);
    z += 1;
  }
  return (z - 0.5) * ln(z) - z + 0.5 * ln(2 * Math.PI) + stirling(z) - shift;
}

/**
 * ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), a, b > 0. For a large argument the two long logarithms, which would
 * cancel, are subtracted term by term.
 */
export function logBeta(a: number, b: number): number {
  const [large, small] = a > b ? [a, b] : [b, a];
  if (large < 15) return logGamma(a) + logGamma(b) - logGamma(a + b);
  const sum = large + small;
  const grown = (large - 0.5) * ln1p(small / large) + small * ln(sum) - small + stirling(sum) - stirling(large);
  return logGamma(small) - grown;
}

/** What is left of ln Γ(z) beyond (z − ½) ln z − z + ½ ln 2π; z ≥ 15. */
function stirling(z: number): number {
  const w = 1 / (z * z);
  return (
    (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w * (1 / 1188 - w * (691 / 360_360 - w / 156)))))) / z
  );
}

/**
 * Regularised incomplete gamma function P(a, x), a > 0, x ≥ 0: the share of a gamma law of shape a and scale 1 that lies
 * below x. Series below a + 1 (DLMF 8.11.4), continued fraction of the tail above (DLMF 8.9.2).
 */
function incompleteGamma(a: number, x: number): number {
  return x < a + 1 ? below(a, x) : 1 - above(a, x);
}

/** Q(a, x) = 1 − P(a, x), exact also far out in the tail. */
function incompleteGammaTail(a: number, x: number): number {
  return x < a + 1 ? 1 - below(a, x) : above(a, x);
}

function below(a: number, x: number): number {
  return x > 0 ? front(a, x) * series(a, x) : 0;
}

function above(a: number, x: number): number {
  return x === Infinity ? 0 : front(a, x) * tailFraction(a, x);
}

function front(a: number, x: number): number {
  return exp(a * ln(x) - x - logGamma(a));
}

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n <= 100_000 && term > sum * 1e-17; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Lentz's method. */
function tailFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n <= 100_000; n++) {
    const numerator = -n * (n - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const change = d * c;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return fraction;
}

/** Quantile of the chi-squared law with ν > 0 degrees of freedom, p in (0, 1). */
export function chiSquaredQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`p: must lie between 0 and 1, is ${p}`);
  if (!(degreesOfFreedom > 0)) throw new RangeError(`degreesOfFreedom: must be positive, is ${degreesOfFreedom}`);
  let high = Math.max(1, degreesOfFreedom);
  while (incompleteGamma(degreesOfFreedom / 2, high / 2) < p) high *= 2;
  return bisected((x) => incompleteGamma(degreesOfFreedom / 2, x / 2) - p, 0, high);
}

/** Φ(z), the share of the standard normal law below z: half of Q(½, z²/2), or what it leaves. */
export function normalCdf(z: number): number {
  const tail = normalTail(Math.abs(z));
  return z < 0 ? tail : 1 - tail;
}

/** The z with Φ(z) = p, p in (0, 1). */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`p: must lie between 0 and 1, is ${p}`);
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  const z = bisected((x) => tail - normalTail(x), 0, 40);
  return p < 0.5 ? -z : z;
}

function normalTail(z: number): number {
  return incompleteGammaTail(0.5, (z * z) / 2) / 2;
}
