import type { BufferState } from './buffer-state.ts';
import type { Item } from './item.ts';
import { Stretches } from './stretches.ts';
import { WaitingLine, type Waiter } from './waiting-line.ts';

/** Someone who waits for items. */
export interface Taker extends Waiter {
  /** Numbers it among all takers. */
  readonly key: number;
  /** Is handed one item at this instant; true when it needs no more. */
  receive(item: Item): boolean;
}

/** Someone who stands with a finished item in its hands because the buffer is full. */
export interface Giver extends Waiter {
  readonly index: number;
  /** Lets go of the item at this instant; `to` has room for it. */
  release(to: Buffer): Item;
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

/** All items and all who may wait, by the numbers that a saved buffer names them by. */
export interface BufferUsers {
  readonly items: readonly Item[];
  readonly takers: readonly Taker[];
  readonly givers: readonly Giver[];
  readonly watchers: readonly Watcher[];
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
  #ring: (Item | undefined)[];
  #head = 0;
  protected readonly takers = new WaitingLine<Taker>();
  readonly #givers = new WaitingLine<Giver>();
  readonly #watchers = new WaitingLine<Watcher>();
  /** Seconds that items which have been taken had lain here. */
  #levelSeconds = 0;
  readonly #full = new Stretches();
  readonly #empty = new Stretches();

  constructor(name: string, capacity: number, clock: Clock) {
    this.name = name;
    this.capacity = capacity;
    this.#clock = clock;
    this.#ring = newRing(Math.min(capacity, 64));
    this.#empty.begin(0);
    if (capacity === 0) this.#full.begin(0);
  }

  /** Whether an item can be put here now: someone waits for it, or there is a free place. */
  accepts(): boolean {
    return this.takers.length > 0 || this.level < this.capacity;
  }

  /** Lays an item here before the start, when somebody has put it here earlier. Only when there is a free place. */
  lay(item: Item): void {
    this.push(item);
  }

  /** Hands the item on to whoever waits, or keeps it. Only when `accepts()`. */
  put(item: Item): void {
    this.passed++;
    if (this.takers.length === 0) this.push(item);
    else {
      const taker = this.takers.first();
      if (taker.receive(item)) this.takers.leave(taker);
    }
  }

  /** The oldest item, if there is one. A giver that stood blocked moves up at once. */
  take(): Item | undefined {
    if (this.level === 0) return this.#givers.length === 0 ? undefined : this.#fromGiver();
    const { nowS } = this.#clock;
    const item = this.#ring[this.#head]!;
    this.#levelSeconds += nowS - item.putS;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    if (this.level === this.capacity) this.#full.end(nowS);
    if (--this.level === 0) this.#empty.begin(nowS);
    if (this.#givers.length > 0) this.push(this.#fromGiver());
    else if (this.#watchers.length > 0) this.#watchers.leaveFirst().roomBehind(this);
    return item;
  }

  /** Whether `take()` would give an item. */
  get hasItem(): boolean {
    return this.level > 0 || this.#givers.length > 0;
  }

  /** `taker` gets the next items put here, in turn. */
  awaitItem(taker: Taker): void {
    this.takers.join(taker);
    if (this.#watchers.length > 0) this.#watchers.leaveFirst().roomBehind(this);
  }

  /** `taker` waits here no more. */
  forgetTaker(taker: Taker): void {
    this.takers.leave(taker);
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

  /** The items here, the next to be taken first. */
  items(): readonly Item[] {
    return Array.from({ length: this.level }, (_, i) => this.#ring[this.#place(i)]!);
  }

  /** From 0 to now. */
  occupancy(): Occupancy {
    const durationS = this.#clock.nowS;
    if (durationS === 0)
      return { mean: this.level, full: Number(this.level === this.capacity), empty: Number(this.level === 0) };
    let levelSeconds = this.#levelSeconds;
    for (let i = 0; i < this.level; i++) levelSeconds += durationS - this.#ring[this.#place(i)]!.putS;
    return {
      mean: levelSeconds / durationS,
      full: this.#full.seconds(durationS) / durationS,
      empty: this.#empty.seconds(durationS) / durationS,
    };
  }

  save(): BufferState {
    return {
      items: this.items().map(({ slot }) => slot),
      putS: this.items().map(({ putS }) => putS),
      takers: this.takers.everyone().map((taker) => taker.key),
      givers: this.#givers.everyone().map((giver) => giver.index),
      watchers: this.#watchers.everyone().map((watcher) => watcher.index),
      passed: this.passed,
      levelSeconds: this.#levelSeconds,
      fullS: this.#full.save(),
      emptyS: this.#empty.save(),
    };
  }

  load(state: BufferState, { items, takers, givers, watchers }: BufferUsers): void {
    this.#ring = newRing(Math.max(this.#ring.length, state.items.length));
    for (const [i, slot] of state.items.entries()) {
      const item = items[slot]!;
      item.putS = state.putS[i]!;
      this.#ring[i] = item;
    }
    this.#head = 0;
    this.level = state.items.length;
    this.takers.empty();
    this.#givers.empty();
    for (const key of state.takers) this.takers.join(takers[key]!);
    for (const index of state.givers) this.#givers.join(givers[index]!);
    this.#watchers.empty();
    for (const index of state.watchers) this.#watchers.join(watchers[index]!);
    this.passed = state.passed;
    this.#levelSeconds = state.levelSeconds;
    this.#full.load(state.fullS);
    this.#empty.load(state.emptyS);
  }

  protected push(item: Item): void {
    const { nowS } = this.#clock;
    if (this.level === this.#ring.length) this.#grow();
    this.#ring[this.#place(this.level)] = item;
    item.putS = nowS;
    if (this.level === 0) this.#empty.end(nowS);
    if (++this.level === this.capacity) this.#full.begin(nowS);
  }

  /** When the item that is next to be taken was put here, s. Only when there is one. */
  protected get oldestPutS(): number {
    return this.#ring[this.#head]!.putS;
  }

  #fromGiver(): Item {
    this.passed++;
    return this.#givers.leaveFirst().release(this);
  }

  /** Of the item with so many before it. */
  #place(before: number): number {
    return (this.#head + before) & (this.#ring.length - 1);
  }

  #grow(): void {
    const ring = newRing(this.#ring.length * 2);
    for (let i = 0; i < this.level; i++) ring[i] = this.#ring[this.#place(i)];
    this.#ring = ring;
    this.#head = 0;
  }
}

/** A power of two, so that a place in the ring is found with a mask. */
function newRing(places: number): (Item | undefined)[] {
  let size = 4;
  while (size < places) size *= 2;
  return Array<Item | undefined>(size).fill(undefined);
}
