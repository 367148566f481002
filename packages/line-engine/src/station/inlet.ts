import type { Buffer, Taker } from '../kernel/buffer.ts';
import type { Item } from '../kernel/item.ts';

/** Whoever the items are for. */
export interface Collector {
  collectItem(item: Item): void;
  /** There is enough for a cycle at one inlet. */
  collected(): void;
}

/** Where a station gets one kind of what it needs. */
export interface InletSetup {
  /** Numbers it among all inlets of the line. */
  readonly key: number;
  /** Among those who wait at the same buffers, lower goes first. */
  readonly priority: number;
  /** Items a cycle. */
  readonly need: number;
  /** Taken from whichever has one, in turn. */
  readonly buffers: readonly Buffer[];
}

/**
 * Takes what a station needs a cycle from one buffer, or from any of several (a merge). A station that joins
 * different parts has an inlet for each.
 */
export class Inlet implements Taker {
  readonly key: number;
  readonly priority: number;
  readonly need: number;
  held = 0;
  readonly #collector: Collector;
  readonly #buffers: readonly Buffer[];
  #turn = 0;
  #waiting = false;

  constructor(collector: Collector, setup: InletSetup) {
    this.#collector = collector;
    this.key = setup.key;
    this.priority = setup.priority;
    this.need = setup.need;
    this.#buffers = setup.buffers;
  }

  get isFull(): boolean {
    return this.held === this.need;
  }

  /** Takes what is there now and waits for the rest; true when there is enough for a cycle. */
  fill(): boolean {
    while (this.held < this.need) {
      const item = this.#takeOne();
      if (item === undefined) {
        this.#wait();
        return false;
      }
      this.held++;
      this.#collector.collectItem(item);
    }
    return true;
  }

  /** The cycle has what it needs; the next one begins from nothing. */
  handOver(): void {
    this.held = 0;
  }

  receive(item: Item): boolean {
    this.held++;
    this.#collector.collectItem(item);
    if (this.held < this.need) return false;
    this.#waiting = false;
    if (this.#buffers.length > 1) this.#leaveLines();
    this.#collector.collected();
    return true;
  }

  /** Waits no more, and keeps what it holds; true when it was waiting. */
  stopWaiting(): boolean {
    if (!this.#waiting) return false;
    this.#waiting = false;
    this.#leaveLines();
    return true;
  }

  save(): readonly [held: number, turn: number, waiting: boolean] {
    return [this.held, this.#turn, this.#waiting];
  }

  load([held, turn, waiting]: readonly [number, number, boolean]): void {
    this.held = held;
    this.#turn = turn;
    this.#waiting = waiting;
  }

  #takeOne(): Item | undefined {
    const buffers = this.#buffers;
    const count = buffers.length;
    if (count === 1) return buffers[0]!.take();
    for (let i = 0; i < count; i++) {
      const at = (this.#turn + i) % count;
      const item = buffers[at]!.take();
      if (item === undefined) continue;
      this.#turn = (at + 1) % count;
      return item;
    }
    return undefined;
  }

  #leaveLines(): void {
    for (const buffer of this.#buffers) buffer.forgetTaker(this);
  }

  #wait(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    for (let i = 0; i < this.#buffers.length; i++) this.#buffers[i]!.awaitItem(this);
  }
}
