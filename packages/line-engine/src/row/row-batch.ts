import { State } from '../station/state.ts';
import { timeColumn } from './column.ts';
import type { RowBuffer } from './row-buffer.ts';
import type { RowCourse } from './row-course.ts';
import type { RowTally } from './row-tally.ts';

/** What a machine of a row has collected for its next cycle. */
export class RowBatch {
  readonly size: number;
  held = 0;
  /** How many of them are defective. */
  defects = 0;
  /** When the oldest part of any of them entered the line, s. They come in order, so that it is in the first. */
  enteredS = 0;
  /** When each of them was made, s. */
  readonly madeS: number[];

  constructor(size: number) {
    this.size = size;
    this.madeS = timeColumn(size);
  }

  /** A whole batch of raw material. */
  draw(): void {
    this.held = this.size;
  }

  /** Takes what it can of what lies in `from`; the machine waits for it. True when the batch is complete. */
  take(from: RowBuffer, course: RowCourse): boolean {
    const { putS, takenS, madeS: itemMadeS } = from;
    const madeS = this.madeS;
    if (this.held === 0) this.enteredS = from.enteredS[from.taken]!;
    const first = from.taken | 0;
    const end = Math.min(first + this.size - this.held, from.put) | 0;
    let to = this.held | 0;
    let atS = course.readyS;
    for (let item = first; item < end; item++, to++) {
      if (putS[item]! > atS) atS = putS[item]!;
      takenS[item] = atS;
      madeS[to] = itemMadeS[item]!;
    }
    this.defects += from.defects.passUntil(end);
    from.taken = end;
    this.held = to;
    course.waitUntil(State.STARVED, atS);
    return to === this.size;
  }

  /** They end where they are, now: their ages, s. */
  end(course: RowCourse, tally: RowTally): void {
    const madeS = this.madeS;
    const { readyS } = course;
    const held = this.held | 0;
    let { itemSeconds } = tally;
    for (let i = 0; i < held; i++) itemSeconds += readyS - madeS[i]!;
    tally.itemSeconds = itemSeconds;
  }

  empty(): void {
    this.held = 0;
    this.defects = 0;
  }
}
