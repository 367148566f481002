import { State } from '../station/state.ts';
import type { RowBuffer } from './row-buffer.ts';
import type { RowCourse } from './row-course.ts';

/**
 * The next `cycles` cycles of a machine that takes one item at a time, when it does nothing but wait for it, work, and
 * wait for room: when each item is taken, finished and put ahead, and the states of the machine meanwhile.
 *
 * Half of all the work is done here. Hence columns in local names, and whole numbers that say so (`| 0`): V8 then
 * asks but once what they are, not once an item.
 */
export function plainCycles(behind: RowBuffer, ahead: RowBuffer, course: RowCourse, cycles: number): void {
  course.reserve(3 * cycles);
  const { putS: lyingS, takenS } = behind;
  const { roomS, finishedS, putS } = ahead;
  const { fromS, state, cycleTimes } = course;
  const { timeS: workS } = cycleTimes;
  const { STARVED, EXECUTE, BLOCKED } = State;
  let row = (course.rows - 1) | 0;
  let now = state[row]!;
  let atS = course.readyS;
  let to = ahead.put | 0;
  let work = cycleTimes.at | 0;
  const end = (behind.taken + cycles) | 0;
  for (let from = behind.taken | 0; from < end; from++, to++, work++) {
    if (lyingS[from]! > atS) {
      if (now !== STARVED) {
        fromS[++row] = atS;
        state[row] = now = STARVED;
      }
      atS = lyingS[from]!;
    }
    takenS[from] = atS;
    const doneS = atS + workS[work]!;
    if (now !== EXECUTE && doneS > atS) {
      fromS[++row] = atS;
      state[row] = now = EXECUTE;
    }
    finishedS[to] = doneS;
    atS = doneS;
    if (roomS[to]! > doneS) {
      if (now !== BLOCKED) {
        fromS[++row] = doneS;
        state[row] = now = BLOCKED;
      }
      atS = roomS[to]!;
    }
    putS[to] = atS;
  }
  course.rows = row + 1;
  course.readyS = atS;
}

/** The same for the first machine, which never waits for an item: a twentieth of a shift less than asking each time. */
export function rawCycles(ahead: RowBuffer, course: RowCourse, cycles: number): void {
  course.reserve(2 * cycles);
  const { roomS, finishedS, putS } = ahead;
  const { fromS, state, cycleTimes } = course;
  const { timeS: workS } = cycleTimes;
  const { EXECUTE, BLOCKED } = State;
  let row = (course.rows - 1) | 0;
  let now = state[row]!;
  let atS = course.readyS;
  let work = cycleTimes.at | 0;
  const end = (ahead.put + cycles) | 0;
  for (let to = ahead.put | 0; to < end; to++, work++) {
    const doneS = atS + workS[work]!;
    if (now !== EXECUTE && doneS > atS) {
      fromS[++row] = atS;
      state[row] = now = EXECUTE;
    }
    finishedS[to] = doneS;
    atS = doneS;
    if (roomS[to]! > doneS) {
      if (now !== BLOCKED) {
        fromS[++row] = doneS;
        state[row] = now = BLOCKED;
      }
      atS = roomS[to]!;
    }
    putS[to] = atS;
  }
  course.rows = row + 1;
  course.readyS = atS;
}

/** Whether so many plain cycles surely end before the end, whatever the rounding of their sum. */
export function endInTime(behind: RowBuffer, ahead: RowBuffer, course: RowCourse, cycles: number): boolean {
  const lyingS = behind.putS[behind.taken + cycles - 1]!;
  const roomS = ahead.roomS[ahead.put + cycles - 1]!;
  const { readyS, cycleTimes, endS } = course;
  const latestS = Math.max(readyS, lyingS, roomS) + cycleTimes.total(cycles);
  return latestS * (1 + 1e-9) < endS;
}
