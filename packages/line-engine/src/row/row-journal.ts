import type { StateColumns } from '../record/state-columns.ts';
import type { StationTrack, Telemetry } from '../record/telemetry.ts';
import type { RowBuffer } from './row-buffer.ts';

/** Fills the telemetry of one machine of a row: what happens is counted into the first row that is not before it. */
export class RowJournal {
  readonly #rows: number;
  readonly #intervalS: number;
  readonly #track: StationTrack;
  readonly #rowsPerS: number;

  constructor(telemetry: Telemetry, station: number) {
    this.#rows = telemetry.rows;
    this.#intervalS = telemetry.intervalS;
    this.#track = telemetry.track(station);
    this.#rowsPerS = 1 / telemetry.intervalS;
  }

  failed(atS: number): void {
    this.#track.failuresDelta.add(this.#rowAt(atS), 1);
  }

  jammed(atS: number): void {
    this.#track.jamsDelta.add(this.#rowAt(atS), 1);
  }

  /** Made and thrown out. */
  rejected(atS: number): void {
    this.kept(atS);
    this.#track.rejectedDelta.add(this.#rowAt(atS), 1);
  }

  /** Made and not passed on. */
  kept(atS: number): void {
    this.#track.unitsMadeDelta.add(this.#rowAt(atS), 1);
  }

  /** What was put ahead. It was made in the same row, unless it had to wait for room. */
  passedOn({ finishedS, putS, defects, put }: RowBuffer): void {
    const { unitsOutDelta } = this.#track;
    const intervalS = this.#intervalS;
    const rowsPerS = this.#rowsPerS;
    const end = put | 0;
    for (let i = 0; i < end; i++) {
      const row = rowAt(intervalS, rowsPerS, putS[i]!);
      unitsOutDelta[row]!++;
      if (finishedS[i]! < putS[i]!) this.#waited(finishedS[i]!, row);
    }
    for (const place of defects.places()) this.#track.defectiveOutDelta.add(this.#rowAt(putS[place]!), 1);
  }

  /** It was put ahead in that row, and made at `madeS`. */
  #waited(madeS: number, row: number): void {
    const madeRow = this.#rowAt(madeS);
    if (madeRow === row) return;
    this.#track.unitsMadeDelta.add(madeRow, 1);
    this.#track.unitsMadeDelta.add(row, -1);
  }

  /** What the next machine took of it. */
  taken({ takenS, taken }: RowBuffer): void {
    const { bufferLevel } = this.#track;
    const intervalS = this.#intervalS;
    const rowsPerS = this.#rowsPerS;
    const end = taken | 0;
    for (let i = 0; i < end; i++) bufferLevel[rowAt(intervalS, rowsPerS, takenS[i]!)]!--;
  }

  /** All has been told: works out what stands at the time of each row. */
  close(states: StateColumns, isLast: boolean): void {
    if (!isLast) this.#closeLevel();
    this.#closeStates(states);
  }

  /** What lies there at the time of a row is what has been put there and not been taken. */
  #closeLevel(): void {
    const { bufferLevel } = this.#track;
    const { unitsOutDelta } = this.#track;
    const end = this.#rows | 0;
    let level = 0;
    for (let row = 0; row < end; row++) {
      level += unitsOutDelta[row]! + bufferLevel[row]!;
      bufferLevel[row] = level;
    }
  }

  #closeStates({ timeS, state }: StateColumns): void {
    const { state: states } = this.#track;
    const intervalS = this.#intervalS;
    const rowsPerS = this.#rowsPerS;
    const last = (timeS.length - 1) | 0;
    let row = 0;
    for (let at = 0; at < last; at++) {
      const end = rowAt(intervalS, rowsPerS, timeS[at + 1]!);
      for (; row < end; row++) states[row] = state[at]!;
    }
    states.fill(state[last]!, row);
  }

  #rowAt(atS: number): number {
    return rowAt(this.#intervalS, this.#rowsPerS, atS);
  }
}

/** The first row that is not before `atS`: row k is that at k·Δ, or at the end of the run, which nothing comes after. */
function rowAt(intervalS: number, rowsPerS: number, atS: number): number {
  let row = (atS * rowsPerS) | 0;
  while (row * intervalS < atS) row++;
  return row;
}
