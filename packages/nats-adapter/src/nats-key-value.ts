import {
  assertKey,
  assertPattern,
  assertPayload,
  BusError,
  type Entry,
  type KeyChange,
  type KeyValue,
  type KeyWatch,
} from '@twin/bus';
import type { JsMsg } from '@nats-io/jetstream';
import type { KV } from '@nats-io/kv';
import { asBusError } from './failures.ts';
import type { Link } from './link.ts';
import { OrderedReader } from './nats-reader.ts';
import { deliveredMessage } from './stored-messages.ts';

/** A bucket of NATS KV: other clients of it see the same. */
export class NatsKeyValue implements KeyValue {
  readonly name: string;
  readonly #link: Link;
  readonly #kv: KV;
  readonly #absent: () => BusError;

  constructor(link: Link, name: string, kv: KV, absent: () => BusError) {
    this.#link = link;
    this.name = name;
    this.#kv = kv;
    this.#absent = absent;
  }

  async get(key: string): Promise<Entry | undefined> {
    assertKey(key);
    const entry = await this.#call(key, () => this.#kv.get(key));
    if (entry === null || entry.operation !== 'PUT') return undefined;
    return { key, value: entry.value, revision: entry.revision, changedAtMs: entry.created.getTime() };
  }

  put(key: string, value: Uint8Array): Promise<number> {
    return this.#set(key, value, () => this.#kv.put(key, value));
  }

  create(key: string, value: Uint8Array): Promise<number> {
    return this.#set(key, value, () => this.#kv.create(key, value));
  }

  async update(key: string, value: Uint8Array, revision: number): Promise<number> {
    if (!(revision > 0)) throw new BusError('invalid', `a revision is above 0, not ${revision}`, { subject: key });
    return this.#set(key, value, () => this.#kv.update(key, value, revision));
  }

  async delete(key: string, revision?: number): Promise<void> {
    assertKey(key);
    if (revision === undefined && (await this.get(key)) === undefined) return;
    const options = revision === undefined ? {} : { previousSeq: revision };
    await this.#call(key, () => this.#kv.delete(key, options));
  }

  async keys(pattern = '>'): Promise<readonly string[]> {
    assertPattern(pattern);
    const gathered = async (): Promise<string[]> => {
      const keys: string[] = [];
      for await (const key of await this.#kv.keys(pattern)) keys.push(key);
      return keys;
    };
    return (await this.#call(pattern, gathered)).toSorted();
  }

  watch(pattern = '>'): KeyWatch {
    assertPattern(pattern);
    this.#link.assertOpen();
    const prefix = `$KV.${this.name}.`;
    const decode = (msg: JsMsg): KeyChange => {
      const key = msg.subject.slice(prefix.length);
      const { payload, sequence, storedAtMs } = deliveredMessage(msg);
      const operation = msg.headers?.get('KV-Operation') ?? '';
      if (operation !== '') return { kind: 'delete', key, revision: sequence };
      return { kind: 'put', key, value: payload, revision: sequence, changedAtMs: storedAtMs };
    };
    const options = { subject: `${prefix}${pattern}`, lastPerSubject: true };
    return new OrderedReader(this.#link, `KV_${this.name}`, options, decode, this.#absent);
  }

  async #set(key: string, value: Uint8Array, set: () => Promise<number>): Promise<number> {
    assertKey(key);
    assertPayload(value);
    if (value.length > (this.#link.nc.info?.max_payload ?? 1_048_576))
      throw new BusError('too-large', `${value.length} bytes are too many for a value`, { subject: key });
    return this.#call(key, set);
  }

  async #call<T>(key: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.#link.call(`bucket ${this.name}`, work);
    } catch (error) {
      throw await this.#explained(error, key);
    }
  }

  /** Nobody answers a put when the bucket's stream is gone, and while the server is not ready. */
  async #explained(error: unknown, key: string): Promise<BusError> {
    const failure = asBusError(error, `bucket ${this.name}`, key);
    if (failure.code === 'missing') return this.#absent();
    if (failure.code !== 'no-responders' && failure.code !== 'unavailable' && failure.code !== 'failed') return failure;
    try {
      await this.#link.call(`bucket ${this.name}`, () => this.#link.jsm.streams.info(`KV_${this.name}`));
    } catch (cause) {
      if (asBusError(cause, '').code === 'missing') return this.#absent();
    }
    return failure.code === 'no-responders' ? new BusError('unavailable', failure.message, { cause: error }) : failure;
  }
}
