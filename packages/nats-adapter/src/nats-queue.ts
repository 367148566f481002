import {
  assertPattern,
  BusError,
  deadLetterHeaders,
  deadLetterStream,
  deadLetterSubject,
  subjectMatches,
  withQueueDefaults,
  type AppendOptions,
  type Job,
  type QueueCounts,
  type QueueDefinition,
  type Stored,
  type Stream,
  type TakeOptions,
  type WorkQueue,
} from '@twin/bus';
import { createInbox, type Msg } from '@nats-io/transport-node';
import { asBusError } from './failures.ts';
import { deliverForgotten } from './forgotten-jobs.ts';
import { jobDelivery, type JobDelivery } from './job-delivery.ts';
import type { Link } from './link.ts';
import { appendOnce } from './nats-publisher.ts';
import { NatsStream } from './nats-stream.ts';
import { missing, wantedQueue, wantedStream, workers } from './provisioning.ts';

/** A work-queue stream with one durable pull consumer. */
export class NatsQueue implements WorkQueue {
  readonly name: string;
  readonly #link: Link;
  readonly #definition: ReturnType<typeof withQueueDefaults>;
  readonly #stream: NatsStream;
  #lookedAtMs = -Infinity;

  constructor(link: Link, definition: QueueDefinition) {
    this.#link = link;
    this.#definition = withQueueDefaults(definition);
    this.name = definition.name;
    this.#stream = new NatsStream(link, this.name, () => this.#absent());
  }

  async offer(subject: string, payload: Uint8Array, options?: AppendOptions): Promise<Stored> {
    if (!subjectMatches(this.#definition.subject, subject))
      throw new BusError('invalid', `${subject} is not a subject of queue ${this.name}`, { subject });
    return this.#stream.append(subject, payload, options);
  }

  async take({ max = 1, waitMs = 5_000 }: TakeOptions = {}): Promise<readonly Job[]> {
    const untilMs = performance.now() + waitMs;
    for (;;) {
      this.#link.assertOpen();
      const leftMs = Math.max(1, untilMs - performance.now());
      if (!this.#link.isConnected) await this.#link.return(leftMs);
      const deliveries = this.#link.isConnected ? await this.#pull(max, leftMs) : [];
      const jobs: Job[] = [];
      for (const delivery of deliveries) {
        if (delivery.attempt > this.#definition.maxAttempts) await this.#bury(delivery, 'attempts');
        else jobs.push(this.#job(delivery));
      }
      if (jobs.length > 0) return jobs;
      if (performance.now() < untilMs) continue;
      await this.#lookForForgotten();
      return jobs;
    }
  }

  /** What the consumer still owes: after a kill the stream may hold messages whose removal was not written (2.9.10). */
  async counts(): Promise<QueueCounts> {
    const consumer = await this.#call('count', () => this.#link.jsm.consumers.info(this.name, workers));
    const dead = await (await this.deadLetters()).info();
    const { num_pending: waiting, num_ack_pending: inHands } = consumer;
    return { open: waiting + inHands, inHands, dead: dead.messages };
  }

  /**
   * One by one, where it is not all: a purge by subject moves a consumer to the end of the stream (2.9.10), and the
   * jobs that were to stay are never delivered.
   */
  async withdraw(pattern?: string): Promise<number> {
    if (pattern === undefined) return this.#stream.purge();
    assertPattern(pattern);
    const { streams } = this.#link.jsm;
    for (let withdrawn = 0, seq = 1; ; withdrawn++) {
      const query = { seq, next_by_subj: pattern } as unknown as { seq: number };
      const job = await this.#call('withdraw', () => streams.getMessage(this.name, query));
      if (job === null) return withdrawn;
      await this.#call('withdraw', () => streams.deleteMessage(this.name, job.seq, false));
      seq = job.seq + 1;
    }
  }

  async deadLetters(): Promise<Stream> {
    const wanted = wantedStream(deadLetterStream(this.name));
    return new NatsStream(this.#link, wanted.name, () => missing(wanted));
  }

  /**
   * One pull request. The library's own lasts a second at least, and when it is left early the server still delivers
   * to it: jobs would lose an attempt to nobody.
   */
  async #pull(max: number, waitMs: number): Promise<JobDelivery[]> {
    this.#link.assertUp();
    const inbox = createInbox();
    const deliveries: JobDelivery[] = [];
    let isSilent = false;
    await new Promise<void>((resolve, reject) => {
      const end = (error?: BusError): void => {
        clearTimeout(timer);
        this.#link.users.delete(user);
        if (!subscription.isClosed()) subscription.unsubscribe();
        if (error !== undefined && deliveries.length === 0) reject(error);
        else resolve();
      };
      // The server ends the request at `expires`; if it cannot be heard, we end it.
      const timer = setTimeout(() => {
        isSilent = true;
        end();
      }, waitMs + 500);
      const user = { reconnected: () => end(), closing: () => end(), closed: () => end() };
      this.#link.users.add(user);
      const subscription = this.#link.nc.subscribe(inbox, {
        callback: (error, msg) => {
          if (error !== null) return end(asBusError(error, `take from ${this.name}`, this.name));
          const delivery = jobDelivery(msg);
          if (delivery === undefined) return end(this.#refusal(msg));
          deliveries.push(delivery);
          return deliveries.length === max ? end() : undefined;
        },
      });
      const request = { batch: max, expires: Math.ceil(waitMs) * 1_000_000 };
      this.#link.nc.publish(`$JS.API.CONSUMER.MSG.NEXT.${this.name}.${workers}`, JSON.stringify(request), {
        reply: inbox,
      });
    });
    // A server says nothing to a pull from what is not there.
    if (isSilent) await this.#call('look for', () => this.#link.jsm.consumers.info(this.name, workers));
    return deliveries;
  }

  /** When there is nothing to do, and not more often than every half minute. */
  async #lookForForgotten(): Promise<void> {
    if (!this.#link.isConnected || performance.now() - this.#lookedAtMs < 30_000) return;
    this.#lookedAtMs = performance.now();
    const { consumer } = wantedQueue(this.#definition);
    try {
      await deliverForgotten(this.#link, this.name, consumer);
    } catch (error) {
      // Looking is a service beyond the call: a worker without the right to it still works.
      this.#link.status.tell({ kind: 'error', error: asBusError(error, `look for forgotten jobs of ${this.name}`) });
    }
  }

  /** What a status message means: the end of waiting, or that the queue is not there. */
  #refusal(msg: Msg): BusError | undefined {
    const { code = 0, description = '' } = msg.headers ?? {};
    if (code === 503 || /consumer deleted/i.test(description)) return this.#absent();
    if (code === 404 || code === 408 || code === 409) return undefined;
    return new BusError('failed', `take from ${this.name}: ${code} ${description}`, { subject: this.name });
  }

  #job(delivery: JobDelivery): Job {
    const { subject, payload, headers, sequence, attempt, offeredAtMs } = delivery;
    return {
      subject,
      payload,
      headers,
      sequence,
      attempt,
      offeredAtMs,
      extend: () => this.#say(delivery, '+WPI'),
      ack: () => this.#say(delivery, '+ACK'),
      retry: (delayMs = 0) =>
        this.#say(delivery, delayMs > 0 ? `-NAK ${JSON.stringify({ delay: Math.ceil(delayMs) * 1_000_000 })}` : '-NAK'),
      deadLetter: (reason) => this.#bury(delivery, reason),
    };
  }

  /** Tells the server of a job and waits until it knows. */
  async #say({ reply, subject }: JobDelivery, word: string): Promise<void> {
    const timeout = this.#link.times.callTimeoutMs;
    await this.#call(`${word} ${subject}`, () => this.#link.nc.request(reply, word, { timeout }));
  }

  /** The copy first, then the end of the job; the copy's own subject keeps a second one out. */
  async #bury(delivery: JobDelivery, reason: string): Promise<void> {
    const { subject, payload, headers, sequence, attempt, offeredAtMs } = delivery;
    const names = deadLetterHeaders;
    const told = {
      [names.reason]: reason.replaceAll(/\s+/g, ' ').trim().slice(0, 1_000),
      [names.subject]: subject,
      [names.sequence]: String(sequence),
      [names.attempts]: String(attempt),
    };
    const options = { headers: { ...headers, ...told }, expectLastSubjectSequence: 0 };
    try {
      await appendOnce(this.#link, deadLetterSubject(this.name, sequence, offeredAtMs), payload, options);
    } catch (error) {
      const failure = asBusError(error, `bury ${subject}`);
      if (failure.code === 'no-responders') throw missing(wantedStream(deadLetterStream(this.name)));
      if (failure.code !== 'conflict') throw failure;
    }
    // Bare: servers before 2.10.4 take a term with a reason for no word at all, and deliver the job again.
    await this.#say(delivery, '+TERM');
  }

  async #call<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.#link.call(what, work);
    } catch (error) {
      const failure = asBusError(error, what);
      throw failure.code === 'missing' || failure.code === 'no-responders' ? this.#absent() : failure;
    }
  }

  #absent(): BusError {
    return missing(wantedQueue(this.#definition));
  }
}
