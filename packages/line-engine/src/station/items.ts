import type { Clock } from '../kernel/buffer.ts';
import { Item } from '../kernel/item.ts';

/** All items in the line as plain data, in columns by their slots. */
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

/** The items that are in the line now, and those that have left and wait to be used again. */
export class Items {
  readonly #attributeNames: readonly string[];
  readonly #clock: Clock;
  /** By slot. */
  #all: Item[] = [];
  readonly #free: Item[] = [];
  #freeCount = 0;
  #lastId = 0;

  constructor(clock: Clock, attributes: readonly string[]) {
    this.#clock = clock;
    this.#attributeNames = attributes;
  }

  /** A number that phases of a user's own note of each item, by its name. 0 for a new item. */
  attribute(name: string): Attribute {
    const at = this.#attributeNames.indexOf(name);
    if (at < 0) throw new RangeError(`no attribute "${name}"; declared: ${this.#attributeNames.join(', ') || 'none'}`);
    return new Attribute(at);
  }

  /** How many items are in the line. */
  get inProcess(): number {
    return this.#all.length - this.#freeCount;
  }

  make(defective: number, product: number, enteredS: number): Item {
    const item = this.#freeCount > 0 ? this.#free[--this.#freeCount]! : this.#newItem();
    item.id = ++this.#lastId;
    item.defective = defective;
    item.product = product;
    item.enteredS = enteredS;
    item.madeS = this.#clock.nowS;
    if (item.attributes.length > 0) item.attributes.fill(0);
    return item;
  }

  /** The item is gone from the line: shipped, rejected, or part of another. */
  leave(item: Item): void {
    this.#free[this.#freeCount++] = item;
  }

  save(): ItemsState {
    const all = this.#all;
    return {
      id: all.map(({ id }) => id),
      defective: all.map(({ defective }) => defective),
      product: all.map(({ product }) => product),
      enteredS: all.map(({ enteredS }) => enteredS),
      madeS: all.map(({ madeS }) => madeS),
      attributes: this.#attributeNames.map((_, at) => all.map(({ attributes }) => attributes[at]!)),
      free: this.#free.slice(0, this.#freeCount).map(({ slot }) => slot),
      lastId: this.#lastId,
    };
  }

  /** Items as they were saved, by their slots. */
  load(state: ItemsState): readonly Item[] {
    this.#all = [];
    for (const [slot, id] of state.id.entries()) {
      const item = this.#newItem();
      item.id = id;
      item.defective = state.defective[slot]!;
      item.product = state.product[slot]!;
      item.enteredS = state.enteredS[slot]!;
      item.madeS = state.madeS[slot]!;
      for (const [at, column] of state.attributes.entries()) item.attributes[at] = column[slot]!;
    }
    this.#freeCount = 0;
    for (const slot of state.free) this.leave(this.#all[slot]!);
    this.#lastId = state.lastId;
    return this.#all;
  }

  #newItem(): Item {
    const attributes = this.#attributeNames.length > 0 ? new Float64Array(this.#attributeNames.length) : none;
    const item = new Item(this.#all.length, attributes);
    this.#all.push(item);
    return item;
  }
}

/** A number noted of each item, which travels with it. */
export class Attribute {
  readonly #at: number;
  constructor(at: number) {
    this.#at = at;
  }
  of(item: Item): number {
    return item.attributes[this.#at]!;
  }
  note(item: Item, value: number): void {
    item.attributes[this.#at] = value;
  }
}

const none = new Float64Array(0);
