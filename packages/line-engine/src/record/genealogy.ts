const none = 0;

/**
 * Which item became part of which: the parent of a tube is its case, of a case its pallet. Four bytes an item, for the
 * last `mostItems` of them; older ones are forgotten. A forest by construction: an item enters at most one other, and
 * only one that was made later.
 */
export class Genealogy {
  readonly mostItems: number;
  /** By item number, modulo its length. */
  #parent: Int32Array;
  #last = 0;

  /** Throws `RangeError` unless `mostItems` is a whole number from 1 to 2³⁰. */
  constructor(mostItems = 10_000_000) {
    if (!Number.isInteger(mostItems) || mostItems < 1 || mostItems > 2 ** 30)
      throw new RangeError(`genealogy.mostItems: must be a whole number from 1 to 2^30, is ${String(mostItems)}`);
    this.mostItems = mostItems;
    this.#parent = new Int32Array(Math.min(4096, mostItems));
  }

  /** Number of items made: the number of the last. */
  get items(): number {
    return this.#last;
  }

  /** Number of the oldest item that is still known; those before it are forgotten. */
  get oldest(): number {
    return Math.max(1, this.#last - this.mostItems + 1);
  }

  joined(part: number, whole: number): void {
    this.made(whole);
    if (part >= this.oldest) this.#parent[part % this.#parent.length] = whole;
  }

  made(item: number): void {
    while (this.#last < item) {
      if (this.#last + 1 > this.#parent.length && this.#parent.length < this.mostItems) this.#grow();
      this.#last++;
      this.#parent[this.#last % this.#parent.length] = none;
    }
  }

  /** The item this one is part of, or undefined when it is in one piece, or forgotten. */
  wholeOf(item: number): number | undefined {
    if (item < this.oldest || item > this.#last) return undefined;
    const parent = this.#parent[item % this.#parent.length]!;
    return parent === none ? undefined : parent;
  }

  /** The items this one was made of that are not forgotten, in order of making. Looks through all: for a few questions. */
  partsOf(item: number): number[] {
    const parts: number[] = [];
    for (let part = this.oldest; part <= this.#last; part++)
      if (this.#parent[part % this.#parent.length] === item) parts.push(part);
    return parts;
  }

  /** Only while nothing has been forgotten. */
  #grow(): void {
    const { length } = this.#parent;
    const grown = new Int32Array(Math.min(length * 2, this.mostItems));
    for (let item = this.#last - length + 1; item <= this.#last; item++)
      grown[item % grown.length] = this.#parent[item % length]!;
    this.#parent = grown;
  }
}
