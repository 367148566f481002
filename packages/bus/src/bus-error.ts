/**
 * What went wrong, as a caller needs to know it. The first question is always whether the thing may have happened:
 * only after `timeout` is that unknown; after every other code it has not.
 *
 * | code | meaning | what helps |
 * |---|---|---|
 * | `invalid` | an argument breaks a rule of names, sizes or numbers | mend the caller |
 * | `too-large` | payload above what the broker or the stream takes | an object store |
 * | `timeout` | no answer within the deadline; it may have happened | ask, or repeat with a message id |
 * | `disconnected` | not sent: there is no connection now | wait for it |
 * | `unavailable` | the broker answers that it cannot now | repeat later |
 * | `no-responders` | nobody listens on the subject of a request | start the responder |
 * | `missing` | the stream, bucket, queue or object store is not there | `command` creates it |
 * | `mismatch` | it is there with other settings | `command`, or change the definition |
 * | `conflict` | the expected sequence or revision is not the last one | read again, or give way |
 * | `full` | a limit of messages, bytes or disk is reached | make room, then repeat |
 * | `gap` | messages between the position asked for and the first one kept are gone | `allowGap`, or start anew |
 * | `window-full` | too many messages without an outcome | await `room()` |
 * | `denied` | permissions forbid the subject | the broker's settings |
 * | `unauthorized` | credentials or certificates were refused | the credentials |
 * | `closed` | this connection, subscription or reader is closed | a new one |
 * | `failed` | anything else; `cause` says what | |
 */
export type BusErrorCode =
  | 'invalid'
  | 'too-large'
  | 'timeout'
  | 'disconnected'
  | 'unavailable'
  | 'no-responders'
  | 'missing'
  | 'mismatch'
  | 'conflict'
  | 'full'
  | 'gap'
  | 'window-full'
  | 'denied'
  | 'unauthorized'
  | 'closed'
  | 'failed';

export interface BusErrorDetail {
  /** The subject, key, stream or object it is about. */
  readonly subject?: string;
  /** The shell command that mends it, where there is one. */
  readonly command?: string;
  readonly cause?: unknown;
}

/** Every failure of a broker, whichever broker it is. */
export class BusError extends Error {
  override readonly name = 'BusError';
  readonly code: BusErrorCode;
  readonly subject: string | undefined;
  readonly command: string | undefined;

  constructor(code: BusErrorCode, message: string, detail: BusErrorDetail = {}) {
    super(detail.command === undefined ? message : `${message}\n  ${detail.command}`, { cause: detail.cause });
    this.code = code;
    this.subject = detail.subject;
    this.command = detail.command;
  }
}
