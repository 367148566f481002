import { BusError } from '../bus-error.ts';
import type { Clock } from '../clock.ts';
import type { BucketDefinition } from '../definitions.ts';
import type { Entry, KeyChange } from '../key-value.ts';

interface Slot {
  readonly revision: number;
  readonly changedAtMs: number;
  /** Undefined once deleted; the revision still counts. */
  readonly value: Uint8Array | undefined;
}

/** The content of a bucket in memory. */
export class Bucket {
  readonly definition: BucketDefinition;
  readonly #clock: Clock;
  readonly #slots = new Map<string, Slot>();
  readonly #watchers = new Set<(change: KeyChange | undefined) => void>();
  #revision = 0;
  #bytes = 0;
  isDeleted = false;

  constructor(definition: BucketDefinition, clock: Clock) {
    this.definition = definition;
    this.#clock = clock;
  }

  get(key: string): Entry | undefined {
    const slot = this.#slot(key);
    if (slot?.value === undefined) return undefined;
    return { key, value: slot.value, revision: slot.revision, changedAtMs: slot.changedAtMs };
  }

  /** `expected` is the revision the key must have; 0 for no value; undefined for any. */
  set(key: string, value: Uint8Array | undefined, expected: number | undefined): number {
    const slot = this.#slot(key);
    const actual = slot === undefined || (expected === 0 && slot.value === undefined) ? 0 : slot.revision;
    if (expected !== undefined && expected !== actual)
      throw new BusError('conflict', `${key}: expected revision ${expected}, it is ${actual}`, { subject: key });
    this.#checkSize(key, value, slot);
    const revision = ++this.#revision;
    const changedAtMs = this.#clock.now();
    this.#bytes += (value?.length ?? 0) - (slot?.value?.length ?? 0);
    this.#slots.set(key, { revision, changedAtMs, value });
    const change: KeyChange =
      value === undefined ? { kind: 'delete', key, revision } : { kind: 'put', key, value, revision, changedAtMs };
    for (const watcher of this.#watchers) watcher(change);
    return revision;
  }

  entries(): Entry[] {
    return [...this.#slots.keys()].map((key) => this.get(key)).filter((entry) => entry !== undefined);
  }

  /** Calls `watcher` on each change, and with undefined when the bucket is deleted. */
  onChange(watcher: (change: KeyChange | undefined) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  delete(): void {
    this.isDeleted = true;
    for (const watcher of this.#watchers) watcher(undefined);
  }

  #slot(key: string): Slot | undefined {
    const slot = this.#slots.get(key);
    const { ttlMs } = this.definition;
    if (slot === undefined || ttlMs === undefined || this.#clock.now() - slot.changedAtMs < ttlMs) return slot;
    this.#slots.delete(key);
    this.#bytes -= slot.value?.length ?? 0;
    return undefined;
  }

  #checkSize(key: string, value: Uint8Array | undefined, slot: Slot | undefined): void {
    if (value === undefined) return;
    const { name, maxValueBytes, maxBytes } = this.definition;
    if (maxValueBytes !== undefined && value.length > maxValueBytes)
      throw new BusError('too-large', `${name} takes values of ${maxValueBytes} bytes at most, not ${value.length}`, {
        subject: key,
      });
    if (maxBytes !== undefined && this.#bytes + value.length - (slot?.value?.length ?? 0) > maxBytes)
      throw new BusError('full', `${name} is at its limit`, { subject: key });
  }
}
