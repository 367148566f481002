import { BusError } from './bus-error.ts';
import type { Clock } from './clock.ts';
import { copyPayload } from './payload-copy.ts';
import type { AcknowledgedPublisher, AppendOptions, Outcome, PublisherOptions } from './stream.ts';

/** What a broker says to one attempt. `not-now`: surely not stored, and worth another attempt. */
export type Verdict = Outcome | { readonly kind: 'not-now'; readonly error: BusError };

/** The way to the broker. `send` answers later, or never, through `settle(token, verdict)`. */
export interface PublisherLink {
  readonly isConnected: boolean;
  /** Throws `BusError` when the message can never be sent. */
  check(subject: string, payload: Uint8Array, options: AppendOptions): void;
  send(token: number, subject: string, payload: Uint8Array, options: AppendOptions): void;
  /** Called once, when the publisher is closed. */
  release(): void;
}

interface Pending {
  readonly token: number;
  readonly subject: string;
  readonly payload: Uint8Array;
  readonly options: AppendOptions;
  readonly deadlineAtMs: number;
  readonly resolve: (outcome: Outcome) => void;
  /** Attempts the broker has not answered: above 0 it may be stored. */
  unanswered: number;
  sentAtMs: number;
  lastError: BusError | undefined;
}

/**
 * The window, deadlines and repeats of acknowledged publishing, whatever the broker. One timer serves all messages.
 * After a reconnect what is open goes out again in the order of publishing, so that one writer's order is kept.
 */
export class WindowedPublisher implements AcknowledgedPublisher {
  readonly #clock: Clock;
  readonly #link: PublisherLink;
  readonly #window: number;
  readonly #deadlineMs: number;
  readonly #resendAfterMs: number;
  /** Open messages, oldest first: Map keeps the order of insertion. */
  readonly #open = new Map<number, Pending>();
  #nextToken = 0;
  #cancelTick: (() => void) | undefined;
  #closed: BusError | undefined;
  #awaitingRoom: (() => void)[] = [];
  #awaitingNone: (() => void)[] = [];

  constructor(clock: Clock, link: PublisherLink, options: PublisherOptions = {}) {
    this.#clock = clock;
    this.#link = link;
    this.#window = positive('window', options.window ?? 1_024);
    this.#deadlineMs = positive('deadlineMs', options.deadlineMs ?? 10_000);
    this.#resendAfterMs = positive('resendAfterMs', options.resendAfterMs ?? 2_000);
  }

  get inFlight(): number {
    return this.#open.size;
  }

  publish(subject: string, payload: Uint8Array, options: AppendOptions = {}): Promise<Outcome> {
    if (this.#closed !== undefined) throw this.#closed;
    if (this.#open.size >= this.#window)
      throw new BusError('window-full', `${this.#window} messages have no outcome yet: await room()`, { subject });
    this.#link.check(subject, payload, options);
    const token = this.#nextToken++;
    const nowMs = this.#clock.now();
    // What may go out later, or again, must not change under us: the caller may reuse its buffer.
    const kept = copyPayload(payload);
    const unanswered = this.#link.isConnected ? 1 : 0;
    if (unanswered > 0) this.#link.send(token, subject, kept, options);
    return new Promise((resolve) => {
      this.#open.set(token, {
        token,
        subject,
        payload: kept,
        options,
        deadlineAtMs: nowMs + this.#deadlineMs,
        resolve,
        unanswered,
        sentAtMs: nowMs,
        lastError: undefined,
      });
      this.#cancelTick ??= this.#clock.after(this.#tickMs(), () => this.#tick());
    });
  }

  room(): Promise<void> {
    if (this.#open.size < this.#window) return Promise.resolve();
    return new Promise((resolve) => this.#awaitingRoom.push(resolve));
  }

  flush(): Promise<void> {
    if (this.#open.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#awaitingNone.push(resolve));
  }

  async close(): Promise<void> {
    if (this.#closed !== undefined) return;
    this.#closed = new BusError('closed', 'this publisher is closed');
    await this.flush();
    this.#link.release();
  }

  /** What a token stands for, while its message is open. */
  subjectOf(token: number): string | undefined {
    return this.#open.get(token)?.subject;
  }

  /** The broker's word on an attempt. Words on what is settled already are ignored. */
  settle(token: number, verdict: Verdict): void {
    const pending = this.#open.get(token);
    if (pending === undefined) return;
    if (verdict.kind === 'not-now') {
      pending.lastError = verdict.error;
      pending.unanswered--;
    } else this.#finish(pending, verdict);
  }

  /** Ends every open message on a subject, or all of them, for a reason that will not pass. */
  refuse(error: BusError, subject?: string): void {
    for (const pending of this.#open.values())
      if (subject === undefined || pending.subject === subject) this.#finish(pending, refused(pending, error));
  }

  /** The connection is back: what is open goes out again, in order, as far as that cannot store it twice. Of the rest nobody will tell any more. */
  reconnected(): void {
    for (const pending of this.#open.values())
      if (mayRepeat(pending)) this.#send(pending);
      else this.#finish(pending, overdue(pending, 'before the connection broke'));
  }

  #tick(): void {
    this.#cancelTick = undefined;
    const nowMs = this.#clock.now();
    for (const pending of this.#open.values()) {
      if (nowMs >= pending.deadlineAtMs) this.#finish(pending, overdue(pending));
      else if (this.#link.isConnected && this.#isDue(pending, nowMs)) this.#send(pending);
    }
    if (this.#open.size > 0) this.#cancelTick ??= this.#clock.after(this.#tickMs(), () => this.#tick());
  }

  #isDue(pending: Pending, nowMs: number): boolean {
    if (pending.unanswered === 0) return true;
    return mayRepeat(pending) && nowMs - pending.sentAtMs >= this.#resendAfterMs;
  }

  #send(pending: Pending): void {
    this.#link.send(pending.token, pending.subject, pending.payload, pending.options);
    pending.unanswered++;
    pending.sentAtMs = this.#clock.now();
  }

  #finish(pending: Pending, outcome: Outcome): void {
    this.#open.delete(pending.token);
    pending.resolve(outcome);
    while (this.#open.size < this.#window && this.#awaitingRoom.length > 0) {
      for (const resolve of this.#awaitingRoom.splice(0)) resolve();
    }
    if (this.#open.size > 0) return;
    this.#cancelTick?.();
    this.#cancelTick = undefined;
    for (const resolve of this.#awaitingNone.splice(0)) resolve();
  }

  #tickMs(): number {
    return Math.max(5, Math.min(250, this.#resendAfterMs / 4, this.#deadlineMs / 4));
  }
}

/** With an id a repeat is recognised; without one only what surely was not stored may go again. */
function mayRepeat(pending: Pending): boolean {
  return pending.unanswered === 0 || pending.options.messageId !== undefined;
}

function overdue(pending: Pending, when = 'until the deadline'): Outcome {
  const { subject, unanswered, lastError } = pending;
  if (unanswered === 0)
    return {
      kind: 'refused',
      error: lastError ?? new BusError('disconnected', `no connection until the deadline: ${subject}`, { subject }),
    };
  return {
    kind: 'unknown',
    error: new BusError('timeout', `no acknowledgement ${when}: ${subject}`, { subject, cause: lastError }),
  };
}

/** A reason not to try again does not undo an attempt that may have arrived. */
function refused(pending: Pending, error: BusError): Outcome {
  const mayBeStored = pending.unanswered > 0 && (error.code === 'closed' || error.code === 'disconnected');
  return { kind: mayBeStored ? 'unknown' : 'refused', error };
}

function positive(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value <= 0)
    throw new BusError('invalid', `${name} must be a whole number above 0, not ${value}`);
  return value;
}
