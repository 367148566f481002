import {
  assertName,
  type Broker,
  type BrokerCounters,
  type BrokerStatus,
  type BucketDefinition,
  type BusError,
  type KeyValue,
  type ObjectsDefinition,
  type ObjectStore,
  type Provisions,
  type QueueDefinition,
  type Stream,
  type StreamDefinition,
  type WorkQueue,
} from '@twin/bus';
import { Kvm } from '@nats-io/kv';
import { Objm } from '@nats-io/obj';
import { bareCommand } from './commands.ts';
import { asBusError } from './failures.ts';
import type { Link } from './link.ts';
import { NatsBus } from './nats-bus.ts';
import { NatsKeyValue } from './nats-key-value.ts';
import { NatsObjects } from './nats-objects.ts';
import { NatsQueue } from './nats-queue.ts';
import { NatsStream } from './nats-stream.ts';
import {
  assertThere,
  missing,
  provision,
  wantedBucket,
  wantedObjects,
  wantedQueue,
  wantedStream,
  type Wanted,
} from './provisioning.ts';

/** One connection to NATS, as a `Broker`. */
export class NatsBroker implements Broker {
  readonly bus: NatsBus;
  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
    this.bus = new NatsBus(link);
  }

  get isConnected(): boolean {
    return this.#link.isConnected && this.#link.isOpen;
  }

  get closed(): Promise<BusError | undefined> {
    return this.#link.closed;
  }

  onStatus(listener: (status: BrokerStatus) => void): () => void {
    return this.#link.status.add(listener);
  }

  counters(): BrokerCounters {
    return this.#link.counters();
  }

  /** JetStream must answer, not only the server: a server out of disk space may accept connections and store nothing. */
  async check(timeoutMs = 1_000): Promise<void> {
    await this.#link.call('check JetStream', () => this.#link.jsm.getAccountInfo(), timeoutMs);
  }

  async provision(what: Provisions): Promise<void> {
    await provision(this.#link, what);
  }

  async openStream(stream: string | StreamDefinition): Promise<Stream> {
    const { name, absent } = await this.#look('stream', stream, wantedStream);
    return new NatsStream(this.#link, name, absent);
  }

  async openBucket(bucket: string | BucketDefinition): Promise<KeyValue> {
    const { name, absent } = await this.#look('bucket', bucket, wantedBucket);
    const kv = await this.#link.call(`open ${name}`, () => new Kvm(this.#link.js).open(name));
    return new NatsKeyValue(this.#link, name, kv, absent);
  }

  async openQueue(queue: QueueDefinition): Promise<WorkQueue> {
    await assertThere(this.#link, wantedQueue(queue));
    return new NatsQueue(this.#link, queue);
  }

  async openObjects(objects: string | ObjectsDefinition): Promise<ObjectStore> {
    const { name, absent } = await this.#look('objects', objects, wantedObjects);
    const store = await this.#link.call(`open ${name}`, () => new Objm(this.#link.js).open(name, false));
    return new NatsObjects(this.#link, name, store, absent);
  }

  async drain(timeoutMs = 5_000): Promise<void> {
    await this.#link.end(timeoutMs, true);
  }

  async close(): Promise<void> {
    await this.#link.end(0, false);
  }

  /** Finds it, and knows the error to give when it is gone. */
  async #look<T extends { readonly name: string }>(
    kind: 'stream' | 'bucket' | 'objects',
    given: string | T,
    wantedOf: (definition: T) => Wanted,
  ): Promise<{ readonly name: string; readonly absent: () => BusError }> {
    if (typeof given !== 'string') {
      const wanted = wantedOf(given);
      await assertThere(this.#link, wanted);
      return { name: given.name, absent: () => missing(wanted) };
    }
    assertName(kind, given);
    const absent = (): BusError => missing({ kind, name: given, command: bareCommand(kind, given) });
    const stream = { stream: given, bucket: `KV_${given}`, objects: `OBJ_${given}` }[kind];
    try {
      await this.#link.call(`look for ${given}`, () => this.#link.jsm.streams.info(stream));
    } catch (error) {
      const failure = asBusError(error, given);
      throw failure.code === 'missing' ? absent() : failure;
    }
    return { name: given, absent };
  }
}
