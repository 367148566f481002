import type { StationTrack, Telemetry } from '../record/telemetry.ts';
import type { RowBuffer } from './row-buffer.ts';
import type { RowStates } from './row-states.ts';

/** Fills the telemetry of one machine of a row: what happens is counted into the first row that is not before it. */
export class RowJournal {
  readonly #timeS: Float64Array;
  readonly #track: StationTrack;
  readonly #rowsPerS: number;

  constructor(telemetry: Telemetry, station: number) {
    this.#timeS = telemetry.timeS;
    this.#track = telemetry.track(station);
    this.#rowsPerS = 1 / telemetry.intervalS;
  }

  failed(atS: number): void {
    this.#track.failuresDelta[this.#rowAt(atS)]!++;
  }

  jammed(atS: number): void {
    this.#track.jamsDelta[this.#rowAt(atS)]!++;
  }

  /** Made and thrown out. */
  rejected(atS: number): void {
    this.kept(atS);
    this.#track.rejectedDelta[this.#rowAt(atS)]!++;
  }

  /** Made and not passed on. */
  kept(atS: number): void {
    this.#track.unitsMadeDelta[this.#rowAt(atS)]!++;
  }

  /** What was put ahead. It was made in the same row, unless it had to wait for room, for which see `close`. */
  passedOn({ finishedS, putS, defects, put }: RowBuffer): void {
    const { unitsMadeDelta, unitsOutDelta, defectiveOutDelta } = this.#track;
    const timeS = this.#timeS;
    const rowsPerS = this.#rowsPerS;
    const end = put | 0;
    for (let i = 0; i < end; i++) {
      const atS = putS[i]!;
      const row = rowAt(timeS, rowsPerS, atS);
      unitsOutDelta[row]!++;
      if (finishedS[i]! < atS) {
        unitsMadeDelta[row]!--;
        unitsMadeDelta[rowAt(timeS, rowsPerS, finishedS[i]!)]!++;
      }
    }
    for (const place of defects.places()) defectiveOutDelta[rowAt(timeS, rowsPerS, putS[place]!)]!++;
  }

  /** What lay in the buffer ahead for some time: from when it was put there until it was taken. */
  lay({ putS, takenS, put, taken }: RowBuffer): void {
    const { bufferLevel } = this.#track;
    const timeS = this.#timeS;
    const rowsPerS = this.#rowsPerS;
    const end = put | 0;
    for (let i = 0; i < end; i++) {
      const fromS = putS[i]!;
      const toS = i < taken ? takenS[i]! : Infinity;
      if (toS === fromS) continue;
      bufferLevel[rowAt(timeS, rowsPerS, fromS)]!++;
      if (toS < Infinity) bufferLevel[rowAt(timeS, rowsPerS, toS)]!--;
    }
  }

  /** All has been told: works out what stands at the time of each row, and adds up what was made. */
  close(states: RowStates): void {
    const { bufferLevel, unitsMadeDelta, unitsOutDelta } = this.#track;
    const end = this.#timeS.length | 0;
    let level = 0;
    for (let row = 0; row < end; row++) {
      level += bufferLevel[row]!;
      bufferLevel[row] = level;
      unitsMadeDelta[row]! += unitsOutDelta[row]!;
    }
    this.#closeStates(states);
  }

  #closeStates({ fromS, state, rows }: RowStates): void {
    const { state: states } = this.#track;
    const timeS = this.#timeS;
    const rowsPerS = this.#rowsPerS;
    const last = (rows - 1) | 0;
    let row = 0;
    for (let at = 0; at < last; at++) {
      const end = rowAt(timeS, rowsPerS, fromS[at + 1]!);
      for (; row < end; row++) states[row] = state[at]!;
    }
    states.fill(state[last]!, row);
  }

  #rowAt(atS: number): number {
    return rowAt(this.#timeS, this.#rowsPerS, atS);
  }
}

/** The first row that is not before `atS`. */
function rowAt(timeS: Float64Array, rowsPerS: number, atS: number): number {
  let row = (atS * rowsPerS) | 0;
  while (timeS[row]! < atS) row++;
  return row;
}
