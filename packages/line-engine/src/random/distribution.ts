import type { Stream } from './stream.ts';

/** A law of random durations, in the unit of its parameters. */
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
  return { mean, variance: mean * mean, sample: (stream) => -Math.log(1 - stream.next()) * mean };
}
