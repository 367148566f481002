import { BusError, gapError, type ReadOptions } from '@twin/bus';
import { DeliverPolicy, type ConsumerMessages, type JsMsg, type OrderedConsumerOptions } from '@nats-io/jetstream';
import { delay } from '@nats-io/transport-node';
import { asBusError } from './failures.ts';
import type { Link } from './link.ts';
import { PassedOverWatch } from './passed-over.ts';

/** A pull lasts so long; after a fault the client looks after its consumer at this pace. */
const pullMs = 2_000;

export interface ReaderOptions extends ReadOptions {
  /** Begin with the last message of each subject, instead of `from`. */
  readonly lastPerSubject?: boolean;
}

/**
 * A stream in order, each message once, over ordered consumers: when one is lost, with its server or by a break, a new
 * one goes on after the last message given. What the server no longer holds is found out, not passed over.
 */
export class OrderedReader<T> implements AsyncIterable<T> {
  readonly #link: Link;
  readonly #stream: string;
  readonly #options: ReaderOptions;
  readonly #decode: (msg: JsMsg) => T;
  readonly #absent: () => BusError;
  /** The next sequence to be read; undefined before the first message, when `from` says where that is. */
  #next: number | undefined;
  /** The first sequence the stream held when reading began there: from it on something may be there to be read. */
  #start: number | undefined;
  #messages: ConsumerMessages | undefined;
  #isStopped = false;
  #wake: () => void = () => {};
  readonly #watch = new PassedOverWatch();
  readonly #user = { closing: () => this.stop(), closed: () => this.stop(), reconnected: () => this.#wake() };

  constructor(link: Link, stream: string, options: ReaderOptions, decode: (msg: JsMsg) => T, absent: () => BusError) {
    this.#link = link;
    this.#stream = stream;
    this.#options = options;
    this.#decode = decode;
    this.#absent = absent;
    if (typeof options.from === 'number') this.#next = options.from;
    link.users.add(this.#user);
  }

  stop(): void {
    this.#isStopped = true;
    this.#link.users.delete(this.#user);
    this.#messages?.stop();
    this.#wake();
  }

  [Symbol.asyncIterator](): AsyncIterator<T> {
    return this.#read();
  }

  async *#read(): AsyncGenerator<T> {
    const looking = setInterval(() => void this.#lookForPassedOver(), 500).unref();
    try {
      for (let failures = 0; !this.#isStopped;) {
        try {
          const messages = await this.#consume();
          for await (const msg of messages) {
            if (this.#isStopped) return;
            failures = 0;
            const isNew = this.#isNew(msg);
            // Nearly all are known at once; waiting for each costs more than reading it.
            if (isNew === true || (isNew !== false && (await isNew))) yield this.#decode(msg);
            this.#watch.waits();
          }
        } catch (error) {
          await this.#survive(error);
        }
        if (!this.#isStopped) await this.#pause(failures++);
      }
    } finally {
      clearInterval(looking);
      this.stop();
    }
  }

  async #consume(): Promise<ConsumerMessages> {
    await this.#checkStart();
    const { js } = this.#link;
    const consumer = await this.#link.call(`read ${this.#stream}`, () =>
      js.consumers.get(this.#stream, this.#position()),
    );
    const { num_pending: pending } = await consumer.info(true);
    // It may have been moved past everything before it said how much there is.
    this.#watch.begins(pending === 0 && (await this.#isSomethingKept(false)) ? 1 : pending);
    this.#messages = await consumer.consume({
      max_messages: this.#options.ahead ?? 1_000,
      expires: pullMs,
      idle_heartbeat: pullMs / 2,
      abort_on_missing_resource: true,
    });
    if (this.#isStopped) this.#messages.stop();
    return this.#messages;
  }

  get #isWhole(): boolean {
    return this.#options.subject === undefined && this.#options.lastPerSubject !== true;
  }

  #position(): Partial<OrderedConsumerOptions> {
    const { from = 'first', subject, lastPerSubject = false } = this.#options;
    const filter = subject === undefined ? {} : { filter_subjects: subject };
    if (this.#next !== undefined)
      return { ...filter, deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: this.#next };
    if (lastPerSubject) return { ...filter, deliver_policy: DeliverPolicy.LastPerSubject };
    if (typeof from === 'object')
      return { ...filter, deliver_policy: DeliverPolicy.StartTime, opt_start_time: new Date(from.atMs).toISOString() };
    return { ...filter, deliver_policy: from === 'new' ? DeliverPolicy.New : DeliverPolicy.All };
  }

  /** Before a consumer is made at a sequence: does the stream still hold it? The server would silently begin elsewhere. */
  async #checkStart(): Promise<void> {
    const held = await this.#held();
    if (this.#next === undefined) {
      // What is new is new from now on, even if the first consumer is lost before its first message.
      if (this.#options.from === 'new') this.#next = held.lastSequence + 1;
      else if (typeof this.#options.from !== 'object' && this.#options.lastPerSubject !== true)
        this.#start = held.firstSequence;
      return;
    }
    const isFirst = this.#messages === undefined;
    const isJudged = this.#options.subject === undefined || isFirst;
    if (this.#options.allowGap === true || this.#options.lastPerSubject === true) {
      // Made anew: all that is there is new to us.
      if (this.#next > held.lastSequence + 1) this.#next = held.firstSequence;
    } else if (this.#next > held.lastSequence + 1 || (isJudged && this.#next < held.firstSequence))
      throw gapError(this.#stream, this.#next, held);
  }

  async #held(): Promise<{ readonly firstSequence: number; readonly lastSequence: number }> {
    const { state } = await this.#link.call(`read ${this.#stream}`, () => this.#link.jsm.streams.info(this.#stream));
    return { firstSequence: state.messages === 0 ? state.last_seq + 1 : state.first_seq, lastSequence: state.last_seq };
  }

  /** False for what was given already. A jump is a removal, a gap, or the consumer's own fault: the stream knows. */
  #isNew({ seq, info }: JsMsg): boolean | Promise<boolean> {
    const expected = this.#next;
    const isShort = this.#watch.arrives(info.pending);
    if (expected !== undefined && seq < expected) return false;
    if (expected !== undefined && seq > expected && (this.#isWhole || isShort)) return this.#judgeJump(expected, seq);
    this.#next = seq + 1;
    return true;
  }

  /** True, or throws. */
  async #judgeJump(expected: number, seq: number): Promise<boolean> {
    if (this.#isWhole && this.#options.allowGap !== true) {
      const held = await this.#held();
      if (held.firstSequence > expected) throw gapError(this.#stream, expected, held);
    }
    const next = await this.#nextKept(expected);
    if (next !== undefined && next < seq) throw new BusError('unavailable', `${this.#stream}: ${next} was passed over`);
    this.#next = seq + 1;
    return true;
  }

  /** The first sequence kept, from one on, that the reader should see. */
  async #nextKept(seq: number): Promise<number | undefined> {
    const query = { seq, next_by_subj: this.#options.subject ?? '>' } as unknown as { seq: number };
    const { streams } = this.#link.jsm;
    const next = await this.#link.call(`read ${this.#stream}`, () => streams.getMessage(this.#stream, query));
    return next?.seq;
  }

  /** A consumer that was moved to the end (a purge by subject does that, 2.9.10) says nothing more: a new one will. */
  async #lookForPassedOver(): Promise<void> {
    const expected = this.#next;
    if (!this.#watch.isSuspicious || !this.#link.isConnected) return;
    const isKept = await this.#isSomethingKept(true).catch(() => false);
    if (isKept && this.#next === expected && this.#watch.isSuspicious) this.#messages?.stop();
  }

  /** Whether there is something to be read; `unknown` where reading begins at a time or with last messages. */
  async #isSomethingKept(unknown: boolean): Promise<boolean> {
    const from = this.#next ?? this.#start;
    return from === undefined ? unknown : (await this.#nextKept(from)) !== undefined;
  }

  /** Some failures end reading, others pass with the server's return. */
  async #survive(error: unknown): Promise<void> {
    if (this.#isStopped) return;
    const failure = asBusError(error, `read ${this.#stream}`);
    if (failure.code === 'gap' || failure.code === 'denied' || failure.code === 'closed') throw failure;
    if (failure.code !== 'missing' && failure.code !== 'failed') return;
    // A consumer that is missing may be made again; without its stream it may not.
    try {
      await this.#held();
    } catch (cause) {
      if (asBusError(cause, '').code === 'missing') throw this.#absent();
    }
  }

  async #pause(failures: number): Promise<void> {
    const wait = delay(Math.min(1_000, 50 * 2 ** Math.min(failures, 5)));
    this.#wake = () => wait.cancel();
    await wait.catch(() => undefined);
  }
}
