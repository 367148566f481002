import { BusError } from '../bus-error.ts';
import { assertAppendOptions, assertPattern, assertSubject } from '../names.ts';
import { copyPayload } from '../payload-copy.ts';
import type {
  AcknowledgedPublisher,
  AppendOptions,
  PublisherOptions,
  PurgeOptions,
  ReadOptions,
  Stored,
  StoredMessage,
  Stream,
  StreamInfo,
  StreamReader,
} from '../stream.ts';
import { WindowedPublisher, type Verdict } from '../windowed-publisher.ts';
import type { Connection } from './connection.ts';
import { gapError } from '../definitions.ts';
import type { Log } from './log.ts';
import { noHeaders } from './memory-bus.ts';

export class MemoryStream implements Stream {
  readonly #connection: Connection;
  readonly #log: Log;

  constructor(connection: Connection, log: Log) {
    this.#connection = connection;
    this.#log = log;
  }

  get name(): string {
    return this.#log.definition.name;
  }

  async info(): Promise<StreamInfo> {
    return this.#there().info();
  }

  async append(subject: string, payload: Uint8Array, options: AppendOptions = {}): Promise<Stored> {
    this.#there();
    return appendOnce(this.#connection, subject, payload, options);
  }

  publisher(options?: PublisherOptions): AcknowledgedPublisher {
    this.#connection.assertOpen();
    return memoryPublisher(this.#connection, options);
  }

  read(options: ReadOptions = {}): StreamReader {
    this.#there();
    if (options.subject !== undefined) assertPattern(options.subject);
    return new MemoryReader(this.#connection, this.#log, options);
  }

  async get(sequence: number): Promise<StoredMessage | undefined> {
    return this.#there().get(sequence);
  }

  async last(subject: string): Promise<StoredMessage | undefined> {
    assertSubject(subject);
    return this.#there().last(subject);
  }

  async purge(options: PurgeOptions = {}): Promise<number> {
    return this.#there().purge(options);
  }

  #there(): Log {
    this.#connection.assertUp();
    if (this.#log.isDeleted) throw missing(this.name);
    return this.#log;
  }
}

/** Settles as a server would answer: refusals of its own, and the faults of the way. */
function attempt(
  connection: Connection,
  subject: string,
  payload: Uint8Array,
  options: AppendOptions,
): Verdict | undefined {
  const { world } = connection;
  const { faults } = world;
  if (faults.strikes('loseAppend')) return undefined;
  if (faults.strikes('refuseAppend'))
    return { kind: 'not-now', error: new BusError('unavailable', 'the store cannot take it now', { subject }) };
  const headers = options.headers ?? noHeaders;
  const copy = copyPayload(payload);
  world.route({ subject, payload: copy, headers, reply: undefined, respond: () => false });
  try {
    const stored = world.store(subject, copy, headers, options);
    if (faults.strikes('loseAck')) return undefined;
    if (stored === undefined)
      return { kind: 'refused', error: new BusError('missing', `no stream stores ${subject}`, { subject }) };
    return { kind: 'stored', ...stored };
  } catch (error) {
    if (error instanceof BusError) return { kind: 'refused', error };
    throw error;
  }
}

export async function appendOnce(
  connection: Connection,
  subject: string,
  payload: Uint8Array,
  options: AppendOptions,
): Promise<Stored> {
  connection.assertUp();
  connection.assertSendable(subject, payload, options.headers);
  assertAppendOptions(options);
  const verdict = attempt(connection, subject, payload, options);
  if (verdict === undefined) throw new BusError('timeout', `no acknowledgement: ${subject}`, { subject });
  if (verdict.kind !== 'stored') throw verdict.error;
  return { sequence: verdict.sequence, duplicate: verdict.duplicate };
}

function memoryPublisher(connection: Connection, options: PublisherOptions | undefined): AcknowledgedPublisher {
  const { world } = connection;
  const publisher: WindowedPublisher = new WindowedPublisher(
    world.clock,
    {
      get isConnected() {
        return world.isUp && connection.isOpen;
      },
      check: (subject, payload, given) => {
        connection.assertSendable(subject, payload, given.headers);
        assertAppendOptions(given);
      },
      send: (token, subject, payload, given) => {
        const verdict = attempt(connection, subject, payload, given);
        if (verdict !== undefined) void Promise.resolve().then(() => publisher.settle(token, verdict));
      },
      release: () => {
        connection.offReconnect(publisher);
        connection.offClose(closing);
      },
    },
    options,
  );
  const closing = {
    drain: async () => {
      if (!world.isUp) publisher.refuse(new BusError('closed', 'the connection is closed'));
      await publisher.close();
    },
  };
  connection.onReconnect(publisher);
  connection.onClose(closing);
  return publisher;
}

class MemoryReader implements StreamReader {
  readonly #connection: Connection;
  readonly #log: Log;
  readonly #options: ReadOptions;
  #next: number;
  #isStopped = false;
  #isStart = true;
  #wake: () => void = () => {};
  readonly #forget: () => void;

  constructor(connection: Connection, log: Log, options: ReadOptions) {
    this.#connection = connection;
    this.#log = log;
    this.#options = options;
    this.#next = log.start(options.from ?? 'first');
    this.#forget = log.onChange(() => this.#wake());
    connection.onClose(this);
    connection.onReconnect(this);
  }

  stop(): void {
    this.#isStopped = true;
    this.#forget();
    this.#connection.offClose(this);
    this.#connection.offReconnect(this);
    this.#wake();
  }

  async drain(): Promise<void> {
    this.stop();
  }

  reconnected(): void {
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<StoredMessage> {
    try {
      while (!this.#isStopped) {
        const message = this.#take();
        if (message !== undefined) yield message;
        else
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
      }
    } finally {
      this.stop();
    }
  }

  #take(): StoredMessage | undefined {
    if (this.#log.isDeleted) throw missing(this.#log.definition.name);
    if (!this.#connection.world.isUp) return undefined;
    const { firstSequence, lastSequence } = this.#log.info();
    this.#checkGap(firstSequence, lastSequence);
    const message = this.#log.nextFrom(this.#next, this.#options.subject);
    this.#next = message === undefined ? Math.max(this.#next, lastSequence + 1) : message.sequence + 1;
    return message;
  }

  /** With a pattern only the start can be judged: later, what is gone may not have fallen under it. */
  #checkGap(firstSequence: number, lastSequence: number): void {
    const { allowGap = false, subject, from } = this.#options;
    const isWhole = subject === undefined || (this.#isStart && typeof from === 'number');
    this.#isStart = false;
    if (!allowGap && isWhole && (firstSequence > this.#next || this.#next > lastSequence + 1))
      throw gapError(this.#log.definition.name, this.#next, { firstSequence, lastSequence });
    // Made anew: all that is there is new to the reader.
    if (this.#next > lastSequence + 1) this.#next = firstSequence;
  }
}

function missing(name: string): BusError {
  return new BusError('missing', `stream ${name} is not there`, {
    subject: name,
    command: `await broker.provision({ streams: [{ name: '${name}', … }] })`,
  });
}
