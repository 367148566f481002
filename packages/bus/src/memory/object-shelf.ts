import { BusError } from '../bus-error.ts';
import type { Clock } from '../clock.ts';
import type { ObjectsDefinition } from '../definitions.ts';
import type { ObjectInfo } from '../object-store.ts';

/** The content of an object store in memory. */
export class ObjectShelf {
  readonly definition: ObjectsDefinition;
  readonly #clock: Clock;
  readonly #objects = new Map<string, { readonly info: ObjectInfo; readonly content: Uint8Array }>();

  constructor(definition: ObjectsDefinition, clock: Clock) {
    this.definition = definition;
    this.#clock = clock;
  }

  put(name: string, content: Uint8Array): ObjectInfo {
    const { maxBytes, name: shelf } = this.definition;
    const others = this.list().filter((info) => info.name !== name);
    const bytes = others.reduce((sum, { sizeBytes }) => sum + sizeBytes, content.length);
    if (maxBytes !== undefined && bytes > maxBytes)
      throw new BusError('full', `${shelf} is at its limit`, { subject: name });
    const info = { name, sizeBytes: content.length, storedAtMs: this.#clock.now() };
    this.#objects.set(name, { info, content });
    return info;
  }

  get(name: string): { readonly info: ObjectInfo; readonly content: Uint8Array } | undefined {
    const found = this.#objects.get(name);
    const { ttlMs } = this.definition;
    if (found === undefined || ttlMs === undefined || this.#clock.now() - found.info.storedAtMs < ttlMs) return found;
    this.#objects.delete(name);
    return undefined;
  }

  delete(name: string): void {
    this.#objects.delete(name);
  }

  list(): ObjectInfo[] {
    return [...this.#objects.keys()]
      .map((name) => this.get(name)?.info)
      .filter((info) => info !== undefined)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  }
}
