import { nothing, type Buffer, type ItemSlot, type Taker } from '../kernel/buffer.ts';

/** Whoever the items are for. */
export interface Collector {
  collectItem(item: ItemSlot): void;
  /** There is enough for a cycle. */
  collected(): void;
}

/** Where a station takes `need` items a cycle from one buffer. */
export class Inlet implements Taker {
  readonly buffer: Buffer;
  readonly need: number;
  held = 0;
  readonly #collector: Collector;
  #waiting = false;

  constructor(collector: Collector, buffer: Buffer, need: number) {
    this.#collector = collector;
    this.buffer = buffer;
    this.need = need;
  }

  /** Takes what is there now and waits for the rest; true when there is enough for a cycle. */
  fill(): boolean {
    while (this.held < this.need) {
      const item = this.buffer.take();
      if (item === nothing) {
        this.#wait();
        return false;
      }
      this.held++;
      this.#collector.collectItem(item);
    }
    return true;
  }

  receive(item: ItemSlot): boolean {
    this.held++;
    this.#collector.collectItem(item);
    if (this.held < this.need) return false;
    this.#waiting = false;
    this.#collector.collected();
    return true;
  }

  #wait(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.buffer.awaitItem(this);
  }
}
