import type { EventRecord } from './event.ts';
import { InvalidProblem, type Status } from './failure.ts';
import type { Stats } from './statistics.ts';
import { evaluateNested, type DensePolynomial } from './stepping/dense-polynomial.ts';

/** What `solve` gives back. After a failure it holds what was reached, and `ok` is false. */
export interface Solution {
  readonly status: Status;
  /** True for `done` and `event`. */
  readonly ok: boolean;
  /** Empty when ok; else what went wrong, where, in which state, and what to try. */
  readonly message: string;
  readonly stats: Readonly<Stats>;
  /** Times reported. */
  readonly t: Float64Array;
  /** States at these times, row-major: component i at t[k] is y[k·n + i]. */
  readonly y: Float64Array;
  /** Components of a state. */
  readonly n: number;
  readonly events: readonly EventRecord[];
  /**
   * y(t) by the dense output of the method, for any t between the first time and the last one reached. Needs `dense`.
   * At an event that changed the state: the state before it.
   */
  at(t: number): Float64Array;
}

/** Rows of numbers that grow: room doubles, nothing is boxed. */
export class GrowingRows {
  length = 0;
  private data: Float64Array;
  private readonly width: number;

  constructor(width: number) {
    this.width = width;
    this.data = new Float64Array(16 * width);
  }

  /** Offset of a new row in `numbers`. */
  private room(): number {
    const offset = this.length * this.width;
    if (offset + this.width > this.data.length) {
      const larger = new Float64Array(2 * this.data.length);
      larger.set(this.data);
      this.data = larger;
    }
    this.length++;
    return offset;
  }

  push(row: ArrayLike<number>): void {
    const { width } = this;
    const offset = this.room();
    for (let i = 0; i < width; i++) this.data[offset + i] = row[i]!;
  }

  get numbers(): Float64Array {
    return this.data;
  }

  trimmed(): Float64Array {
    return this.data.slice(0, this.length * this.width);
  }
}

/** The polynomials of all steps, end to end. */
export class DenseTrack {
  private readonly n: number;
  private readonly terms: number;
  private readonly direction: number;
  /** t0, t1 of the polynomial and end of its use. */
  private readonly spans = new GrowingRows(3);
  private readonly coefficients: GrowingRows;

  constructor(n: number, terms: number, direction: number) {
    this.n = n;
    this.terms = terms;
    this.direction = direction;
    this.coefficients = new GrowingRows(n * terms);
  }

  push({ t0, t1, end, c }: DensePolynomial): void {
    this.spans.push([t0, t1, end]);
    this.coefficients.push(c);
  }

  at(t: number): Float64Array {
    const { direction, n, terms } = this;
    const spans = this.spans.numbers;
    const { length } = this.spans;
    const end = spans[3 * length - 1]!;
    if (length === 0 || !(direction * (t - spans[0]!) >= 0 && direction * (end - t) >= 0))
      throw new InvalidProblem('t', `must lie between ${spans[0]} and ${end}, is ${t}`);
    let low = 0;
    let high = length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (direction * (t - spans[3 * middle + 2]!) <= 0) high = middle;
      else low = middle + 1;
    }
    const t0 = spans[3 * low]!;
    const theta = (t - t0) / (spans[3 * low + 1]! - t0);
    const out = new Float64Array(n);
    evaluateNested(this.coefficients.numbers, low * n * terms, terms, n, theta, out, 0);
    return out;
  }
}
