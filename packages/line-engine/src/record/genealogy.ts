const none = 0;

/**
 * Which item became part of which: the parent of a tube is its case, of a case its pallet. Four bytes an item.
 * A forest by construction: an item enters at most one other, and only one that was made later.
 */
export class Genealogy {
  #parent = new Int32Array(4096);
  #last = 0;

  /** Number of items made. */
  get items(): number {
    return this.#last;
  }

  joined(part: number, whole: number): void {
    this.#reach(whole);
    this.#parent[part] = whole;
  }

  made(item: number): void {
    this.#reach(item);
  }

  /** The item this one is part of, or undefined. */
  wholeOf(item: number): number | undefined {
    const parent = this.#parent[item] ?? none;
    return parent === none ? undefined : parent;
  }

  /** The items this one was made of, in order of making. Looks through all: meant for a few questions. */
  partsOf(item: number): number[] {
    const parts: number[] = [];
    for (let part = 1; part <= this.#last; part++) if (this.#parent[part] === item) parts.push(part);
    return parts;
  }

  #reach(item: number): void {
    if (item > this.#last) this.#last = item;
    if (item < this.#parent.length) return;
    const grown = new Int32Array(this.#parent.length * 2);
    grown.set(this.#parent);
    this.#parent = grown;
  }
}
