/**
 * What a thing must remember to go on after a restart, as one walk over its numbers: the same walk writes them down and reads
 * them back, so the two cannot disagree. A writer returns what it is shown; a reader returns what was written.
 */
export interface Memory {
  number(x: number): number;
  array(x: Float64Array): void;
}

export class MemoryWriter implements Memory {
  readonly numbers: number[] = [];

  number(x: number): number {
    this.numbers.push(x);
    return x;
  }

  array(x: Float64Array): void {
    for (const value of x) this.numbers.push(value);
  }
}

/** Reads as many numbers as were written; the caller has checked that there are enough. */
export class MemoryReader implements Memory {
  private readonly numbers: readonly number[];
  private next = 0;

  constructor(numbers: readonly number[]) {
    this.numbers = numbers;
  }

  number(_x: number): number {
    return this.numbers[this.next++]!;
  }

  array(x: Float64Array): void {
    for (let i = 0; i < x.length; i++) x[i] = this.numbers[this.next++]!;
  }

  /** All were read, and no more. */
  get finished(): boolean {
    return this.next === this.numbers.length;
  }
}
