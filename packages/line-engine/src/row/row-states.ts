import type { StateColumns } from '../record/state-columns.ts';

/** The states of a machine of a row, as they are written down: some thousand at a time. */
export class RowStates {
  readonly #columns: StateColumns;
  fromS = new Float64Array(4096);
  state = new Uint8Array(4096);
  rows = 0;

  constructor(columns: StateColumns) {
    this.#columns = columns;
  }

  /** The first `rows` of these come next. */
  append(fromS: readonly number[], state: readonly number[], rows: number): void {
    if (this.rows + fromS.length > this.fromS.length) this.#grow(2 * (this.rows + fromS.length));
    this.fromS.set(fromS, this.rows);
    this.state.set(state, this.rows);
    this.rows += rows;
  }

  /** That was all. The first is nothing to write down if it did not last. */
  close(): void {
    const first = this.rows > 1 && this.fromS[1] === 0 ? 1 : 0;
    this.#columns.hold(this.fromS.subarray(first, this.rows), this.state.subarray(first, this.rows));
  }

  #grow(length: number): void {
    const fromS = new Float64Array(length);
    fromS.set(this.fromS);
    this.fromS = fromS;
    const state = new Uint8Array(length);
    state.set(this.state);
    this.state = state;
  }
}
