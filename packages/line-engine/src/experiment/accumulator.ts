import type { Estimate } from './statistics.ts';
import { halfWidthOf } from './statistics.ts';

/** What an accumulator knows, as plain data. */
export interface AccumulatorState {
  readonly n: number;
  readonly mean: number;
  /** Σ (xᵢ − mean)². */
  readonly squares: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Mean and variance of a stream of values in constant memory, and of two streams together: Welford's update and the
 * pairwise rule of Chan, Golub & LeVeque, The American Statistician 37 (1983) 242–247, which lose no digits when the mean
 * is large beside the spread. Values added in another order differ in the last bits only.
 */
export class Accumulator {
  #n = 0;
  #mean = 0;
  #squares = 0;
  #least = Infinity;
  #most = -Infinity;

  /** One that goes on from where another stood. */
  static from(state: AccumulatorState): Accumulator {
    const accumulator = new Accumulator();
    [accumulator.#n, accumulator.#mean, accumulator.#squares] = [state.n, state.mean, state.squares];
    if (state.n > 0) [accumulator.#least, accumulator.#most] = [state.least, state.most];
    return accumulator;
  }

  get n(): number {
    return this.#n;
  }

  /** NaN when there are no values. */
  get mean(): number {
    return this.#n > 0 ? this.#mean : Number.NaN;
  }

  /** With n − 1 in the denominator; NaN below two values. */
  get variance(): number {
    return this.#n > 1 ? this.#squares / (this.#n - 1) : Number.NaN;
  }

  /** Throws `RangeError` for a value that is not finite: it would poison all that follow. */
  add(value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`value: must be finite, is ${value}`);
    this.#n++;
    const deviation = value - this.#mean;
    this.#mean += deviation / this.#n;
    this.#squares += deviation * (value - this.#mean);
    if (value < this.#least) this.#least = value;
    if (value > this.#most) this.#most = value;
  }

  /** Takes in all that another has seen. */
  merge(other: Accumulator): void {
    if (other.#n === 0) return;
    const n = this.#n + other.#n;
    const distance = other.#mean - this.#mean;
    this.#squares += other.#squares + (distance * distance * this.#n * other.#n) / n;
    this.#mean += (distance * other.#n) / n;
    this.#n = n;
    this.#least = Math.min(this.#least, other.#least);
    this.#most = Math.max(this.#most, other.#most);
  }

  /** Mean with its Student-t interval. Throws `RangeError` when there are no values. */
  estimate(confidence = 0.95): Estimate {
    if (this.#n === 0) throw new RangeError('values: there are none');
    const standardDeviation = this.#n > 1 ? Math.sqrt(this.variance) : 0;
    const halfWidth = halfWidthOf(standardDeviation, this.#n, confidence);
    return { mean: this.#mean, standardDeviation, halfWidth, n: this.#n };
  }

  /** As plain data, for JSON and for other threads; of no values, least and most are 0. */
  state(): AccumulatorState {
    const [least, most] = this.#n > 0 ? [this.#least, this.#most] : [0, 0];
    return { n: this.#n, mean: this.#mean, squares: this.#squares, least, most };
  }
}
