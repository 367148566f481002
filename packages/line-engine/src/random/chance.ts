import type { Stream } from './stream.ts';

/**
 * Does it happen in this cycle? Hazard is the cumulative hazard of one trial: −ln(1 − p) for a probability p,
 * cycle time over MTBF for an operating-time clock; p = 1 − exp(−hazard) in both.
 */
export interface Chance {
  strikes(hazard: number): boolean;
}

/** The hazard of a probability p in [0, 1]; p = 1 strikes always. */
export function hazardOf(probability: number): number {
  return -Math.log1p(-probability);
}

/** One draw a trial: strikes when u < p. */
export class TrialPerCycle implements Chance {
  readonly #stream: Stream;
  constructor(stream: Stream) {
    this.#stream = stream;
  }
  strikes(hazard: number): boolean {
    return this.#stream.next() < -Math.expm1(-hazard);
  }
}

/**
 * One draw an event instead of one a trial, with the same law: a unit-exponential amount of hazard is drawn and
 * used up trial by trial. The first trial that uses it up strikes, so P(k trials survive) = exp(−k·hazard) =
 * (1 − p)^k: the geometric law of independent trials, exact also when the hazard differs from trial to trial.
 */
export class Countdown implements Chance {
  readonly #stream: Stream;
  #left: number;
  constructor(stream: Stream) {
    this.#stream = stream;
    this.#left = this.#draw();
  }
  strikes(hazard: number): boolean {
    this.#left -= hazard;
    if (this.#left > 0) return false;
    this.#left = this.#draw();
    return true;
  }
  #draw(): number {
    return -Math.log1p(-this.#stream.next());
  }
}
