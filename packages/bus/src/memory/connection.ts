import type { BrokerStatus } from '../broker.ts';
import { BusError } from '../bus-error.ts';
import { assertHeaders, assertPayload, assertSubject } from '../names.ts';
import type { Headers } from '../message-bus.ts';
import type { World } from './world.ts';

interface Closing {
  drain(): Promise<void>;
}

interface Returning {
  reconnected(): void;
}

let connections = 0;

/** What the parts of one broker share: the server, the counts, the status, and who ends with the connection. */
export class Connection {
  readonly world: World;
  readonly id = connections++;
  readonly counts = { published: 0, received: 0, droppedDisconnected: 0, droppedSlow: 0, reconnects: 0 };
  readonly #listeners = new Set<(status: BrokerStatus) => void>();
  readonly #closing = new Set<Closing>();
  readonly #returning = new Set<Returning>();
  readonly #untold = { disconnected: 0, 'slow-reader': 0 };
  #isTelling = false;
  isOpen = true;

  constructor(world: World) {
    this.world = world;
  }

  assertOpen(): void {
    if (!this.isOpen) throw new BusError('closed', 'this connection is closed');
  }

  /** What every call to the store asks first. */
  assertUp(): void {
    this.assertOpen();
    if (!this.world.isUp) throw new BusError('disconnected', 'there is no connection now');
  }

  assertSendable(subject: string, payload: Uint8Array, headers: Headers | undefined): void {
    assertSubject(subject);
    assertPayload(payload);
    if (headers !== undefined) assertHeaders(headers);
    const { maxPayloadBytes } = this.world;
    let size = payload.length;
    for (const name in headers) size += name.length + headers[name]!.length;
    if (size > maxPayloadBytes)
      throw new BusError('too-large', `${size} bytes; the broker takes ${maxPayloadBytes}`, { subject });
  }

  onStatus(listener: (status: BrokerStatus) => void): () => void {
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

  /** Counts lost messages; one event tells of all that were lost within a second. */
  dropped(reason: 'disconnected' | 'slow-reader', count: number): void {
    if (reason === 'disconnected') this.counts.droppedDisconnected += count;
    else this.counts.droppedSlow += count;
    this.#untold[reason] += count;
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.world.clock.after(1_000, () => {
      this.#isTelling = false;
      this.#tellDropped();
    });
  }

  /** Ends with the connection. */
  onClose(one: Closing): void {
    this.#closing.add(one);
  }

  offClose(one: Closing): void {
    this.#closing.delete(one);
  }

  /** Is told when the connection is back. */
  onReconnect(one: Returning): void {
    this.#returning.add(one);
  }

  offReconnect(one: Returning): void {
    this.#returning.delete(one);
  }

  /** Resolves when the connection is back, or after `waitMs`. */
  return(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        this.offReconnect(user);
        resolve();
      };
      const user = { reconnected: done };
      const cancel = this.world.clock.after(waitMs, done);
      this.onReconnect(user);
    });
  }

  reconnected(): void {
    for (const one of this.#returning) one.reconnected();
  }

  async close(): Promise<void> {
    this.#tellDropped();
    const closing = [...this.#closing].map((one) => one.drain());
    this.isOpen = false;
    await Promise.all(closing);
    this.#closing.clear();
  }

  #tellDropped(): void {
    for (const reason of ['disconnected', 'slow-reader'] as const) {
      const count = this.#untold[reason];
      this.#untold[reason] = 0;
      if (count > 0) this.tell({ kind: 'dropped', reason, count });
    }
  }
}
