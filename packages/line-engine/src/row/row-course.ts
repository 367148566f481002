import type { StateColumns } from '../record/state-columns.ts';
import { State, stateNames } from '../station/state.ts';
import { lengthened, timeColumn, wholeColumn } from './column.ts';
import type { CycleTimes } from './cycle-times.ts';

/**
 * How far a machine of a row has been worked out, and its states until then, in order. They are summed up, with the
 * same rounding as by TimeInState, whenever there are many, and written down if they are to be; then they are forgotten.
 */
export class RowCourse {
  /** From then on it collects; `Infinity` once something lasts beyond the end. */
  readyS = 0;
  readonly endS: number;
  readonly cycleTimes: CycleTimes;
  /** From when on each state lasts, s, and which it is. */
  readonly fromS: number[] = timeColumn(1024);
  readonly state: number[] = wholeColumn(1024);
  /** With the last, which is not over. Each is another than the one before it, and all but the first last some time. */
  rows = 1;
  readonly states: StateColumns | undefined;
  readonly #sumS = timeColumn(stateNames.length);
  readonly #errorS = timeColumn(stateNames.length);

  constructor(cycleTimes: CycleTimes, endS: number, states: StateColumns | undefined) {
    this.cycleTimes = cycleTimes;
    this.endS = endS;
    this.states = states;
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
    this.states?.append(this.fromS, this.state, this.rows);
  }

  /** After `close()`. */
  seconds(state: State): number {
    return this.#sumS[state]! - this.#errorS[state]!;
  }

  #makeRoom(more: number): void {
    const last = this.rows - 1;
    this.#sumUp(last);
    this.states?.append(this.fromS, this.state, last);
    this.fromS[0] = this.fromS[last]!;
    this.state[0] = this.state[last]!;
    this.rows = 1;
    lengthened(this.fromS, 1 + more);
    lengthened(this.state, 1 + more);
  }

  /**
   * Adds up the first `rows`. A machine mostly waits and works in turn: those two sums are kept at hand, as each would
   * else wait for the one before it to come back from memory.
   */
  #sumUp(rows: number): void {
    const { fromS, state } = this;
    const sumS = this.#sumS;
    const errorS = this.#errorS;
    const { STARVED, EXECUTE } = State;
    let starvedS = sumS[STARVED]!;
    let starvedErrorS = errorS[STARVED]!;
    let executeS = sumS[EXECUTE]!;
    let executeErrorS = errorS[EXECUTE]!;
    let atS = fromS[0]!;
    const end = rows | 0;
    for (let row = 0; row < end; row++) {
      const one = state[row]!;
      const lastedS = fromS[row + 1]! - atS;
      atS = fromS[row + 1]!;
      if (one === EXECUTE) {
        const corrected = lastedS - executeErrorS;
        const sum = executeS + corrected;
        executeErrorS = sum - executeS - corrected;
        executeS = sum;
      } else if (one === STARVED) {
        const corrected = lastedS - starvedErrorS;
        const sum = starvedS + corrected;
        starvedErrorS = sum - starvedS - corrected;
        starvedS = sum;
      } else {
        const before = sumS[one]!;
        const corrected = lastedS - errorS[one]!;
        const sum = before + corrected;
        errorS[one] = sum - before - corrected;
        sumS[one] = sum;
      }
    }
    sumS[STARVED] = starvedS;
    errorS[STARVED] = starvedErrorS;
    sumS[EXECUTE] = executeS;
    errorS[EXECUTE] = executeErrorS;
  }
}
