import { BusError } from '../bus-error.ts';
import type { Entry, KeyChange, KeyValue, KeyWatch } from '../key-value.ts';
import { assertKey, assertPattern, assertPayload, subjectMatches } from '../names.ts';
import type { Bucket } from './bucket.ts';
import type { Connection } from './connection.ts';
import { LatestByKey } from './latest-by-key.ts';

export class MemoryKeyValue implements KeyValue {
  readonly #connection: Connection;
  readonly #bucket: Bucket;

  constructor(connection: Connection, bucket: Bucket) {
    this.#connection = connection;
    this.#bucket = bucket;
  }

  get name(): string {
    return this.#bucket.definition.name;
  }

  async get(key: string): Promise<Entry | undefined> {
    assertKey(key);
    return this.#there().get(key);
  }

  put(key: string, value: Uint8Array): Promise<number> {
    return this.#set(key, value, undefined);
  }

  create(key: string, value: Uint8Array): Promise<number> {
    return this.#set(key, value, 0);
  }

  async update(key: string, value: Uint8Array, revision: number): Promise<number> {
    if (!(revision > 0)) throw new BusError('invalid', `a revision is above 0, not ${revision}`, { subject: key });
    return this.#set(key, value, revision);
  }

  async delete(key: string, revision?: number): Promise<void> {
    assertKey(key);
    const bucket = this.#there();
    if (revision !== undefined || bucket.get(key) !== undefined) bucket.set(key, undefined, revision);
  }

  async keys(pattern = '>'): Promise<readonly string[]> {
    assertPattern(pattern);
    const found = this.#there()
      .entries()
      .map(({ key }) => key);
    return found.filter((key) => subjectMatches(pattern, key)).toSorted();
  }

  watch(pattern = '>'): KeyWatch {
    assertPattern(pattern);
    const bucket = this.#there();
    const changes = new LatestByKey<KeyChange>();
    const stop = (): void => {
      forget();
      this.#connection.offClose(closing);
      changes.end();
    };
    const closing = { drain: async () => stop() };
    const offer = (change: KeyChange): void => {
      if (subjectMatches(pattern, change.key)) changes.push(change);
    };
    const present = bucket.entries().toSorted((a, b) => a.revision - b.revision);
    for (const entry of present) offer({ kind: 'put', ...entry });
    const forget = bucket.onChange((change) => (change === undefined ? changes.end(this.#missing()) : offer(change)));
    this.#connection.onClose(closing);
    return { stop, [Symbol.asyncIterator]: () => changes.read(stop) };
  }

  async #set(key: string, value: Uint8Array, expected: number | undefined): Promise<number> {
    assertKey(key);
    assertPayload(value);
    if (value.length > this.#connection.world.maxPayloadBytes)
      throw new BusError('too-large', `${value.length} bytes are too many for a value`, { subject: key });
    return this.#there().set(key, value.slice(), expected);
  }

  #there(): Bucket {
    this.#connection.assertUp();
    if (this.#bucket.isDeleted) throw this.#missing();
    return this.#bucket;
  }

  #missing(): BusError {
    return new BusError('missing', `bucket ${this.name} is not there`, {
      subject: this.name,
      command: `await broker.provision({ buckets: [{ name: '${this.name}', … }] })`,
    });
  }
}
