import {
  assertDefinition,
  BusError,
  deadLetterStream,
  withQueueDefaults,
  type BucketDefinition,
  type ObjectsDefinition,
  type Provisions,
  type QueueDefinition,
  type StreamDefinition,
} from '@twin/bus';
import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type ConsumerConfig,
  type StreamConfig,
} from '@nats-io/jetstream';
import { shellCommand } from './commands.ts';
import type { Link } from './link.ts';

const nanosOf = (ms: number): number => ms * 1_000_000;

/** The one consumer that all workers of a queue share. */
export const workers = 'WORKERS';

/** What a definition asks of a stream on the server, and the command that makes it. */
export interface Wanted {
  readonly kind: 'stream' | 'bucket' | 'queue' | 'objects';
  readonly name: string;
  /** What is created. */
  readonly config: Partial<StreamConfig> & { readonly name: string };
  /** Fields of it that the definition left to us: what is there already may have others. */
  readonly unsaid: readonly (keyof StreamConfig)[];
  readonly command: string;
}

export function wantedStream(definition: StreamDefinition): Wanted {
  assertDefinition('stream', definition);
  const { name, subjects, whenFull = 'refuse' } = definition;
  const config = {
    name,
    subjects: [...subjects],
    retention: RetentionPolicy.Limits,
    discard: whenFull === 'refuse' ? DiscardPolicy.New : DiscardPolicy.Old,
    ...limits(definition),
    ...(definition.maxMessagesPerSubject === undefined
      ? {}
      : { max_msgs_per_subject: definition.maxMessagesPerSubject }),
    ...(definition.maxMessageBytes === undefined ? {} : { max_msg_size: definition.maxMessageBytes }),
    ...(definition.maxAgeMs === undefined ? {} : { max_age: nanosOf(definition.maxAgeMs) }),
  };
  const unsaid = unsaidOf(definition, { whenFull: 'discard', ...leftToUs });
  return { kind: 'stream', name, config, unsaid, command: shellCommand(config) };
}

export function wantedQueue(given: QueueDefinition): Wanted & { readonly consumer: Partial<ConsumerConfig> } {
  const definition = withQueueDefaults(given);
  const { name, subject } = definition;
  const config = {
    name,
    subjects: [subject],
    retention: RetentionPolicy.Workqueue,
    discard: DiscardPolicy.New,
    ...limits(definition),
  };
  const consumer = {
    durable_name: workers,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    ack_wait: nanosOf(definition.ackWaitMs),
    max_ack_pending: definition.maxInHands,
    // Attempts are counted by whoever takes the job: the server's own limit leaves the job in the stream and
    // tells of it in a message that nobody may hear.
    max_deliver: -1,
  };
  const unsaid = unsaidOf(definition, leftToUs);
  return { kind: 'queue', name, config, unsaid, consumer, command: shellCommand(config, consumer) };
}

export function wantedBucket(definition: BucketDefinition): Wanted {
  assertDefinition('bucket', definition);
  const { name, ttlMs, maxBytes, maxValueBytes, storage } = definition;
  const config = {
    name: `KV_${name}`,
    subjects: [`$KV.${name}.>`],
    max_msgs_per_subject: 1,
    discard: DiscardPolicy.New,
    allow_rollup_hdrs: true,
    storage: storageOf(storage),
    ...(ttlMs === undefined ? {} : { max_age: nanosOf(ttlMs), duplicate_window: nanosOf(Math.min(ttlMs, 120_000)) }),
    ...(maxBytes === undefined ? {} : { max_bytes: maxBytes }),
    ...(maxValueBytes === undefined ? {} : { max_msg_size: maxValueBytes }),
  };
  const unsaid = unsaidOf(definition, { history: 'max_msgs_per_subject', ...leftToUs });
  return { kind: 'bucket', name, config, unsaid, command: shellCommand(config) };
}

export function wantedObjects(definition: ObjectsDefinition): Wanted {
  assertDefinition('objects', definition);
  const { name, ttlMs, maxBytes, storage } = definition;
  const config = {
    name: `OBJ_${name}`,
    subjects: [`$O.${name}.C.>`, `$O.${name}.M.>`],
    discard: DiscardPolicy.New,
    allow_rollup_hdrs: true,
    storage: storageOf(storage),
    ...(ttlMs === undefined ? {} : { max_age: nanosOf(ttlMs), duplicate_window: nanosOf(Math.min(ttlMs, 120_000)) }),
    ...(maxBytes === undefined ? {} : { max_bytes: maxBytes }),
  };
  return { kind: 'objects', name, config, unsaid: unsaidOf(definition, leftToUs), command: shellCommand(config) };
}

/** Creates what is missing. */
export async function provision(link: Link, what: Provisions): Promise<void> {
  const { streams = [], buckets = [], queues = [], objects = [] } = what;
  const wanted = [
    ...streams.map(wantedStream),
    ...buckets.map(wantedBucket),
    ...objects.map(wantedObjects),
    ...queues.flatMap((queue) => [wantedQueue(queue), wantedStream(deadLetterStream(queue.name))]),
  ];
  link.assertUp();
  for (const one of wanted) {
    if (!(await isThere(link, one))) await link.call(`create ${one.name}`, () => link.jsm.streams.add(one.config));
    if ('consumer' in one) {
      const { consumer } = one as ReturnType<typeof wantedQueue>;
      await link.call(`create ${workers} of ${one.name}`, () => link.jsm.consumers.add(one.name, consumer));
    }
  }
}

/** Rejects with `missing` or `mismatch` unless it is there as wanted. */
export async function assertThere(link: Link, wanted: Wanted): Promise<void> {
  if (!(await isThere(link, wanted))) throw missing(wanted);
}

export function missing({ kind, name, command }: Pick<Wanted, 'kind' | 'name' | 'command'>): BusError {
  return new BusError('missing', `${kind} ${name} is not there`, { subject: name, command });
}

async function isThere(link: Link, wanted: Wanted): Promise<boolean> {
  const stream = wanted.config.name;
  const there = await link.call(`look for ${wanted.name}`, () => orNone(link.jsm.streams.info(stream)));
  if (there === undefined) return false;
  assertSame(wanted, there.config, wanted.config);
  if (!('consumer' in wanted)) return true;
  const { consumer } = wanted as ReturnType<typeof wantedQueue>;
  const worker = await link.call(`look for ${workers}`, () => orNone(link.jsm.consumers.info(stream, workers)));
  if (worker !== undefined) assertSame(wanted, worker.config, consumer);
  return worker !== undefined;
}

/** The answer, or undefined when the server says that there is no such thing. */
async function orNone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof JetStreamApiError && [10_059, 10_014].includes(error.code)) return undefined;
    throw error;
  }
}

/** Fields of a definition, and those of the server's that have a value of ours when the definition says nothing. */
const leftToUs = { storage: 'storage', duplicateWindowMs: 'duplicate_window' } as const;

function unsaidOf(definition: object, fields: Readonly<Record<string, keyof StreamConfig>>): (keyof StreamConfig)[] {
  const said = definition as Readonly<Record<string, unknown>>;
  return Object.entries(fields).flatMap(([field, theirs]) => (said[field] === undefined ? [theirs] : []));
}

function assertSame({ kind, name, unsaid }: Wanted, there: object, wanted: object): void {
  for (const [field, value] of Object.entries(wanted)) {
    if ((unsaid as readonly string[]).includes(field)) continue;
    const actual = (there as Record<string, unknown>)[field];
    if (JSON.stringify(actual) !== JSON.stringify(value))
      throw new BusError(
        'mismatch',
        `${kind} ${name} has ${field} ${JSON.stringify(actual)}, not ${JSON.stringify(value)}`,
        { subject: name },
      );
  }
}

function limits(definition: StreamDefinition | QueueDefinition): Partial<StreamConfig> {
  const { maxMessages, maxBytes, duplicateWindowMs, storage } = definition;
  return {
    storage: storageOf(storage),
    ...(maxMessages === undefined ? {} : { max_msgs: maxMessages }),
    ...(maxBytes === undefined ? {} : { max_bytes: maxBytes }),
    duplicate_window: nanosOf(duplicateWindowMs ?? 120_000),
  };
}

function storageOf(storage: 'file' | 'memory' = 'file'): StorageType {
  return storage === 'file' ? StorageType.File : StorageType.Memory;
}
