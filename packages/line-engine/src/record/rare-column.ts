/**
 * A column of whole numbers in few rows of which anything is added to nothing, or to another column: a list of what was
 * added where. If rows turn out not to be few, it is laid out.
 */
export class RareColumn {
  readonly #rows: number;
  readonly #base: Int32Array | undefined;
  readonly #at: number[] = [];
  readonly #added: number[] = [];
  #laidOut: Int32Array | undefined;

  constructor(rows: number, base?: Int32Array) {
    this.#rows = rows;
    this.#base = base;
  }

  add(row: number, value: number): void {
    if (value === 0) return;
    if (this.#laidOut !== undefined) this.#laidOut[row]! += value;
    else if (this.#at.length < this.#rows * mostListed) {
      this.#at.push(row);
      this.#added.push(value);
    } else {
      this.#laidOut = this.#sum();
      this.#laidOut[row]! += value;
    }
  }

  /** All of it so far, a number a row. */
  numbers(): Int32Array {
    const numbers = this.#laidOut?.slice() ?? this.#sum();
    if (this.#base !== undefined) for (let row = 0; row < numbers.length; row++) numbers[row]! += this.#base[row]!;
    return numbers;
  }

  #sum(): Int32Array {
    const numbers = new Int32Array(this.#rows);
    for (let i = 0; i < this.#at.length; i++) numbers[this.#at[i]!]! += this.#added[i]!;
    return numbers;
  }
}

/** An entry of the list takes four times the memory of a row. */
const mostListed = 1 / 4;
