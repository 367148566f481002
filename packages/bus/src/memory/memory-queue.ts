import { BusError } from '../bus-error.ts';
import { deadLetterStream, deadLetterSubject } from '../definitions.ts';
import { assertPattern, subjectMatches } from '../names.ts';
import type { AppendOptions, Stored, Stream } from '../stream.ts';
import { deadLetterHeaders, type Job, type QueueCounts, type TakeOptions, type WorkQueue } from '../work-queue.ts';
import type { Connection } from './connection.ts';
import type { Delivery, JobTable } from './job-table.ts';
import { appendOnce, MemoryStream } from './memory-stream.ts';

export class MemoryQueue implements WorkQueue {
  readonly #connection: Connection;
  readonly #table: JobTable;

  constructor(connection: Connection, table: JobTable) {
    this.#connection = connection;
    this.#table = table;
  }

  get name(): string {
    return this.#table.definition.name;
  }

  async offer(subject: string, payload: Uint8Array, options: AppendOptions = {}): Promise<Stored> {
    this.#there();
    if (!subjectMatches(this.#table.definition.subject, subject))
      throw new BusError('invalid', `${subject} is not a subject of queue ${this.name}`, { subject });
    return appendOnce(this.#connection, subject, payload, options);
  }

  async take({ max = 1, waitMs = 5_000 }: TakeOptions = {}): Promise<readonly Job[]> {
    const { clock } = this.#connection.world;
    const untilMs = clock.now() + waitMs;
    for (;;) {
      this.#connection.assertOpen();
      const isUp = this.#connection.world.isUp;
      const jobs = isUp ? await this.#takeNow(max) : [];
      const leftMs = untilMs - clock.now();
      if (jobs.length > 0 || leftMs <= 0) return jobs;
      await (isUp ? this.#there().arrival(leftMs) : this.#connection.return(leftMs));
    }
  }

  async counts(): Promise<QueueCounts> {
    const dead = await (await this.deadLetters()).info();
    return { ...this.#there().counts(), dead: dead.messages };
  }

  async withdraw(pattern?: string): Promise<number> {
    if (pattern !== undefined) assertPattern(pattern);
    return this.#there().withdraw(pattern);
  }

  async deadLetters(): Promise<Stream> {
    this.#connection.assertUp();
    const { name } = deadLetterStream(this.name);
    const log = this.#connection.world.logs.get(name);
    if (log === undefined) throw new BusError('missing', `stream ${name} is not there`, { subject: name });
    return new MemoryStream(this.#connection, log);
  }

  async #takeNow(max: number): Promise<Job[]> {
    const jobs: Job[] = [];
    while (jobs.length < max) {
      const [delivery] = this.#there().take(1);
      if (delivery === undefined) break;
      const { maxAttempts } = this.#table.definition;
      if (delivery.attempt > maxAttempts) await this.#bury(delivery, 'attempts');
      else jobs.push(this.#job(delivery));
    }
    return jobs;
  }

  #job(delivery: Delivery): Job {
    const { message, attempt } = delivery;
    const { subject, payload, headers, sequence, storedAtMs } = message;
    const act = async (action: () => void): Promise<void> => {
      this.#there();
      if (this.#connection.world.faults.strikes('loseJobAck'))
        throw new BusError('timeout', `no answer about job ${sequence}`, { subject });
      action();
    };
    return {
      subject,
      payload,
      headers,
      sequence,
      attempt,
      offeredAtMs: storedAtMs,
      extend: () => act(() => this.#table.extend(delivery)),
      ack: () => act(() => this.#table.finish(delivery)),
      retry: (delayMs = 0) => act(() => this.#table.retry(delivery, delayMs)),
      deadLetter: (reason) => this.#bury(delivery, reason),
    };
  }

  /** The copy first, then the end of the job; the copy's own subject keeps a second one out. */
  async #bury(delivery: Delivery, reason: string): Promise<void> {
    const { subject, payload, headers, sequence, storedAtMs } = delivery.message;
    const names = deadLetterHeaders;
    const told = {
      [names.reason]: reason,
      [names.subject]: subject,
      [names.sequence]: String(sequence),
      [names.attempts]: String(delivery.attempt),
    };
    const options = { headers: { ...headers, ...told }, expectLastSubjectSequence: 0 };
    try {
      await appendOnce(this.#connection, deadLetterSubject(this.name, sequence, storedAtMs), payload, options);
    } catch (error) {
      if (!(error instanceof BusError && error.code === 'conflict')) throw error;
    }
    this.#there().finish(delivery);
  }

  #there(): JobTable {
    this.#connection.assertUp();
    if (this.#connection.world.queues.get(this.name) !== this.#table)
      throw new BusError('missing', `queue ${this.name} is not there`, {
        subject: this.name,
        command: `await broker.provision({ queues: [{ name: '${this.name}', … }] })`,
      });
    return this.#table;
  }
}
