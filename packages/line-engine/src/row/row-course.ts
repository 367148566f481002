import type { StateColumns } from '../record/state-columns.ts';
import { State, stateNames } from '../station/state.ts';
import type { CycleTimes } from './cycle-times.ts';

/**
 * How far a machine of a row has been worked out, and its states until then, in order. They are summed up, with the
 * same rounding as by TimeInState, whenever there are many; then they are forgotten, unless they are to be written down.
 */
export class RowCourse {
  /** From then on it collects; `Infinity` once something lasts beyond the end. */
  readyS = 0;
  readonly endS: number;
  readonly cycleTimes: CycleTimes;
  /** From when on each state lasts, s, and which it is. */
  fromS: Float64Array<ArrayBuffer> = new Float64Array(1024);
  state: Uint8Array<ArrayBuffer> = new Uint8Array(1024);
  /** With the last, which is not over. Each is another than the one before it, and all but the first last some time. */
  rows = 1;
  readonly #columns: StateColumns | undefined;
  readonly #sumS = new Float64Array(stateNames.length);
  readonly #errorS = new Float64Array(stateNames.length);

  constructor(cycleTimes: CycleTimes, endS: number, columns: StateColumns | undefined) {
    this.cycleTimes = cycleTimes;
    this.endS = endS;
    this.#columns = columns;
    this.state[0] = State.STARVED;
  }

  /** In this state from `readyS` on, and not only for that instant. */
  enter(state: State): void {
    if (state === this.state[this.rows - 1]) return;
    this.reserve(1);
    this.fromS[this.rows] = this.readyS;
    this.state[this.rows++] = state;
  }

  /** Is in this state for so long; false when it still is at the end. */
  spend(state: State, timeS: number): boolean {
    const overS = this.readyS + timeS;
    if (overS > this.readyS) this.enter(state);
    this.readyS = overS < this.endS ? overS : Infinity;
    return overS < this.endS;
  }

  /** Is in this state until then, or not before the end; that may have been before. */
  waitUntil(state: State, atS: number): void {
    if (!(atS > this.readyS)) return;
    this.enter(state);
    this.readyS = atS;
  }

  /** The state it is in. */
  get now(): number {
    return this.state[this.rows - 1]!;
  }

  /** Makes room for so many more. */
  reserve(more: number): void {
    if (this.rows + more > this.fromS.length) this.#makeRoom(more);
  }

  /** Nothing more comes. */
  close(): void {
    if (this.readyS < this.endS) this.enter(State.STARVED);
    this.reserve(1);
    this.fromS[this.rows] = this.endS;
    this.#sumUp(this.rows);
    const first = this.rows > 1 && this.fromS[1] === 0 ? 1 : 0;
    this.#columns?.hold(this.fromS.subarray(first, this.rows), this.state.subarray(first, this.rows));
  }

  /** After `close()`. */
  seconds(state: State): number {
    return this.#sumS[state]! - this.#errorS[state]!;
  }

  #makeRoom(more: number): void {
    if (this.#columns === undefined) {
      const last = this.rows - 1;
      this.#sumUp(last);
      this.fromS[0] = this.fromS[last]!;
      this.state[0] = this.state[last]!;
      this.rows = 1;
    }
    if (this.rows + more > this.fromS.length) this.#grow(2 * (this.rows + more));
  }

  /** Adds up the first `rows`. */
  #sumUp(rows: number): void {
    const { fromS, state } = this;
    const sumS = this.#sumS;
    const errorS = this.#errorS;
    const end = rows | 0;
    for (let row = 0; row < end; row++) {
      const one = state[row]!;
      const before = sumS[one]!;
      const corrected = fromS[row + 1]! - fromS[row]! - errorS[one]!;
      const sum = before + corrected;
      errorS[one] = sum - before - corrected;
      sumS[one] = sum;
    }
  }

  #grow(length: number): void {
    const { fromS, state } = this;
    this.fromS = new Float64Array(length);
    this.fromS.set(fromS);
    this.state = new Uint8Array(length);
    this.state.set(state);
  }
}
