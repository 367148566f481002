/**
 * A column of whole numbers that is laid out when it is first asked for. Until then it is a list of what was added
 * where, as most columns are zeros but for a few rows; one that fills up is laid out at once.
 */
export class LateColumn {
  readonly #rows: number;
  readonly #at: number[] = [];
  readonly #added: number[] = [];
  #numbers: Int32Array | undefined;
  #base: LateColumn | undefined;

  constructor(rows: number) {
    this.#rows = rows;
  }

  /** What is added is added to what the other column will be in the end. */
  from(base: LateColumn): void {
    this.#base = base;
  }

  add(row: number, value: number): void {
    if (value === 0) return;
    if (this.#numbers === undefined && this.#at.length < this.#rows * mostListed) {
      this.#at.push(row);
      this.#added.push(value);
    } else this.#laidOut()[row]! += value;
  }

  /** All of it. Nothing may be added to its base any more. */
  get numbers(): Int32Array {
    const numbers = this.#laidOut();
    if (this.#base !== undefined) {
      const base = this.#base.numbers;
      for (let row = 0; row < numbers.length; row++) numbers[row]! += base[row]!;
      this.#base = undefined;
    }
    return numbers;
  }

  #laidOut(): Int32Array {
    if (this.#numbers === undefined) {
      this.#numbers = new Int32Array(this.#rows);
      for (const [i, row] of this.#at.entries()) this.#numbers[row]! += this.#added[i]!;
      this.#at.length = 0;
      this.#added.length = 0;
    }
    return this.#numbers;
  }
}

/** An entry of the list takes four times the memory of a row. */
const mostListed = 1 / 4;
