import type { ItemSlot } from '../kernel/buffer.ts';

/**
 * The items that are in the line now, as columns: what travels through buffers is the number of a place here.
 * Places are used again as items leave, so memory follows the work in process, not the output.
 */
export class Items {
  /** Number of the item in order of making, from 1. */
  id = new Int32Array(1024);
  /** 1 when it is truly defective, detected or not. */
  defective = new Uint8Array(1024);
  /** When its oldest part entered the line, s. */
  enteredS = new Float64Array(1024);
  #free = new Int32Array(1024);
  #freeCount = 0;
  #used = 0;
  #lastId = 0;

  /** How many items are in the line. */
  get inProcess(): number {
    return this.#used - this.#freeCount;
  }

  make(defective: boolean, enteredS: number): ItemSlot {
    const slot = this.#freeCount > 0 ? this.#free[--this.#freeCount]! : this.#newSlot();
    this.id[slot] = ++this.#lastId;
    this.defective[slot] = defective ? 1 : 0;
    this.enteredS[slot] = enteredS;
    return slot;
  }

  /** The item is gone from the line: shipped, rejected, or part of another. */
  leave(item: ItemSlot): void {
    this.#free[this.#freeCount++] = item;
  }

  #newSlot(): ItemSlot {
    if (this.#used === this.id.length) this.#grow();
    return this.#used++;
  }

  #grow(): void {
    const size = this.id.length * 2;
    this.id = widened(this.id, new Int32Array(size));
    this.defective = widened(this.defective, new Uint8Array(size));
    this.enteredS = widened(this.enteredS, new Float64Array(size));
    this.#free = widened(this.#free, new Int32Array(size));
  }
}

function widened<Column extends Int32Array | Uint8Array | Float64Array>(from: Column, to: Column): Column {
  to.set(from);
  return to;
}
