import { BusError } from '../bus-error.ts';
import type { StreamDefinition } from '../definitions.ts';
import type { Clock } from '../clock.ts';
import type { Headers } from '../message-bus.ts';
import { subjectMatches } from '../names.ts';
import type { AppendOptions, PurgeOptions, Stored, StoredMessage, StreamInfo, StreamPosition } from '../stream.ts';

/** The content of a stream in memory: stores, limits, finds and removes. */
export class Log {
  readonly definition: StreamDefinition;
  readonly #clock: Clock;
  /** Kept messages by sequence, in order. */
  readonly #messages = new Map<number, StoredMessage>();
  readonly #lastOf = new Map<string, number>();
  /** Sequences kept by subject, where their number is limited. */
  readonly #bySubject = new Map<string, number[]>();
  /** Message ids within the duplicate window, oldest first. */
  readonly #ids = new Map<string, { readonly sequence: number; readonly atMs: number }>();
  #first = 1;
  #last = 0;
  #bytes = 0;
  #listeners = new Set<() => void>();
  isDeleted = false;

  constructor(definition: StreamDefinition, clock: Clock) {
    this.definition = definition;
    this.#clock = clock;
  }

  append(subject: string, payload: Uint8Array, headers: Headers, options: AppendOptions): Stored {
    const known = this.#knownId(options.messageId);
    if (known !== undefined) return { sequence: known, duplicate: true };
    this.#checkExpected(subject, options);
    this.#age();
    const size = sizeOf(subject, payload, headers);
    this.#makeRoom(subject, size);
    const sequence = ++this.#last;
    const storedAtMs = this.#clock.now();
    this.#messages.set(sequence, { subject, payload, headers, sequence, storedAtMs });
    this.#bytes += size;
    this.#lastOf.set(subject, sequence);
    if (options.messageId !== undefined) this.#ids.set(options.messageId, { sequence, atMs: storedAtMs });
    this.#keepPerSubject(subject);
    for (const listener of this.#listeners) listener();
    return { sequence, duplicate: false };
  }

  info(): StreamInfo {
    this.#age();
    const { size } = this.#messages;
    return {
      firstSequence: size === 0 ? this.#last + 1 : this.#first,
      lastSequence: this.#last,
      messages: size,
      bytes: this.#bytes,
    };
  }

  get(sequence: number): StoredMessage | undefined {
    this.#age();
    return this.#messages.get(sequence);
  }

  last(subject: string): StoredMessage | undefined {
    this.#age();
    return this.#messages.get(this.#lastOf.get(subject) ?? 0);
  }

  /** The first message at or after a sequence that falls under the pattern. */
  nextFrom(sequence: number, pattern: string | undefined): StoredMessage | undefined {
    this.#age();
    for (let s = Math.max(sequence, this.#first); s <= this.#last; s++) {
      const message = this.#messages.get(s);
      if (message !== undefined && (pattern === undefined || subjectMatches(pattern, message.subject))) return message;
    }
    return undefined;
  }

  /** The sequence at which reading from a position begins. */
  start(from: StreamPosition): number {
    if (from === 'first') return this.info().firstSequence;
    if (from === 'new') return this.#last + 1;
    if (typeof from === 'number') return from;
    for (const message of this.#messages.values()) if (message.storedAtMs >= from.atMs) return message.sequence;
    return this.#last + 1;
  }

  purge({ subject, before }: PurgeOptions): number {
    const doomed = [...this.#messages.values()].filter(
      (message) =>
        (subject === undefined || subjectMatches(subject, message.subject)) &&
        (before === undefined || message.sequence < before),
    );
    for (const message of doomed) this.#remove(message);
    return doomed.length;
  }

  remove(sequence: number): void {
    const message = this.#messages.get(sequence);
    if (message !== undefined) this.#remove(message);
  }

  /** Calls `listener` after each append and on deletion; the result takes it off. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  delete(): void {
    this.isDeleted = true;
    for (const listener of this.#listeners) listener();
  }

  #knownId(id: string | undefined): number | undefined {
    const oldestMs = this.#clock.now() - (this.definition.duplicateWindowMs ?? 120_000);
    for (const [old, { atMs }] of this.#ids) {
      if (atMs > oldestMs) break;
      this.#ids.delete(old);
    }
    return id === undefined ? undefined : this.#ids.get(id)?.sequence;
  }

  #checkExpected(subject: string, { expectLastSequence, expectLastSubjectSequence }: AppendOptions): void {
    const conflict = (expected: number, actual: number): BusError =>
      new BusError('conflict', `${this.definition.name}: expected last sequence ${expected}, it is ${actual}`, {
        subject,
      });
    if (expectLastSequence !== undefined && expectLastSequence !== this.#last)
      throw conflict(expectLastSequence, this.#last);
    const last = this.#lastOf.get(subject) ?? 0;
    if (expectLastSubjectSequence !== undefined && expectLastSubjectSequence !== last)
      throw conflict(expectLastSubjectSequence, last);
  }

  #makeRoom(subject: string, size: number): void {
    const { name, maxMessages, maxBytes, maxMessageBytes, whenFull = 'refuse' } = this.definition;
    if (maxMessageBytes !== undefined && size > maxMessageBytes)
      throw new BusError('too-large', `${name} takes messages of ${maxMessageBytes} bytes at most, not ${size}`, {
        subject,
      });
    const isFull = (): boolean =>
      (maxMessages !== undefined && this.#messages.size >= maxMessages) ||
      (maxBytes !== undefined && this.#bytes + size > maxBytes);
    while (isFull()) {
      const oldest = this.#messages.get(this.#first);
      if (whenFull === 'refuse' || oldest === undefined)
        throw new BusError('full', `${name} is at its limit`, { subject });
      this.#remove(oldest);
    }
  }

  #keepPerSubject(subject: string): void {
    const { maxMessagesPerSubject } = this.definition;
    if (maxMessagesPerSubject === undefined) return;
    const kept = this.#bySubject.get(subject) ?? [];
    this.#bySubject.set(subject, kept);
    kept.push(this.#last);
    while (kept.length > maxMessagesPerSubject) this.#remove(this.#messages.get(kept[0]!)!);
  }

  #age(): void {
    const { maxAgeMs } = this.definition;
    if (maxAgeMs === undefined) return;
    const oldestMs = this.#clock.now() - maxAgeMs;
    for (const message of this.#messages.values()) {
      if (message.storedAtMs > oldestMs) break;
      this.#remove(message);
    }
  }

  #remove(message: StoredMessage): void {
    this.#messages.delete(message.sequence);
    this.#bytes -= sizeOf(message.subject, message.payload, message.headers);
    if (this.#lastOf.get(message.subject) === message.sequence) this.#lastOf.delete(message.subject);
    const same = this.#bySubject.get(message.subject);
    same?.splice(same.indexOf(message.sequence), 1);
    while (this.#first <= this.#last && !this.#messages.has(this.#first)) this.#first++;
  }
}

function sizeOf(subject: string, payload: Uint8Array, headers: Headers): number {
  let size = subject.length + payload.length;
  for (const name in headers) size += name.length + headers[name]!.length;
  return size;
}
