import { BusError } from '../bus-error.ts';
import { assertHeaders, assertPayload, assertSubject } from '../names.ts';
import type { Headers } from '../message-bus.ts';
import { StatusListeners } from '../status-listeners.ts';
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
  readonly status: StatusListeners;
  readonly #closing = new Set<Closing>();
  readonly #returning = new Set<Returning>();
  isOpen = true;

  constructor(world: World) {
    this.world = world;
    this.status = new StatusListeners(world.clock);
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

  dropped(reason: 'disconnected' | 'slow-reader', count: number): void {
    if (reason === 'disconnected') this.counts.droppedDisconnected += count;
    else this.counts.droppedSlow += count;
    this.status.dropped(reason, count);
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
    this.status.tellDropped();
    const closing = [...this.#closing].map((one) => one.drain());
    this.isOpen = false;
    await Promise.all(closing);
    this.#closing.clear();
  }
}
