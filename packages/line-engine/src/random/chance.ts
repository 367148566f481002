import { expm1, ln1p } from '@twin/elementary';
import type { Distribution } from './distribution.ts';
import type { Stream } from './stream.ts';

/** Does it happen in this cycle, which uses up so much of what it takes? */
export interface Chance {
  strikes(used: number): boolean;
  /** How many of the next `most` cycles, each of which uses up so much, surely pass before it strikes; they are over then. */
  passes(used: number, most: number): number;
  /** What is left of the amount drawn; trials remember nothing. */
  save(): number;
}

/** What a trial of probability p in [0, 1] uses up of a unit-exponential amount: −ln(1 − p); p = 1 strikes always. */
export function hazardOf(probability: number): number {
  return -ln1p(-probability);
}

/**
 * One draw a trial: strikes when u < p, where p = 1 − exp(−hazard). How the original decides, and how recorded
 * decisions are replayed.
 */
export class TrialPerCycle implements Chance {
  readonly #stream: Stream;
  constructor(stream: Stream) {
    this.#stream = stream;
  }
  strikes(hazard: number): boolean {
    return this.#stream.next() < -expm1(-hazard);
  }
  passes(): number {
    return 0;
  }
  save(): number {
    return 0;
  }
}

/**
 * One draw an event instead of one a trial: an amount is drawn and used up trial by trial; the trial that uses it up
 * strikes. With a unit-exponential amount, P(k trials survive) = exp(−k·hazard) = (1 − p)^k: the geometric law of
 * independent trials, exact also when the hazard differs from trial to trial. With another law it is a clock that
 * runs by use, such as Weibull wear.
 */
export class Countdown implements Chance {
  readonly #stream: Stream;
  readonly #amount: Distribution;
  // Begun with a number: V8 keeps a field that was once undefined in a box made anew by each change.
  #left = Infinity;
  /** `left`: what `save()` gave. */
  constructor(amount: Distribution, stream: Stream, left?: number) {
    this.#amount = amount;
    this.#stream = stream;
    this.#left = left ?? amount.sample(stream);
  }
  strikes(used: number): boolean {
    this.#left -= used;
    if (this.#left > 0) return false;
    this.#left = this.#amount.sample(this.#stream);
    return true;
  }
  passes(used: number, most: number): number {
    let left = this.#left;
    let passed = 0;
    for (; passed < most; passed++) {
      const next = left - used;
      if (!(next > 0)) break;
      left = next;
    }
    this.#left = left;
    return passed;
  }
  /** How much can be used before it strikes. */
  get left(): number {
    return this.#left;
  }
  save(): number {
    return this.#left;
  }
}
