import type { BusError } from './bus-error.ts';
import type { Headers } from './message-bus.ts';

/** A message as a stream keeps it. */
export interface StoredMessage {
  readonly subject: string;
  readonly payload: Uint8Array;
  readonly headers: Headers;
  /** Place in the stream: 1, 2, 3 … in the order of storing. Numbers are never used twice. */
  readonly sequence: number;
  /** When the broker stored it, Unix ms. The same on every reading. */
  readonly storedAtMs: number;
}

export interface AppendOptions {
  readonly headers?: Headers;
  /** Within the stream's duplicate window a second message with this id is not stored; its outcome says `duplicate`. */
  readonly messageId?: string;
  /** Store only if this is the last sequence of the stream, else `conflict`. */
  readonly expectLastSequence?: number;
  /** Store only if this is the last sequence stored under the same subject (0: none yet), else `conflict`. */
  readonly expectLastSubjectSequence?: number;
}

export interface Stored {
  readonly sequence: number;
  /** True when the broker knew the message id and kept the earlier message. */
  readonly duplicate: boolean;
}

/**
 * What became of a message. `stored`: the broker has it. `refused`: it has not, and `error` says why.
 * `unknown`: no acknowledgement before the deadline, or before the connection broke; the broker may have it.
 */
export type Outcome =
  | ({ readonly kind: 'stored' } & Stored)
  | { readonly kind: 'refused'; readonly error: BusError }
  | { readonly kind: 'unknown'; readonly error: BusError };

export interface PublisherOptions {
  /** Messages under way without an outcome, at most. Default 1,024. */
  readonly window?: number;
  /** Every message has its outcome by then. Default 10,000; keep it below the stream's duplicate window. */
  readonly deadlineMs?: number;
  /** A message with an id is sent again after this long without acknowledgement. Default 2,000. */
  readonly resendAfterMs?: number;
}

/**
 * Acknowledged publishing with a window. A message with a `messageId` is sent again after a reconnect or a lost
 * acknowledgement, and the duplicate window keeps it single; one without an id is sent once more only when it surely
 * was not stored. Outcomes come in the order the broker gives them.
 */
export interface AcknowledgedPublisher {
  /** Messages without an outcome. */
  readonly inFlight: number;
  /** Never rejects. Throws `BusError` `window-full` when there is no room, `invalid`, `too-large`, `closed`. */
  publish(subject: string, payload: Uint8Array, options?: AppendOptions): Promise<Outcome>;
  /** Resolves when there is room for a message more. Of several that wait, one may fill it: then `publish` throws again. */
  room(): Promise<void>;
  /** Resolves when every message so far has its outcome. */
  flush(): Promise<void>;
  /** Flushes, then takes no more. */
  close(): Promise<void>;
}

/** Where reading begins: a sequence, the first kept, after the last one, or the first stored at or after a time (Unix ms). */
export type StreamPosition = number | 'first' | 'new' | { readonly atMs: number };

export interface ReadOptions {
  /** Default `first`. */
  readonly from?: StreamPosition;
  /** Only what falls under this pattern. */
  readonly subject?: string;
  /**
   * When messages between the position asked for and the first one kept are gone, or the stream ends before that
   * position (it was made anew): fail with `gap` (default), or go on with what is there. With a `subject` only the
   * start is checked: later, nobody can tell whether what is gone fell under it.
   */
  readonly allowGap?: boolean;
  /** Messages fetched ahead of the reader, at most: the bound of memory. Default 1,000. */
  readonly ahead?: number;
}

/**
 * Messages in order, each once, with no limit in time: at the end it waits for more. Lives through reconnects.
 * Throws `BusError` `missing` (the stream is gone), `gap`, `closed`, `denied`. Leaving the loop stops it.
 */
export interface StreamReader extends AsyncIterable<StoredMessage> {
  stop(): void;
}

export interface StreamInfo {
  /** The first sequence kept; one past `lastSequence` when the stream is empty. */
  readonly firstSequence: number;
  /** The last sequence given; 0 when nothing was ever stored. */
  readonly lastSequence: number;
  readonly messages: number;
  readonly bytes: number;
}

export interface PurgeOptions {
  /** Only what falls under this pattern. */
  readonly subject?: string;
  /** Only what lies before this sequence. */
  readonly before?: number;
}

/** A log of messages: durable, ordered, read from any position as often as wanted. */
export interface Stream {
  readonly name: string;
  info(): Promise<StreamInfo>;
  /** Stores one message. Rejects with `conflict`, `full`, `too-large`, `missing`, `timeout`, `disconnected`, `denied`. */
  append(subject: string, payload: Uint8Array, options?: AppendOptions): Promise<Stored>;
  publisher(options?: PublisherOptions): AcknowledgedPublisher;
  read(options?: ReadOptions): StreamReader;
  /** The message with this sequence, if it is kept. */
  get(sequence: number): Promise<StoredMessage | undefined>;
  /** The last message kept under this very subject. */
  last(subject: string): Promise<StoredMessage | undefined>;
  /** Removes messages; how many. */
  purge(options?: PurgeOptions): Promise<number>;
}
