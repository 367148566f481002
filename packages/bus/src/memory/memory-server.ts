import { BusError } from '../bus-error.ts';
import type { Broker } from '../broker.ts';
import { MemoryBroker } from './memory-broker.ts';
import { World, type MemoryServerOptions } from './world.ts';

/**
 * A broker in one process: the default for demos, tests and browsers. It keeps every promise of the contract; what it
 * stores ends with the process. `connect` to it as often as there are services.
 */
export class MemoryServer {
  readonly #world: World;

  constructor(options: MemoryServerOptions = {}) {
    this.#world = new World(options);
  }

  connect(): Broker {
    if (!this.#world.isUp) throw new BusError('disconnected', 'this memory server is down');
    return new MemoryBroker(this.#world);
  }

  /** Every connection breaks, as when a server is killed; what was stored stays. */
  stop(): void {
    if (!this.#world.isUp) return;
    this.#world.isUp = false;
    for (const link of this.#world.links) link.disconnected();
  }

  /** Connections come back. */
  start(): void {
    if (this.#world.isUp) return;
    this.#world.isUp = true;
    for (const link of this.#world.links) link.reconnected();
  }

  /** Removes a stream, queue, bucket or object store while others may use it. */
  delete(name: string): void {
    this.#world.delete(name);
  }
}
