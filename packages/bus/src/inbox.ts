import type { BusError } from './bus-error.ts';

export interface InboxLimits {
  readonly maxItems: number;
  readonly maxBytes: number;
}

/**
 * What stands between arrival and one reader: a ring that holds at most so many items and bytes, lets the oldest go
 * beyond that, and counts them. `for await` reads it; two readers at once share what is in it.
 */
export class Inbox<T> implements AsyncIterable<T> {
  dropped = 0;
  received = 0;
  readonly closed: Promise<BusError | undefined>;
  readonly #limits: InboxLimits;
  readonly #bytesOf: (item: T) => number;
  #ring: (T | undefined)[] = Array.from({ length: 16 });
  #head = 0;
  #count = 0;
  #bytes = 0;
  #ended = false;
  #error: BusError | undefined;
  #waiting: ((result: IteratorResult<T>) => void)[] = [];
  #failing: ((error: unknown) => void)[] = [];
  #over: (error: BusError | undefined) => void = () => {};
  readonly #onLeave: () => void;

  /** `onLeave` is called when the reader leaves its loop. */
  constructor(limits: InboxLimits, bytesOf: (item: T) => number, onLeave: () => void) {
    this.#limits = limits;
    this.#bytesOf = bytesOf;
    this.#onLeave = onLeave;
    this.closed = new Promise((resolve) => {
      this.#over = resolve;
    });
  }

  /** Items held. */
  get held(): number {
    return this.#count;
  }

  /** How many items were dropped to make room: 0 as a rule. */
  push(item: T): number {
    if (this.#ended) return 0;
    this.received++;
    const reader = this.#waiting.shift();
    if (reader !== undefined) {
      this.#failing.shift();
      reader({ done: false, value: item });
      return 0;
    }
    let gone = 0;
    const size = this.#bytesOf(item);
    while (this.#count > 0 && (this.#count >= this.#limits.maxItems || this.#bytes + size > this.#limits.maxBytes)) {
      this.#take();
      gone++;
    }
    this.dropped += gone;
    if (this.#count === this.#ring.length) this.#grow();
    this.#ring[(this.#head + this.#count) & (this.#ring.length - 1)] = item;
    this.#count++;
    this.#bytes += size;
    return gone;
  }

  /** Reading ends after what is held. With an error it throws then. */
  end(error?: BusError): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    const readers = this.#waiting;
    const failing = this.#failing;
    this.#waiting = [];
    this.#failing = [];
    for (const [i, reader] of readers.entries()) {
      if (i === 0 && error !== undefined) failing[0]!(error);
      else reader({ done: true, value: undefined });
    }
    if (this.#count === 0) this.#over(error);
  }

  /** Reading ends at once. */
  discard(): void {
    this.#ring = [undefined];
    this.#head = 0;
    this.#count = 0;
    this.#bytes = 0;
    this.end();
    this.#over(this.#error);
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    return {
      next: () => {
        if (this.#count > 0) return Promise.resolve({ done: false, value: this.#takeLast() });
        if (this.#ended) return this.#endOfReading();
        return new Promise((resolve, reject) => {
          this.#waiting.push(resolve);
          this.#failing.push(reject);
        });
      },
      return: () => {
        this.#onLeave();
        this.discard();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  #endOfReading(): Promise<IteratorResult<T>> {
    const error = this.#error;
    this.#error = undefined;
    return error === undefined ? Promise.resolve({ done: true, value: undefined }) : Promise.reject(error);
  }

  #takeLast(): T {
    const item = this.#take();
    if (this.#count === 0 && this.#ended) this.#over(this.#error);
    return item;
  }

  #take(): T {
    const item = this.#ring[this.#head]!;
    this.#ring[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.#count--;
    this.#bytes -= this.#bytesOf(item);
    return item;
  }

  #grow(): void {
    const wider: (T | undefined)[] = Array.from({ length: this.#ring.length * 2 });
    for (let i = 0; i < this.#count; i++) wider[i] = this.#ring[(this.#head + i) & (this.#ring.length - 1)];
    this.#ring = wider;
    this.#head = 0;
  }
}
