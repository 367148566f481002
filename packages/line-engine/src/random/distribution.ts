import { exp, ln, ln1p } from '@twin/elementary';
import type { Stream } from './stream.ts';

/** A law of random amounts, in the unit of its parameters, which knows its own mean and variance. */
export interface Distribution {
  readonly mean: number;
  readonly variance: number;
  sample(stream: Stream): number;
}

/** Always the same. */
export function deterministic(value: number): Distribution {
  return { mean: value, variance: 0, sample: () => value };
}

/** Exponential with the given mean, by inversion: −ln(1 − u)·mean. */
export function exponential(mean: number): Distribution {
  return { mean, variance: mean * mean, sample: (stream) => unitExponential(stream) * mean };
}

/** Uniform on [low, high). */
export function uniform(low: number, high: number): Distribution {
  const width = high - low;
  return { mean: (low + high) / 2, variance: (width * width) / 12, sample: (stream) => low + width * stream.next() };
}

/** Triangular on [low, high] with its peak at mode, by inversion. */
export function triangular(low: number, mode: number, high: number): Distribution {
  const width = high - low;
  const peak = (mode - low) / width;
  return {
    mean: (low + mode + high) / 3,
    variance: (low * low + mode * mode + high * high - low * mode - low * high - mode * high) / 18,
    sample: (stream) => {
      const u = stream.next();
      return u < peak ? low + Math.sqrt(u * width * (mode - low)) : high - Math.sqrt((1 - u) * width * (high - mode));
    },
  };
}

/** Weibull, F(x) = 1 − exp(−(x/scale)^shape), by inversion: scale · (−ln(1 − u))^(1/shape). */
export function weibull(shape: number, scale: number): Distribution {
  const first = gammaFunction(1 + 1 / shape);
  return {
    mean: scale * first,
    variance: scale * scale * (gammaFunction(1 + 2 / shape) - first * first),
    sample: (stream) => scale * power(unitExponential(stream), 1 / shape),
  };
}

/** Erlang: the sum of `stages` exponential stages, with the given mean of the whole. */
export function erlang(stages: number, mean: number): Distribution {
  return {
    mean,
    variance: (mean * mean) / stages,
    sample: (stream) => {
      let sum = 0;
      for (let stage = 0; stage < stages; stage++) sum += unitExponential(stream);
      return (sum * mean) / stages;
    },
  };
}

/** Gamma with density ∝ x^(shape−1) e^(−x/scale). Marsaglia & Tsang, ACM Trans. Math. Software 26 (2000) 363–372. */
export function gamma(shape: number, scale: number): Distribution {
  return { mean: shape * scale, variance: shape * scale * scale, sample: (stream) => scale * unitGamma(shape, stream) };
}

/** Lognormal with the given mean and coefficient of variation of the amount itself (not of its logarithm). */
export function lognormal(mean: number, variation: number): Distribution {
  const logVariance = ln1p(variation * variation);
  const logMean = ln(mean) - logVariance / 2;
  const logDeviation = Math.sqrt(logVariance);
  return {
    mean,
    variance: mean * mean * variation * variation,
    sample: (stream) => exp(logMean + logDeviation * standardNormal(stream)),
  };
}

/**
 * Normal, cut off below at `least` by drawing again. Mean and variance are those of the cut law: with
 * α = (least − mean)/deviation and λ = φ(α)/(1 − Φ(α)), mean + deviation·λ and deviation²·(1 + αλ − λ²)
 * (Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 1, 13.10.1).
 */
export function truncatedNormal(mean: number, deviation: number, least: number): Distribution {
  const alpha = (least - mean) / deviation;
  const lambda = exp((-alpha * alpha) / 2) / Math.sqrt(2 * Math.PI) / normalTail(alpha);
  return {
    mean: mean + deviation * lambda,
    variance: deviation * deviation * (1 + alpha * lambda - lambda * lambda),
    sample: (stream) => {
      for (;;) {
        const value = mean + deviation * standardNormal(stream);
        if (value >= least) return value;
      }
    },
  };
}

/** Beta on [low, high] with shapes a and b, as a ratio of gammas. */
export function beta(a: number, b: number, low: number, high: number): Distribution {
  const width = high - low;
  return {
    mean: low + (width * a) / (a + b),
    variance: (width * width * a * b) / ((a + b) * (a + b) * (a + b + 1)),
    sample: (stream) => {
      const x = unitGamma(a, stream);
      return low + (width * x) / (x + unitGamma(b, stream));
    },
  };
}

/** PERT: the beta with a = 1 + 4 (mode − low)/(high − low), b = 1 + 4 (high − mode)/(high − low). */
export function pert(low: number, mode: number, high: number): Distribution {
  const width = high - low;
  return beta(1 + (4 * (mode - low)) / width, 1 + (4 * (high - mode)) / width, low, high);
}

/** 1 with probability p, else 0. */
export function bernoulli(p: number): Distribution {
  return { mean: p, variance: p * (1 - p), sample: (stream) => (stream.next() < p ? 1 : 0) };
}

/** Number of trials up to the first success, 1, 2, …, by inversion. */
export function geometric(p: number): Distribution {
  const hazard = -ln1p(-p);
  return {
    mean: 1 / p,
    variance: (1 - p) / (p * p),
    sample: (stream) => Math.max(1, Math.ceil(unitExponential(stream) / hazard)),
  };
}

/** The same law in another unit: every amount times `factor`. */
export function scaled(law: Distribution, factor: number): Distribution {
  const sample = (stream: Stream) => law.sample(stream) * factor;
  return { mean: law.mean * factor, variance: law.variance * factor * factor, sample };
}

/** One of the values that were observed, each as likely. */
export function empirical(values: readonly number[]): Distribution {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
  const sample = (stream: Stream) => values[Math.floor(stream.next() * values.length)]!;
  return { mean, variance, sample };
}

/** Exponential with mean 1. */
export const unitExponentialLaw: Distribution = { mean: 1, variance: 1, sample: unitExponential };

function unitExponential(stream: Stream): number {
  return -ln(1 - stream.next());
}

/** Marsaglia's polar method; one of the pair is used, so that a stream's place is all there is to remember. */
function standardNormal(stream: Stream): number {
  for (;;) {
    const x = 2 * stream.next() - 1;
    const y = 2 * stream.next() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * ln(square)) / square);
  }
}

function unitGamma(shape: number, stream: Stream): number {
  if (shape < 1) return unitGamma(shape + 1, stream) * power(1 - stream.next(), 1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = standardNormal(stream);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    if (ln(1 - stream.next()) < (x * x) / 2 + d - d * v + d * ln(v)) return d * v;
  }
}

/** x^y for x ≥ 0 without Math.pow, whose last bits differ between engines. */
function power(x: number, y: number): number {
  return x === 0 ? 0 : exp(y * ln(x));
}

/** Γ(x), x > 0: Stirling's series (DLMF 5.11.1) after lifting x above 15. */
function gammaFunction(x: number): number {
  let lift = 1;
  let z = x;
  while (z < 15) lift *= z++;
  const w = 1 / (z * z);
  const series = (1 / 12 - w * (1 / 360 - w * (1 / 1260 - w * (1 / 1680 - w / 1188)))) / z;
  return exp((z - 0.5) * ln(z) - z + 0.5 * ln(2 * Math.PI) + series) / lift;
}

/** 1 − Φ(x), by the continued fraction of the tail (Abramowitz & Stegun 26.2.14) or the series about 0 (26.2.11). */
function normalTail(x: number): number {
  const density = exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x > 3) {
    let fraction = x;
    for (let k = 60; k > 0; k--) fraction = x + k / fraction;
    return density / fraction;
  }
  if (x < -3) return 1 - normalTail(-x);
  let term = x;
  let sum = x;
  for (let k = 1; Math.abs(term) > 1e-18; k++) {
    term *= (x * x) / (2 * k + 1);
    sum += term;
  }
  return 0.5 - density * sum;
}
