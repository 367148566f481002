import type { BrokerStatus } from './broker.ts';
import type { Clock } from './clock.ts';

/** What was lost is told of together, no more often than this. */
const tellEveryMs = 1_000;

/** Who is told of a connection's status: for whoever implements `Broker`. */
export class StatusListeners {
  readonly #clock: Clock;
  readonly #listeners = new Set<(status: BrokerStatus) => void>();
  readonly #untold = { disconnected: 0, 'slow-reader': 0 };
  #callOff: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The result takes it off. */
  add(listener: (status: BrokerStatus) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(status: BrokerStatus): void {
    for (const listener of this.#listeners) {
      try {
        listener(status);
      } catch (error) {
        // It is the listener's fault, and must show as such; the others are told all the same.
        void Promise.reject(error);
      }
    }
  }

  /** Messages were lost: one event tells of all within a second. */
  dropped(reason: 'disconnected' | 'slow-reader', count: number): void {
    this.#untold[reason] += count;
    this.#callOff ??= this.#clock.after(tellEveryMs, () => this.tellDropped());
  }

  /** Tells now of what was lost and not yet told. */
  tellDropped(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    for (const reason of ['disconnected', 'slow-reader'] as const) {
      const count = this.#untold[reason];
      this.#untold[reason] = 0;
      if (count > 0) this.tell({ kind: 'dropped', reason, count });
    }
  }
}
