/** A column of whole numbers, all 0 so far, laid out when it is first asked for: in many nothing ever happens. */
export class LateColumn {
  readonly #rows: number;
  #numbers: Int32Array | undefined;

  constructor(rows: number) {
    this.#rows = rows;
  }

  get numbers(): Int32Array {
    return (this.#numbers ??= new Int32Array(this.#rows));
  }

  /** What stands in that row from now on. */
  set(row: number, value: number): void {
    if (value !== 0 || this.#numbers !== undefined) this.numbers[row] = value;
  }
}
