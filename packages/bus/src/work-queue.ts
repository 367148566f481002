import type { Headers } from './message-bus.ts';
import type { AppendOptions, Stored, Stream } from './stream.ts';

/** A piece of work in the hands of one worker until `ackWaitMs` is over. */
export interface Job {
  readonly subject: string;
  readonly payload: Uint8Array;
  readonly headers: Headers;
  /** Place in the queue; the same on every attempt. */
  readonly sequence: number;
  readonly offeredAtMs: number;
  /** 1 on the first delivery. */
  readonly attempt: number;
  /** Starts `ackWaitMs` anew: a heartbeat of long work. */
  extend(): Promise<void>;
  /**
   * Done: resolves when the broker knows it. Nobody gets the job again, unless a broker is killed before it has written
   * that down (nats-server 2.9 takes its time): store results so that a second one is refused, then acknowledge.
   * Rejects with `timeout`, `disconnected`.
   */
  ack(): Promise<void>;
  /** Give it to somebody else, not before `delayMs`. */
  retry(delayMs?: number): Promise<void>;
  /** Put it aside for people to look at, with the reason; it leaves the queue. */
  deadLetter(reason: string): Promise<void>;
}

export interface TakeOptions {
  /** Jobs at once, at most. Default 1. */
  readonly max?: number;
  /** How long to wait for the first. Default 5,000. */
  readonly waitMs?: number;
}

export interface QueueCounts {
  /** Offered and not yet done, including those in hands. */
  readonly open: number;
  readonly inHands: number;
  readonly dead: number;
}

/** Headers of a dead letter. */
export const deadLetterHeaders = {
  reason: 'Twin-Dead-Reason',
  subject: 'Twin-Original-Subject',
  sequence: 'Twin-Original-Sequence',
  attempts: 'Twin-Attempts',
} as const;

/**
 * Work for many hands: every job is done at least once, by one worker at a time, and offered again when its worker
 * falls silent. A job delivered more than `maxAttempts` times goes to the dead letters (reason `attempts`).
 */
export interface WorkQueue {
  readonly name: string;
  /** Rejects with `full`, `conflict`, `timeout`, `missing`. Give a `messageId` to be able to repeat safely. */
  offer(subject: string, payload: Uint8Array, options?: AppendOptions): Promise<Stored>;
  /** One job or more, or none when none came in time; without a connection it waits as it waits for a job. */
  take(options?: TakeOptions): Promise<readonly Job[]>;
  counts(): Promise<QueueCounts>;
  /** Withdraws open jobs under a pattern (default all); how many. Those in hands end with their worker. */
  withdraw(pattern?: string): Promise<number>;
  /** What was put aside, as a stream: the payload as offered, and the headers of `deadLetterHeaders`. */
  deadLetters(): Promise<Stream>;
}
