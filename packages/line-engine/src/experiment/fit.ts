import { exponential, lognormal, weibull, type Distribution } from '../random/distribution.ts';
import { exp, expm1, ln } from '@twin/elementary';
import { openStream } from '../random/stream.ts';
import type { DistributionSpec } from '../scenario/distribution-schema.ts';
import { normalCdf } from './gamma.ts';

/** A law fitted to times, and how well it fits. */
export interface Fit {
  /** As configurations write it, in the unit of the values. */
  readonly law: DistributionSpec;
  /** 2 · parameters − 2 ln likelihood: less is better (Akaike 1974). */
  readonly aic: number;
  /** Largest distance between the two distribution functions (Kolmogorov & Smirnov). */
  readonly distance: number;
  /** How often a sample of the fitted law, fitted anew, lies farther off: below 0.05 the law is doubtful. */
  readonly pValue: number;
}

interface Fitted {
  readonly law: DistributionSpec;
  readonly aic: number;
  readonly cdf: (x: number) => number;
  readonly distribution: Distribution;
}

type Family = (values: readonly number[], logs: readonly number[]) => Fitted;

const families: readonly Family[] = [fitExponential, fitWeibull, fitLognormal];

/**
 * Fits exponential, Weibull and lognormal laws by maximum likelihood and orders them by AIC, the best first. The p-value is that of a
 * parametric bootstrap of the Kolmogorov–Smirnov distance (Stute, González Manteiga & Presedo Quindimil, Metrika 40 (1993) 243–256), from a stream of
 * its own: the same values give the same answer. Values must be positive, at least three.
 */
export function fitLaws(values: readonly number[], resamples = 99): Fit[] {
  if (values.length < 3) throw new RangeError(`values: at least 3 are needed, there are ${values.length}`);
  const wrong = values.find((value) => !(value > 0 && value < Infinity));
  if (wrong !== undefined) throw new RangeError(`values: must all be positive, one is ${wrong}`);
  const logs = values.map(ln);
  return families
    .map((family): Fit => {
      const fitted = family(values, logs);
      const distance = distanceOf(values, fitted.cdf);
      return {
        law: fitted.law,
        aic: fitted.aic,
        distance,
        pValue: pValueOf(family, fitted, values.length, distance, resamples),
      };
    })
    .sort((a, b) => a.aic - b.aic);
}

function pValueOf(
  family: Family,
  { law, distribution }: Fitted,
  n: number,
  distance: number,
  resamples: number,
): number {
  const stream = openStream(`fit/${JSON.stringify(law)}/${n}`);
  let farther = 0;
  for (let i = 0; i < resamples; i++) {
    const sample = Array.from({ length: n }, () => Math.max(Number.MIN_VALUE, distribution.sample(stream)));
    if (distanceOf(sample, family(sample, sample.map(ln)).cdf) >= distance) farther++;
  }
  return (farther + 1) / (resamples + 1);
}

function distanceOf(values: readonly number[], cdf: (x: number) => number): number {
  const sorted = Float64Array.from(values).sort();
  let distance = 0;
  for (const [i, value] of sorted.entries()) {
    const at = cdf(value);
    distance = Math.max(distance, (i + 1) / sorted.length - at, at - i / sorted.length);
  }
  return distance;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function fitExponential(values: readonly number[]): Fitted {
  const mean = meanOf(values);
  return {
    law: { kind: 'exponential', mean },
    aic: 2 + 2 * values.length * (ln(mean) + 1),
    cdf: (x) => -expm1(-x / mean),
    distribution: exponential(mean),
  };
}

/** The shape solves Σ xᵏ ln x / Σ xᵏ − 1/k = mean ln x; the scale is (Σ xᵏ / n)^(1/k). */
function fitWeibull(values: readonly number[], logs: readonly number[]): Fitted {
  const n = values.length;
  const meanLog = meanOf(logs);
  const powers = (shape: number) => logs.map((log) => exp(shape * (log - meanLog)));
  const shape = bisectedCoarsely((k) => {
    const raised = powers(k);
    const sum = raised.reduce((total, one) => total + one, 0);
    const weighted = raised.reduce((total, one, i) => total + one * (logs[i]! - meanLog), 0);
    return weighted / sum - 1 / k;
  });
  const sum = powers(shape).reduce((total, one) => total + one, 0);
  const logScale = meanLog + ln(sum / n) / shape;
  const logLikelihood = n * (ln(shape) - shape * logScale + (shape - 1) * meanLog) - n;
  const scale = exp(logScale);
  return {
    law: { kind: 'weibull', shape, scale },
    aic: 4 - 2 * logLikelihood,
    cdf: (x) => -expm1(-exp(shape * (ln(x) - logScale))),
    distribution: weibull(shape, scale),
  };
}

/** On the range of shapes that configurations may name; to 10⁻⁹, which is far below what values tell. */
function bisectedCoarsely(rising: (k: number) => number): number {
  let [low, high] = [0.05, 100];
  while (high - low > 1e-9 * high) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return high;
}

function fitLognormal(_values: readonly number[], logs: readonly number[]): Fitted {
  const n = logs.length;
  const mu = meanOf(logs);
  const variance = Math.max(1e-18, logs.reduce((sum, log) => sum + (log - mu) * (log - mu), 0) / n);
  const deviation = Math.sqrt(variance);
  const mean = exp(mu + variance / 2);
  const variation = Math.sqrt(expm1(variance));
  return {
    law: { kind: 'lognormal', mean, variation },
    aic: 4 + n * (ln(2 * Math.PI * variance) + 1) + 2 * n * mu,
    cdf: (x) => normalCdf((ln(x) - mu) / deviation),
    distribution: lognormal(mean, variation),
  };
}
