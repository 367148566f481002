import { BusError } from '../bus-error.ts';
import { systemClock, type Clock } from '../clock.ts';
import { assertDefinition, type StreamDefinition } from '../definitions.ts';
import type { Headers, Message } from '../message-bus.ts';
import { patternsOverlap, subjectMatches } from '../names.ts';
import type { AppendOptions, Stored } from '../stream.ts';
import { SeededFaults } from './faults.ts';
import { Interest, type Interested } from './interest.ts';
import { Log } from './log.ts';
import type { Bucket } from './bucket.ts';
import type { JobTable } from './job-table.ts';
import type { ObjectShelf } from './object-shelf.ts';

export interface MemoryServerOptions {
  /** Default: the time of the machine. */
  readonly clock?: Clock;
  /** Default: none. */
  readonly faults?: SeededFaults;
  /** Largest payload, bytes. Default 1 MiB, as of a NATS server. */
  readonly maxPayloadBytes?: number;
}

export interface MemorySubscriber extends Interested {
  deliver(message: Message): void;
}

/** A connection that wants to know when the server goes and comes. */
export interface MemoryLink {
  disconnected(): void;
  reconnected(): void;
}

/** All that connections to one server in memory share: who listens, and what is stored. */
export class World {
  readonly clock: Clock;
  readonly faults: SeededFaults;
  readonly maxPayloadBytes: number;
  readonly interest = new Interest<MemorySubscriber>();
  readonly logs = new Map<string, Log>();
  readonly buckets = new Map<string, Bucket>();
  readonly queues = new Map<string, JobTable>();
  readonly shelves = new Map<string, ObjectShelf>();
  readonly links = new Set<MemoryLink>();
  isUp = true;

  constructor(options: MemoryServerOptions) {
    this.clock = options.clock ?? systemClock;
    this.faults = options.faults ?? new SeededFaults(0, {});
    this.maxPayloadBytes = options.maxPayloadBytes ?? 1_048_576;
  }

  /** Hands a message to whoever listens; how many there were. */
  route(message: Message): number {
    const { singles, groups } = this.interest.audience(message.subject);
    for (const one of singles) this.#deliver(one, message);
    for (const group of groups) {
      this.#deliver(group.members[group.next % group.members.length]!, message);
      group.next++;
    }
    return singles.length + groups.length;
  }

  /** What a broker does with any message on the plain path: route it, and store it where a stream or queue wants it. */
  accept(message: Message): number {
    let takers = this.route(message);
    if (this.logs.size + this.queues.size === 0) return takers;
    try {
      const stored = this.store(message.subject, message.payload, message.headers, {});
      if (stored !== undefined) takers++;
    } catch (error) {
      // A plain publish is told nothing, even when a stream refuses it: that is why it is called unacknowledged.
      if (!(error instanceof BusError)) throw error;
    }
    return takers;
  }

  /** Stores where the subject belongs; undefined when it belongs nowhere. */
  store(subject: string, payload: Uint8Array, headers: Headers, options: AppendOptions): Stored | undefined {
    for (const log of this.logs.values())
      if (log.definition.subjects.some((pattern) => subjectMatches(pattern, subject)))
        return log.append(subject, payload, headers, options);
    for (const table of this.queues.values())
      if (subjectMatches(table.definition.subject, subject)) return table.offer(subject, payload, headers, options);
    return undefined;
  }

  addLog(definition: StreamDefinition): void {
    assertDefinition('stream', definition);
    this.assertFree(definition.name, definition.subjects);
    this.logs.set(definition.name, new Log(definition, this.clock));
  }

  /** No two streams or queues may want the same subject. */
  assertFree(name: string, subjects: readonly string[]): void {
    const logs = [...this.logs.values()].map(({ definition }) => definition);
    const queues = [...this.queues.values()].map(({ definition }) => ({
      ...definition,
      subjects: [definition.subject],
    }));
    for (const other of [...logs, ...queues])
      for (const theirs of other.subjects)
        for (const ours of subjects)
          if (patternsOverlap(theirs, ours))
            throw new BusError('mismatch', `${name}: ${ours} overlaps ${theirs} of ${other.name}`);
  }

  /** Removes a stream, queue, bucket or object store while others may use it. */
  delete(name: string): void {
    this.logs.get(name)?.delete();
    this.buckets.get(name)?.delete();
    for (const kind of [this.logs, this.buckets, this.queues, this.shelves]) kind.delete(name);
  }

  #deliver(one: MemorySubscriber, message: Message): void {
    if (!this.faults.strikes('loseMessage')) one.deliver(message);
  }
}
