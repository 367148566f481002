import type { BusError } from './bus-error.ts';
import type { KeyValue } from './key-value.ts';
import type { MessageBus } from './message-bus.ts';
import type { ObjectStore } from './object-store.ts';
import type { BucketDefinition, ObjectsDefinition, QueueDefinition, StreamDefinition } from './definitions.ts';
import type { Stream } from './stream.ts';
import type { WorkQueue } from './work-queue.ts';

/** What a connection has to tell. Events are few: one a change, never one a message. */
export type BrokerStatus =
  | { readonly kind: 'connected'; readonly server: string }
  | { readonly kind: 'disconnected'; readonly server: string }
  | { readonly kind: 'reconnected'; readonly server: string }
  /** The server is about to stop and asks its clients to go. */
  | { readonly kind: 'server-leaving'; readonly server: string }
  | { readonly kind: 'denied'; readonly operation: 'publish' | 'subscribe'; readonly subject: string }
  /** Messages were lost on the unacknowledged path; `count` of them since the last such event. */
  | { readonly kind: 'dropped'; readonly reason: 'disconnected' | 'slow-reader'; readonly count: number }
  | { readonly kind: 'error'; readonly error: BusError }
  | { readonly kind: 'closed'; readonly error: BusError | undefined };

/** Counts since the connection was made. */
export interface BrokerCounters {
  readonly published: number;
  readonly received: number;
  /** Publishes without a connection: surely lost. */
  readonly droppedDisconnected: number;
  /** Publishes under way when a connection broke: perhaps lost, at most this many. */
  readonly unconfirmedAtDisconnect: number;
  /** Arrived, but dropped because a subscription's reader was too slow. */
  readonly droppedSlow: number;
  readonly reconnects: number;
}

/** What `provision` is to create where it is missing. */
export interface Provisions {
  readonly streams?: readonly StreamDefinition[];
  readonly buckets?: readonly BucketDefinition[];
  readonly queues?: readonly QueueDefinition[];
  readonly objects?: readonly ObjectsDefinition[];
}

/** A connection to a broker: everything a service may ask of one. */
export interface Broker {
  readonly bus: MessageBus;
  readonly isConnected: boolean;
  /** Calls `listener` on every status event; the result takes it off. A listener must not throw. */
  onStatus(listener: (status: BrokerStatus) => void): () => void;
  counters(): BrokerCounters;
  /** Resolves when the broker answers and can store; rejects with the reason otherwise. For readiness. */
  check(timeoutMs?: number): Promise<void>;
  /** Creates what is missing; rejects with `mismatch` when something is there with other settings. Nothing is changed. */
  provision(what: Provisions): Promise<void>;
  /**
   * These reject with `missing`, and the command that creates it, when it is not there; given a definition, with
   * `mismatch` when it is otherwise. A queue needs its definition: it says when a job is a dead letter.
   */
  openStream(stream: string | StreamDefinition): Promise<Stream>;
  openBucket(bucket: string | BucketDefinition): Promise<KeyValue>;
  openQueue(queue: QueueDefinition): Promise<WorkQueue>;
  openObjects(objects: string | ObjectsDefinition): Promise<ObjectStore>;
  /** Subscriptions end after what is under way, publishing is flushed, then the connection closes; at once when `timeoutMs` is over. */
  drain(timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
  /** Resolves when the connection is over, with the error if it was not asked for: then the process should end. */
  readonly closed: Promise<BusError | undefined>;
}
