import type { BusError } from './bus-error.ts';

export type Headers = Readonly<Record<string, string>>;

/** A message as it arrives. Payloads are to be read: several receivers may hold the same bytes. */
export interface Message {
  readonly subject: string;
  readonly payload: Uint8Array;
  readonly headers: Headers;
  /** Where an answer is awaited; set on requests. */
  readonly reply: string | undefined;
  /** Answers a request. False when none was asked for. */
  respond(payload: Uint8Array, options?: { readonly headers?: Headers }): boolean;
}

export interface SubscribeOptions {
  /** Members of one queue group share the messages: each goes to one of them. */
  readonly queue?: string;
  /** Messages held for a slow reader; beyond it the oldest are dropped, and counted. Default 65,536. */
  readonly maxPending?: number;
  /** Bytes of payload held for a slow reader, the same way. Default 64 MiB. */
  readonly maxPendingBytes?: number;
}

/**
 * What arrives on a pattern, for one reader: `for await (const message of subscription)`.
 * Reading ends after `unsubscribe`, `drain` or the end of the connection; it throws `BusError` when the broker
 * forbids the pattern. Leaving the loop unsubscribes.
 */
export interface Subscription extends AsyncIterable<Message> {
  readonly pattern: string;
  /** Messages that arrived, whether read or not. */
  readonly received: number;
  /** Messages dropped because the reader was slower than the limits allow. */
  readonly dropped: number;
  /** Nothing more arrives, and what is held is let go. */
  unsubscribe(): void;
  /** Nothing more is asked for; reading goes on to the last message that was under way. */
  drain(): Promise<void>;
  /** Resolves when reading is over, with the error that ended it if there was one. */
  readonly closed: Promise<BusError | undefined>;
}

export interface PublishOptions {
  readonly headers?: Headers;
  readonly reply?: string;
}

export interface RequestOptions {
  readonly headers?: Headers;
  /** Default 2,000. */
  readonly timeoutMs?: number;
}

/**
 * Messages at most once, to whoever listens now. What must arrive goes through a `Stream`.
 * Subjects are words joined by dots; patterns may use `*` (one word) and a last `>` (one or more).
 */
export interface MessageBus {
  /**
   * Sends and forgets; the payload may be reused at once. Without a connection the message is lost: it is counted in
   * `counters().droppedDisconnected` and a status event tells. Throws `BusError` `invalid`, `too-large`, `closed`.
   */
  publish(subject: string, payload: Uint8Array, options?: PublishOptions): void;
  /** Throws `BusError` `invalid`, `closed`. Survives reconnects. */
  subscribe(pattern: string, options?: SubscribeOptions): Subscription;
  /** The first answer. Rejects with `BusError` `no-responders`, `timeout`, `disconnected`, `denied`. */
  request(subject: string, payload: Uint8Array, options?: RequestOptions): Promise<Message>;
  /** Resolves when the broker has taken all that was published and subscribed before. Rejects with `timeout`, `disconnected`. */
  flush(timeoutMs?: number): Promise<void>;
}
