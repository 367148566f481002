import type { Clock, ItemSlot } from '../kernel/buffer.ts';

/** All items in the line as plain data. */
export interface ItemsState {
  readonly id: readonly number[];
  readonly defective: readonly number[];
  readonly product: readonly number[];
  readonly enteredS: readonly number[];
  readonly madeS: readonly number[];
  readonly attributes: readonly (readonly number[])[];
  readonly free: readonly number[];
  readonly lastId: number;
}

/**
 * The items that are in the line now, as columns: what travels through buffers is the number of a place here.
 * Places are used again as items leave, so memory follows the work in process, not the output.
 */
export class Items {
  /** Number of the item in order of making, from 1. */
  id = new Int32Array(256);
  /** 1 when it is truly defective, detected or not. */
  defective = new Uint8Array(256);
  /** Number of its product; 0 where there is only one. */
  product = new Uint16Array(256);
  /** When its oldest part entered the line, s. */
  enteredS = new Float64Array(256);
  /** When it came to be, s: a joined item is younger than its parts. */
  madeS = new Float64Array(256);
  /** What phases of a user's own note of an item, a column an attribute. */
  readonly attributes: Float64Array[];
  readonly #attributeNames: readonly string[];
  readonly #clock: Clock;
  #free = new Int32Array(256);
  #freeCount = 0;
  #used = 0;
  #lastId = 0;

  constructor(clock: Clock, attributes: readonly string[]) {
    this.#clock = clock;
    this.#attributeNames = attributes;
    this.attributes = attributes.map(() => new Float64Array(256));
  }

  /** A column of a user's own, by its name: index it with the item. It moves when the pool grows: ask for it anew. */
  attribute(name: string): Float64Array {
    const column = this.attributes[this.#attributeNames.indexOf(name)];
    if (column === undefined)
      throw new RangeError(`no attribute "${name}"; declared: ${this.#attributeNames.join(', ') || 'none'}`);
    return column;
  }

  /** How many items are in the line. */
  get inProcess(): number {
    return this.#used - this.#freeCount;
  }

  make(defective: number, product: number, enteredS: number): ItemSlot {
    const slot = this.#freeCount > 0 ? this.#free[--this.#freeCount]! : this.#newSlot();
    this.id[slot] = ++this.#lastId;
    this.defective[slot] = defective;
    this.product[slot] = product;
    this.enteredS[slot] = enteredS;
    this.madeS[slot] = this.#clock.nowS;
    for (let i = 0; i < this.attributes.length; i++) this.attributes[i]![slot] = 0;
    return slot;
  }

  /** The item is gone from the line: shipped, rejected, or part of another. */
  leave(item: ItemSlot): void {
    this.#free[this.#freeCount++] = item;
  }

  save(): ItemsState {
    const used = this.#used;
    return {
      id: [...this.id.subarray(0, used)],
      defective: [...this.defective.subarray(0, used)],
      product: [...this.product.subarray(0, used)],
      enteredS: [...this.enteredS.subarray(0, used)],
      madeS: [...this.madeS.subarray(0, used)],
      attributes: this.attributes.map((attribute) => [...attribute.subarray(0, used)]),
      free: [...this.#free.subarray(0, this.#freeCount)],
      lastId: this.#lastId,
    };
  }

  load(state: ItemsState): void {
    while (this.id.length < state.id.length) this.#grow();
    this.id.set(state.id);
    this.defective.set(state.defective);
    this.product.set(state.product);
    this.enteredS.set(state.enteredS);
    this.madeS.set(state.madeS);
    for (const [i, attribute] of state.attributes.entries()) this.attributes[i]!.set(attribute);
    this.#free.set(state.free);
    this.#freeCount = state.free.length;
    this.#used = state.id.length;
    this.#lastId = state.lastId;
  }

  #newSlot(): ItemSlot {
    if (this.#used === this.id.length) this.#grow();
    return this.#used++;
  }

  #grow(): void {
    const size = this.id.length * 2;
    this.id = widened(this.id, new Int32Array(size));
    this.defective = widened(this.defective, new Uint8Array(size));
    this.product = widened(this.product, new Uint16Array(size));
    this.enteredS = widened(this.enteredS, new Float64Array(size));
    this.madeS = widened(this.madeS, new Float64Array(size));
    for (const [i, attribute] of this.attributes.entries())
      this.attributes[i] = widened(attribute, new Float64Array(size));
    this.#free = widened(this.#free, new Int32Array(size));
  }
}

function widened<Column extends Int32Array | Uint8Array | Uint16Array | Float64Array>(
  from: Column,
  to: Column,
): Column {
  to.set(from);
  return to;
}
