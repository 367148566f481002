import { z } from 'zod';
import {
  bernoulli,
  beta,
  deterministic,
  empirical,
  erlang,
  exponential,
  gamma,
  geometric,
  lognormal,
  pert,
  scaled,
  triangular,
  truncatedNormal,
  uniform,
  weibull,
  type Distribution,
} from '../random/distribution.ts';

const amount = z.number().min(0).max(1e12);
const positive = z.number().positive().max(1e12);

/** A random time as configurations write it: a number is always the same; the key it stands behind names the unit. */
export const distributionSchema = z
  .union([
    amount,
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('exponential'), mean: positive }),
      z.strictObject({ kind: z.literal('erlang'), stages: z.int().min(1).max(1000), mean: positive }),
      z.strictObject({ kind: z.literal('gamma'), shape: positive, scale: positive }),
      z.strictObject({ kind: z.literal('weibull'), shape: z.number().min(0.05).max(100), scale: positive }),
      z.strictObject({ kind: z.literal('lognormal'), mean: positive, variation: positive }),
      z.strictObject({ kind: z.literal('normal'), mean: positive, deviation: positive }),
      z.strictObject({ kind: z.literal('uniform'), low: amount, high: positive }),
      z.strictObject({ kind: z.literal('triangular'), low: amount, mode: amount, high: positive }),
      z.strictObject({ kind: z.literal('pert'), low: amount, mode: amount, high: positive }),
      z.strictObject({ kind: z.literal('beta'), a: positive, b: positive, low: amount, high: positive }),
      z.strictObject({ kind: z.literal('bernoulli'), p: z.number().min(0).max(1) }),
      z.strictObject({ kind: z.literal('geometric'), p: z.number().positive().max(1) }),
      z.strictObject({ kind: z.literal('empirical'), values: z.array(amount).min(1).max(1_000_000) }),
    ]),
  ])
  .refine(inOrder, 'must have low ≤ mode ≤ high and low < high');

export type DistributionSpec = z.output<typeof distributionSchema>;

function inOrder(spec: unknown): boolean {
  if (typeof spec !== 'object' || spec === null || !('low' in spec)) return true;
  const { low, high, mode = low } = spec as { low: number; high: number; mode?: number };
  return low < high && low <= mode && mode <= high;
}

/** The law a configuration asks for, times `unit` (60 for minutes in seconds). */
export function distributionOf(spec: DistributionSpec, unit = 1): Distribution {
  if (typeof spec === 'number') return deterministic(spec * unit);
  switch (spec.kind) {
    case 'exponential':
      return exponential(spec.mean * unit);
    case 'erlang':
      return erlang(spec.stages, spec.mean * unit);
    case 'gamma':
      return gamma(spec.shape, spec.scale * unit);
    case 'weibull':
      return weibull(spec.shape, spec.scale * unit);
    case 'lognormal':
      return lognormal(spec.mean * unit, spec.variation);
    case 'normal':
      return truncatedNormal(spec.mean * unit, spec.deviation * unit, 0);
    case 'uniform':
      return uniform(spec.low * unit, spec.high * unit);
    case 'triangular':
      return triangular(spec.low * unit, spec.mode * unit, spec.high * unit);
    case 'pert':
      return pert(spec.low * unit, spec.mode * unit, spec.high * unit);
    case 'beta':
      return beta(spec.a, spec.b, spec.low * unit, spec.high * unit);
    case 'bernoulli':
      return scaled(bernoulli(spec.p), unit);
    case 'geometric':
      return scaled(geometric(spec.p), unit);
    case 'empirical':
      return empirical(spec.values.map((value) => value * unit));
  }
}
