import {
  assertPattern,
  assertSubject,
  BusError,
  type AcknowledgedPublisher,
  type AppendOptions,
  type PublisherOptions,
  type PurgeOptions,
  type ReadOptions,
  type Stored,
  type StoredMessage,
  type Stream,
  type StreamInfo,
  type StreamReader,
} from '@twin/bus';
import type { PurgeOpts } from '@nats-io/jetstream';
import { asBusError } from './failures.ts';
import type { Link } from './link.ts';
import { appendOnce, natsPublisher } from './nats-publisher.ts';
import { OrderedReader } from './nats-reader.ts';
import { deliveredMessage, keptMessage } from './stored-messages.ts';

export class NatsStream implements Stream {
  readonly name: string;
  readonly #link: Link;
  readonly #absent: () => BusError;

  /** `absent` is the error to give when the stream is gone. */
  constructor(link: Link, name: string, absent: () => BusError) {
    this.#link = link;
    this.name = name;
    this.#absent = absent;
  }

  async info(): Promise<StreamInfo> {
    const { state } = await this.#call('look at', () => this.#link.jsm.streams.info(this.name));
    return {
      firstSequence: state.messages === 0 ? state.last_seq + 1 : state.first_seq,
      lastSequence: state.last_seq,
      messages: state.messages,
      bytes: state.bytes,
    };
  }

  async append(subject: string, payload: Uint8Array, options: AppendOptions = {}): Promise<Stored> {
    try {
      return await appendOnce(this.#link, subject, payload, options);
    } catch (error) {
      if (error instanceof BusError && error.code === 'no-responders') throw await this.#whyNobody(subject);
      throw error;
    }
  }

  publisher(options?: PublisherOptions): AcknowledgedPublisher {
    this.#link.assertOpen();
    return natsPublisher(this.#link, options);
  }

  read(options: ReadOptions = {}): StreamReader {
    this.#link.assertOpen();
    if (options.subject !== undefined) assertPattern(options.subject);
    return new OrderedReader(this.#link, this.name, options, deliveredMessage, this.#absent);
  }

  async get(sequence: number): Promise<StoredMessage | undefined> {
    if (!(Number.isSafeInteger(sequence) && sequence > 0)) return undefined;
    const msg = await this.#call('read', () => this.#link.jsm.streams.getMessage(this.name, { seq: sequence }));
    return msg === null ? undefined : keptMessage(msg);
  }

  async last(subject: string): Promise<StoredMessage | undefined> {
    assertSubject(subject);
    const msg = await this.#call('read', () => this.#link.jsm.streams.getMessage(this.name, { last_by_subj: subject }));
    return msg === null ? undefined : keptMessage(msg);
  }

  async purge({ subject, before }: PurgeOptions = {}): Promise<number> {
    if (subject !== undefined) assertPattern(subject);
    const filter = subject === undefined ? {} : { filter: subject };
    const what = (before === undefined ? filter : { ...filter, seq: before }) as PurgeOpts;
    const { purged } = await this.#call('purge', () => this.#link.jsm.streams.purge(this.name, what));
    return purged;
  }

  async #call<T>(verb: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.#link.call(`${verb} ${this.name}`, work);
    } catch (error) {
      const failure = asBusError(error, this.name);
      throw failure.code === 'missing' ? this.#absent() : failure;
    }
  }

  /** Nobody answered an append: is the stream gone, does it not want the subject, or is it not ready yet? */
  async #whyNobody(subject: string): Promise<BusError> {
    await this.info();
    const taker = await this.#call('look for', () => this.#link.jsm.streams.find(subject)).catch(() => undefined);
    if (taker === undefined) return new BusError('missing', `no stream stores ${subject}`, { subject });
    return new BusError('unavailable', `${taker} is not ready`, { subject });
  }
}
