/** An item is named by its place in the pool of items (station/items.ts). */
export type ItemSlot = number;
/** Nothing there. */
export const nothing: ItemSlot = -1;

/** Someone who waits for items. */
export interface Taker {
  /** Is handed one item at this instant; true when it needs no more. */
  receive(item: ItemSlot): boolean;
}

/** Someone who stands with a finished item in its hands because the buffer is full. */
export interface Giver {
  /** Lets go of the item at this instant. */
  release(): ItemSlot;
}

/** What is told the time. */
export interface Clock {
  readonly nowS: number;
}

/**
 * A buffer with finite places between stations, first in, first out.
 *
 * Waiting is in order of arrival. An item goes from hand to hand when the next station is already waiting, so a
 * buffer of capacity 0 is a direct hand-over. The level counts what lies in the buffer: not what a downstream
 * station has collected, nor what a blocked one still holds.
 */
export class Buffer {
  readonly name: string;
  readonly capacity: number;
  level = 0;
  readonly #clock: Clock;
  #ring: Int32Array;
  #head = 0;
  readonly #takers: Taker[] = [];
  readonly #givers: Giver[] = [];
  #levelSeconds = 0;
  #fullS = 0;
  #emptyS = 0;
  #sinceS = 0;

  constructor(name: string, capacity: number, clock: Clock) {
    this.name = name;
    this.capacity = capacity;
    this.#clock = clock;
    this.#ring = new Int32Array(ringSize(Math.min(capacity, 64)));
  }

  /** Whether an item can be put here now: someone waits for it, or there is a free place. */
  accepts(): boolean {
    return this.#takers.length > 0 || this.level < this.capacity;
  }

  /** Hands the item on to whoever waits, or keeps it. Only when `accepts()`. */
  put(item: ItemSlot): void {
    const taker = this.#takers[0];
    if (taker === undefined) this.#push(item);
    else if (taker.receive(item)) this.#takers.shift();
  }

  /** The oldest item, or `nothing`. A giver that stood blocked moves up at once. */
  take(): ItemSlot {
    if (this.level === 0) return this.#givers.length > 0 ? this.#givers.shift()!.release() : nothing;
    this.#account();
    const item = this.#ring[this.#head]!;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.level--;
    if (this.#givers.length > 0) this.#push(this.#givers.shift()!.release());
    return item;
  }

  /** `taker` gets the next items put here, in turn. */
  awaitItem(taker: Taker): void {
    this.#takers.push(taker);
  }

  /** `giver` is relieved of its item as soon as there is room. */
  awaitRoom(giver: Giver): void {
    this.#givers.push(giver);
  }

  /** Mean number of items, and shares of time full and empty, from 0 to now. */
  occupancy(): { readonly mean: number; readonly full: number; readonly empty: number } {
    this.#account();
    const durationS = this.#clock.nowS;
    if (durationS === 0)
      return { mean: this.level, full: this.level === this.capacity ? 1 : 0, empty: this.level === 0 ? 1 : 0 };
    return { mean: this.#levelSeconds / durationS, full: this.#fullS / durationS, empty: this.#emptyS / durationS };
  }

  #push(item: ItemSlot): void {
    this.#account();
    if (this.level === this.#ring.length) this.#grow();
    this.#ring[(this.#head + this.level) & (this.#ring.length - 1)] = item;
    this.level++;
  }

  #account(): void {
    const { nowS } = this.#clock;
    const elapsedS = nowS - this.#sinceS;
    if (elapsedS === 0) return;
    this.#sinceS = nowS;
    this.#levelSeconds += elapsedS * this.level;
    if (this.level === 0) this.#emptyS += elapsedS;
    if (this.level === this.capacity) this.#fullS += elapsedS;
  }

  #grow(): void {
    const { length } = this.#ring;
    const grown = new Int32Array(length * 2);
    for (let i = 0; i < length; i++) grown[i] = this.#ring[(this.#head + i) & (length - 1)]!;
    this.#ring = grown;
    this.#head = 0;
  }
}

/** A power of two, so that a place in the ring is found with a mask. */
function ringSize(atLeast: number): number {
  let size = 4;
  while (size < atLeast) size *= 2;
  return size;
}
