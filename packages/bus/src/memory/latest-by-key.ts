import type { BusError } from '../bus-error.ts';

/**
 * Changes for one reader, of which only the last of each key is held: bounded by the keys there are, however slow the
 * reader. A change that replaces one not yet read takes its own, later place.
 */
export class LatestByKey<T extends { readonly key: string }> {
  readonly #held = new Map<string, T>();
  #isEnded = false;
  #error: BusError | undefined;
  #wake: () => void = () => {};

  push(change: T): void {
    if (this.#isEnded) return;
    this.#held.delete(change.key);
    this.#held.set(change.key, change);
    this.#wake();
  }

  /** Reading ends after what is held; with an error it throws then. */
  end(error?: BusError): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#error = error;
    this.#wake();
  }

  async *read(onLeave: () => void): AsyncGenerator<T> {
    try {
      for (;;) {
        const [oldest] = this.#held;
        if (oldest !== undefined) {
          this.#held.delete(oldest[0]);
          yield oldest[1];
        } else if (this.#isEnded) {
          if (this.#error !== undefined) throw this.#error;
          return;
        } else
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
      }
    } finally {
      onLeave();
    }
  }
}
