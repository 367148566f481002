import { expm1, ln1p } from '@twin/elementary';
import type { Distribution } from './distribution.ts';
import type { Stream } from './stream.ts';

/** Does it happen in this cycle, which uses up so much of what it takes? */
export interface Chance {
  strikes(used: number): boolean;
  /** How many of the next cycles, each of which uses up so much, surely pass before it strikes. */
  spares(used: number): number;
  /** So many of the cycles that it spares are over. */
  pass(cycles: number): void;
  /** What it remembers, as plain data. */
  save(): ChanceMemory;
}

export type ChanceMemory = readonly number[];

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
  spares(): number {
    return 0;
  }
  pass(): void {}
  save(): ChanceMemory {
    return [];
  }
}

/**
 * One draw an event instead of one a trial: an amount is drawn and used up trial by trial; the trial that uses it up
 * strikes. With a unit-exponential amount, P(k trials survive) = exp(−k·hazard) = (1 − p)^k: the geometric law of
 * independent trials, exact also when the hazard differs from trial to trial. With another law it is wear by use.
 *
 * Trials that use up the same are counted: the one that strikes is the ⌈amount / used⌉-th.
 */
export class Countdown implements Chance {
  readonly #stream: Stream;
  readonly #amount: Distribution;
  // Begun with numbers: V8 keeps a field that was once undefined in a box made anew by each change.
  /** What was left when counting began. */
  #left = Infinity;
  /** What each trial of this count uses up; −1 when nothing is counted yet. */
  #used = -1;
  /** Trials to the one that strikes, that one included. */
  #trials = 0;

  /** `memory`: what `save()` gave. */
  constructor(amount: Distribution, stream: Stream, memory?: ChanceMemory) {
    this.#amount = amount;
    this.#stream = stream;
    const [left, used = -1, over = 0] = memory ?? [amount.sample(stream)];
    this.#left = left!;
    if (over === 0) return;
    this.#count(used);
    this.#trials -= over;
  }

  strikes(used: number): boolean {
    if (used !== this.#used) this.#count(used);
    if (--this.#trials > 0) return false;
    this.#left = this.#amount.sample(this.#stream);
    this.#used = -1;
    return true;
  }

  spares(used: number): number {
    if (used !== this.#used) this.#count(used);
    return this.#trials - 1;
  }

  pass(cycles: number): void {
    this.#trials -= cycles;
  }

  save(): ChanceMemory {
    const over = this.#over;
    return over > 0 ? [this.#left, this.#used, over] : [this.#left];
  }

  /** Trials of this count that are over. Of endlessly many there is no telling, and no need. */
  get #over(): number {
    return this.#trials < Infinity && this.#used > 0 ? trialsIn(this.#left, this.#used) - this.#trials : 0;
  }

  #count(used: number): void {
    const over = this.#over;
    if (over > 0) this.#left -= over * this.#used;
    this.#used = used;
    this.#trials = trialsIn(this.#left, used);
  }
}

function trialsIn(left: number, used: number): number {
  return used > 0 ? Math.max(Math.ceil(left / used), 1) : Infinity;
}

/** A clock that runs by use, in any amounts: an amount is drawn and used up. */
export class UseClock {
  readonly #stream: Stream;
  readonly #amount: Distribution;
  /** How much can be used before it strikes. */
  left = Infinity;

  /** `memory`: what `save()` gave. */
  constructor(amount: Distribution, stream: Stream, memory?: ChanceMemory) {
    this.#amount = amount;
    this.#stream = stream;
    this.left = memory?.[0] ?? amount.sample(stream);
  }

  /** Uses up so much, at most what is left; true when that was all. */
  use(amount: number): boolean {
    this.left -= amount;
    if (this.left > 0) return false;
    this.left = this.#amount.sample(this.#stream);
    return true;
  }

  save(): ChanceMemory {
    return [this.left];
  }
}
