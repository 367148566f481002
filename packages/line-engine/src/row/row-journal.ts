import type { StateColumns } from '../record/state-columns.ts';
import type { StationTrack, Telemetry } from '../record/telemetry.ts';

/** Fills the telemetry of one machine of a row. Each kind of thing is told in order of time, and counted into its row. */
export class RowJournal {
  readonly #timeS: Float64Array;
  readonly #track: StationTrack;
  #madeRow = 0;
  #outRow = 0;
  #takenRow = 0;
  #stopRow = 0;

  constructor(telemetry: Telemetry, station: number) {
    this.#timeS = telemetry.timeS;
    this.#track = telemetry.track(station);
  }

  made(atS: number): void {
    this.#madeRow = this.#rowAt(atS, this.#madeRow);
    this.#track.unitsMadeDelta[this.#madeRow]!++;
  }

  rejected(atS: number): void {
    this.#track.rejectedDelta[this.#rowAt(atS, this.#madeRow)]!++;
  }

  failed(atS: number): void {
    this.#stopRow = this.#rowAt(atS, this.#stopRow);
    this.#track.failuresDelta[this.#stopRow]!++;
  }

  jammed(atS: number): void {
    this.#stopRow = this.#rowAt(atS, this.#stopRow);
    this.#track.jamsDelta[this.#stopRow]!++;
  }

  shipped(atS: number, defective: number): void {
    this.#outRow = this.#rowAt(atS, this.#outRow);
    this.#track.unitsOutDelta[this.#outRow]!++;
    this.#track.defectiveOutDelta[this.#outRow]! += defective;
  }

  /** An item was put into the buffer ahead. */
  put(atS: number, defective: number): void {
    this.shipped(atS, defective);
    this.#track.bufferLevel[this.#outRow]!++;
  }

  /** An item was taken out of it again. */
  taken(atS: number): void {
    this.#takenRow = this.#rowAt(atS, this.#takenRow);
    this.#track.bufferLevel[this.#takenRow]!--;
  }

  /** All has been told: works out what stands at the time of each row. */
  close({ timeS: enteredS, state }: StateColumns): void {
    const { bufferLevel, state: states } = this.#track;
    let level = 0;
    let next = 0;
    for (let row = 0; row < this.#timeS.length; row++) {
      level += bufferLevel[row]!;
      bufferLevel[row] = level;
      while (next < enteredS.length && enteredS[next]! <= this.#timeS[row]!) next++;
      states[row] = state[next - 1]!;
    }
  }

  /** The first row, not before `row`, that holds what happens then. */
  #rowAt(atS: number, row: number): number {
    const timeS = this.#timeS;
    let at = row;
    while (timeS[at]! < atS) at++;
    return at;
  }
}
