import { BusError, type ObjectInfo, type ObjectStore } from '@twin/bus';
import type { ObjectInfo as NatsObjectInfo, ObjectStore as NatsObjectStore } from '@nats-io/obj';
import { asBusError } from './failures.ts';
import type { Link } from './link.ts';

/** Objects travel in pieces: a call may take this many deadlines. */
const patience = 12;

/** An object store of NATS: other clients of it see the same. */
export class NatsObjects implements ObjectStore {
  readonly name: string;
  readonly #link: Link;
  readonly #store: NatsObjectStore;
  readonly #absent: () => BusError;

  constructor(link: Link, name: string, store: NatsObjectStore, absent: () => BusError) {
    this.#link = link;
    this.name = name;
    this.#store = store;
    this.#absent = absent;
  }

  async put(name: string, content: Uint8Array | AsyncIterable<Uint8Array>): Promise<ObjectInfo> {
    if (typeof name !== 'string' || name === '') throw new BusError('invalid', 'an object needs a name');
    const source = new Source(content instanceof Uint8Array ? whole(content) : content);
    const timeout = this.#link.times.callTimeoutMs;
    try {
      return shown(await this.#call(() => this.#store.put({ name }, source.stream(), { timeout })));
    } catch (error) {
      throw source.failure ?? error;
    }
  }

  async get(name: string): Promise<Uint8Array | undefined> {
    return (await this.#call(() => this.#store.getBlob(name))) ?? undefined;
  }

  async info(name: string): Promise<ObjectInfo | undefined> {
    const info = await this.#call(() => this.#store.info(name));
    return info === null || info.deleted ? undefined : shown(info);
  }

  async delete(name: string): Promise<void> {
    if ((await this.info(name)) !== undefined) await this.#call(() => this.#store.delete(name));
  }

  async list(): Promise<readonly ObjectInfo[]> {
    const { state } = await this.#call(() => this.#link.jsm.streams.info(`OBJ_${this.name}`));
    // The library waits for a message that never comes when there is none.
    if (state.messages === 0) return [];
    const infos = await this.#call(() => this.#store.list());
    return infos.map(shown).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }

  async #call<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.#link.call(`objects ${this.name}`, work, this.#link.times.callTimeoutMs * patience);
    } catch (error) {
      const failure = asBusError(error, `objects ${this.name}`);
      if (failure.code === 'missing') throw this.#absent();
      throw failure;
    }
  }
}

/** A source as the library wants it; remembers its own failure, which is not the broker's. */
class Source {
  readonly #pieces: AsyncIterator<Uint8Array>;
  failure: unknown;

  constructor(content: AsyncIterable<Uint8Array>) {
    this.#pieces = content[Symbol.asyncIterator]();
  }

  stream(): ReadableStream<Uint8Array> {
    return new ReadableStream({
      pull: async (controller) => {
        try {
          const { done, value } = await this.#pieces.next();
          if (done === true) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          this.failure = error;
          controller.error(error);
        }
      },
    });
  }
}

async function* whole(content: Uint8Array): AsyncGenerator<Uint8Array> {
  if (content.length > 0) yield content;
}

function shown(info: NatsObjectInfo): ObjectInfo {
  return { name: info.name, sizeBytes: info.size, storedAtMs: Date.parse(info.mtime) };
}
