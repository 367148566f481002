import type { Broker, BrokerCounters, BrokerStatus, Provisions } from '../broker.ts';
import { BusError } from '../bus-error.ts';
import {
  assertDefinition,
  deadLetterStream,
  withQueueDefaults,
  type BucketDefinition,
  type ObjectsDefinition,
  type QueueDefinition,
  type StreamDefinition,
} from '../definitions.ts';
import type { KeyValue } from '../key-value.ts';
import type { ObjectStore } from '../object-store.ts';
import type { Stream } from '../stream.ts';
import type { WorkQueue } from '../work-queue.ts';
import { Bucket } from './bucket.ts';
import { Connection } from './connection.ts';
import { JobTable } from './job-table.ts';
import { MemoryBus } from './memory-bus.ts';
import { MemoryKeyValue } from './memory-key-value.ts';
import { MemoryObjects } from './memory-objects.ts';
import { MemoryQueue } from './memory-queue.ts';
import { MemoryStream } from './memory-stream.ts';
import { ObjectShelf } from './object-shelf.ts';
import type { MemoryLink, World } from './world.ts';

/** One connection to a server in memory. */
export class MemoryBroker implements Broker, MemoryLink {
  readonly bus: MemoryBus;
  readonly closed: Promise<BusError | undefined>;
  readonly #connection: Connection;
  #over: (error: BusError | undefined) => void = () => {};

  constructor(world: World) {
    this.#connection = new Connection(world);
    this.bus = new MemoryBus(this.#connection);
    this.closed = new Promise((resolve) => {
      this.#over = resolve;
    });
    world.links.add(this);
  }

  get isConnected(): boolean {
    return this.#connection.isOpen && this.#connection.world.isUp;
  }

  onStatus(listener: (status: BrokerStatus) => void): () => void {
    return this.#connection.status.add(listener);
  }

  counters(): BrokerCounters {
    // Nothing is ever under way: a message in memory has arrived or is lost.
    return { ...this.#connection.counts, unconfirmedAtDisconnect: 0 };
  }

  async check(): Promise<void> {
    this.#connection.assertUp();
  }

  async provision({ streams = [], buckets = [], queues = [], objects = [] }: Provisions): Promise<void> {
    this.#connection.assertUp();
    const { world } = this.#connection;
    const { clock } = world;
    for (const one of streams) if (isNew('stream', world.logs, one)) world.addLog(one);
    for (const one of buckets)
      if (isNew('bucket', world.buckets, one)) world.buckets.set(one.name, new Bucket(one, clock));
    for (const one of objects)
      if (isNew('objects', world.shelves, one)) world.shelves.set(one.name, new ObjectShelf(one, clock));
    for (const given of queues) {
      const one = withQueueDefaults(given);
      if (!isNew('queue', world.queues, one)) continue;
      world.assertFree(one.name, [one.subject]);
      world.queues.set(one.name, new JobTable(one, clock));
      const dead = deadLetterStream(one.name);
      if (!world.logs.has(dead.name)) world.addLog(dead);
    }
  }

  async openStream(stream: string | StreamDefinition): Promise<Stream> {
    return new MemoryStream(this.#connection, this.#find('streams', this.#connection.world.logs, stream));
  }

  async openBucket(bucket: string | BucketDefinition): Promise<KeyValue> {
    return new MemoryKeyValue(this.#connection, this.#find('buckets', this.#connection.world.buckets, bucket));
  }

  async openQueue(queue: QueueDefinition): Promise<WorkQueue> {
    const wanted = withQueueDefaults(queue);
    return new MemoryQueue(this.#connection, this.#find('queues', this.#connection.world.queues, wanted));
  }

  async openObjects(objects: string | ObjectsDefinition): Promise<ObjectStore> {
    return new MemoryObjects(this.#connection, this.#find('objects', this.#connection.world.shelves, objects));
  }

  async drain(): Promise<void> {
    await this.close();
  }

  async close(): Promise<void> {
    if (!this.#connection.isOpen) return;
    await this.#connection.close();
    this.#connection.world.links.delete(this);
    this.#connection.status.tell({ kind: 'closed', error: undefined });
    this.#over(undefined);
  }

  disconnected(): void {
    this.#connection.status.tell({ kind: 'disconnected', server: 'memory' });
  }

  reconnected(): void {
    this.#connection.counts.reconnects++;
    this.#connection.reconnected();
    this.#connection.status.tell({ kind: 'reconnected', server: 'memory' });
  }

  #find<T extends { readonly definition: { readonly name: string } }>(
    kind: keyof Provisions,
    all: ReadonlyMap<string, T>,
    wanted: string | { readonly name: string },
  ): T {
    this.#connection.assertUp();
    const name = typeof wanted === 'string' ? wanted : wanted.name;
    const found = all.get(name);
    if (found === undefined)
      throw new BusError('missing', `${name} is not there`, {
        subject: name,
        command: `await broker.provision({ ${kind}: [{ name: '${name}', … }] })`,
      });
    if (typeof wanted !== 'string') assertSame(kind, found.definition, wanted);
    return found;
  }
}

function isNew<T extends { readonly name: string }>(
  kind: string,
  all: ReadonlyMap<string, { readonly definition: T }>,
  wanted: T,
): boolean {
  assertDefinition(kind, wanted);
  const there = all.get(wanted.name);
  if (there !== undefined) assertSame(kind, there.definition, wanted);
  return there === undefined;
}

/** What is wanted must be so; what is not said may be anything. */
function assertSame(kind: string, there: { readonly name: string }, wanted: object): void {
  for (const [field, value] of Object.entries(wanted)) {
    const actual = (there as unknown as Record<string, unknown>)[field];
    if (JSON.stringify(actual) !== JSON.stringify(value))
      throw new BusError(
        'mismatch',
        `${kind} ${there.name} has ${field} ${JSON.stringify(actual) ?? 'unset'}, not ${JSON.stringify(value)}`,
        { subject: there.name },
      );
  }
}
