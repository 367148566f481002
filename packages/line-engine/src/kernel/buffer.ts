import { WaitingLine, type Waiter } from './waiting-line.ts';

/** An item is named by its place in the pool of items (station/items.ts). */
export type ItemSlot = number;
/** Nothing there. */
export const nothing: ItemSlot = -1;

/** Someone who waits for items. */
export interface Taker extends Waiter {
  /** Numbers it among all takers. */
  readonly key: number;
  /** Is handed one item at this instant; true when it needs no more. */
  receive(item: ItemSlot): boolean;
}

/** Someone who stands with a finished item in its hands because the buffer is full. */
export interface Giver extends Waiter {
  readonly index: number;
  /** Lets go of the item at this instant; `to` has room for it. */
  release(to: Buffer): ItemSlot;
}

/** Someone who will not begin before there is room. */
export interface Watcher extends Waiter {
  readonly index: number;
  /** `at` this buffer there may be room now. */
  roomBehind(at: Buffer): void;
}

/** What is told the time. */
export interface Clock {
  readonly nowS: number;
}

/** A buffer as plain data; those who wait are named by their numbers. */
export interface BufferState {
  readonly items: readonly number[];
  readonly takers: readonly number[];
  readonly givers: readonly number[];
  readonly watchers: readonly number[];
  readonly passed: number;
  readonly levelSeconds: number;
  readonly fullS: number;
  readonly emptyS: number;
  readonly sinceS: number;
}

/** How full a buffer was, over time. */
export interface Occupancy {
  /** Items, mean over time. */
  readonly mean: number;
  /** Shares of time full and empty. */
  readonly full: number;
  readonly empty: number;
}

/**
 * A buffer with finite places between stations, first in, first out.
 *
 * Waiting is by priority, then in order of arrival. An item goes from hand to hand when the next station is already
 * waiting, so a buffer of capacity 0 is a direct hand-over. The level counts what lies in the buffer: not what a
 * downstream station has collected, nor what a blocked one still holds.
 */
export class Buffer {
  readonly name: string;
  readonly capacity: number;
  level = 0;
  /** Items that have come this way so far. */
  passed = 0;
  readonly #clock: Clock;
  #ring: Int32Array;
  #head = 0;
  readonly #takers = new WaitingLine<Taker>();
  readonly #givers = new WaitingLine<Giver>();
  readonly #watchers = new WaitingLine<Watcher>();
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
    this.passed++;
    if (this.#takers.length === 0) this.#push(item);
    else {
      const taker = this.#takers.first();
      if (taker.receive(item)) this.#takers.leave(taker);
    }
  }

  /** The oldest item, or `nothing`. A giver that stood blocked moves up at once. */
  take(): ItemSlot {
    if (this.level === 0) {
      if (this.#givers.length === 0) return nothing;
      this.passed++;
      return this.#givers.leaveFirst().release(this);
    }
    this.#account();
    const item = this.#ring[this.#head]!;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.level--;
    if (this.#givers.length > 0) {
      this.passed++;
      this.#push(this.#givers.leaveFirst().release(this));
    } else if (this.#watchers.length > 0) this.#watchers.leaveFirst().roomBehind(this);
    return item;
  }

  /** Whether `take()` would give an item. */
  get hasItem(): boolean {
    return this.level > 0 || this.#givers.length > 0;
  }

  /** `taker` gets the next items put here, in turn. */
  awaitItem(taker: Taker): void {
    this.#takers.join(taker);
    if (this.#watchers.length > 0) this.#watchers.leaveFirst().roomBehind(this);
  }

  /** `taker` waits here no more. */
  forgetTaker(taker: Taker): void {
    this.#takers.leave(taker);
  }

  /** `giver` is relieved of its item as soon as there is room. */
  awaitRoom(giver: Giver): void {
    this.#givers.join(giver);
  }

  /** `giver` waits here no more. */
  forgetGiver(giver: Giver): void {
    this.#givers.leave(giver);
  }

  /** `watcher` is told when `accepts()` may have become true. */
  watchRoom(watcher: Watcher): void {
    this.#watchers.join(watcher);
  }

  /** `watcher` waits here no more. */
  forgetWatcher(watcher: Watcher): void {
    this.#watchers.leave(watcher);
  }

  /** From 0 to now. */
  occupancy(): Occupancy {
    this.#account();
    const durationS = this.#clock.nowS;
    const share = (seconds: number, now: boolean) => (durationS > 0 ? seconds / durationS : Number(now));
    return {
      mean: durationS > 0 ? this.#levelSeconds / durationS : this.level,
      full: share(this.#fullS, this.level === this.capacity),
      empty: share(this.#emptyS, this.level === 0),
    };
  }

  save(): BufferState {
    const items = Array.from({ length: this.level }, (_, i) => this.#ring[(this.#head + i) & (this.#ring.length - 1)]!);
    return {
      items,
      takers: this.#takers.everyone().map((taker) => taker.key),
      givers: this.#givers.everyone().map((giver) => giver.index),
      watchers: this.#watchers.everyone().map((watcher) => watcher.index),
      passed: this.passed,
      levelSeconds: this.#levelSeconds,
      fullS: this.#fullS,
      emptyS: this.#emptyS,
      sinceS: this.#sinceS,
    };
  }

  load(state: BufferState, takers: readonly Taker[], givers: readonly Giver[], watchers: readonly Watcher[]): void {
    this.#ring = new Int32Array(ringSize(Math.max(this.#ring.length, state.items.length)));
    this.#ring.set(state.items);
    this.#head = 0;
    this.level = state.items.length;
    this.#takers.empty();
    this.#givers.empty();
    for (const key of state.takers) this.#takers.join(takers[key]!);
    for (const index of state.givers) this.#givers.join(givers[index]!);
    this.#watchers.empty();
    for (const index of state.watchers) this.#watchers.join(watchers[index]!);
    this.passed = state.passed;
    this.#levelSeconds = state.levelSeconds;
    this.#fullS = state.fullS;
    this.#emptyS = state.emptyS;
    this.#sinceS = state.sinceS;
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
