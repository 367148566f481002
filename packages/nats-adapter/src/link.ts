import { BusError, StatusListeners, systemClock, type BrokerCounters, type Clock } from '@twin/bus';
import { errors, type NatsConnection, type Status } from '@nats-io/transport-node';
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { asBusError, within } from './failures.ts';
import type { NatsTimes } from './settings.ts';

/** Somebody who wants to know when the link breaks, returns or ends, or a subject is forbidden. */
export interface LinkUser {
  reconnected?(): void;
  denied?(error: BusError, subject: string): void;
  /** The connection is to end; what is under way may end first. */
  closing?(): Promise<void> | void;
  /** The connection is over. */
  closed?(): void;
}

/** How often, while publishing, the server is asked whether it has it all. */
const confirmEveryMs = 100;

/** One connection and what its users share: state, counts, status, deadlines. */
export class Link {
  readonly nc: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  readonly times: NatsTimes;
  readonly clock: Clock = systemClock;
  readonly users = new Set<LinkUser>();
  readonly closed: Promise<BusError | undefined>;
  readonly counts = {
    published: 0,
    received: 0,
    droppedDisconnected: 0,
    unconfirmedAtDisconnect: 0,
    droppedSlow: 0,
    reconnects: 0,
  };
  /** Dials since the connection broke: what the back-off grows with. */
  readonly #dials: { count: number };
  readonly status = new StatusListeners(this.clock);
  /** Ends a call that waits for its answer. */
  readonly #calls = new Set<() => void>();
  #confirmTimer: NodeJS.Timeout | undefined;
  #confirmed = 0;
  #server: string;
  isConnected = true;
  isOpen = true;

  private constructor(nc: NatsConnection, jsm: JetStreamManager, times: NatsTimes, dials: { count: number }) {
    this.nc = nc;
    this.jsm = jsm;
    this.js = jetstream(nc, { timeout: times.callTimeoutMs });
    this.times = times;
    this.#dials = dials;
    this.#server = nc.getServer();
    this.closed = this.#watchEnd();
    void this.#watchStatus();
  }

  static async make(nc: NatsConnection, times: NatsTimes, dials: { count: number }): Promise<Link> {
    return new Link(nc, await jetstreamManager(nc, { checkAPI: false, timeout: times.callTimeoutMs }), times, dials);
  }

  assertOpen(): void {
    if (!this.isOpen) throw new BusError('closed', 'this connection is closed');
  }

  /** What every call to the broker asks first: a call without a connection would only wait for its deadline. */
  assertUp(): void {
    this.assertOpen();
    if (!this.isConnected) throw new BusError('disconnected', 'there is no connection now');
  }

  /** A call to the broker, with the deadline that every call has. When the connection breaks no answer will come: that is its end too. */
  async call<T>(what: string, work: () => Promise<T>, timeoutMs?: number): Promise<T> {
    this.assertUp();
    let hangUp!: () => void;
    const broken = new Promise<never>((_resolve, reject) => {
      hangUp = () => reject(new BusError('timeout', `${what}: the connection broke before there was an answer`));
    });
    this.#calls.add(hangUp);
    try {
      // The library has deadlines of its own for single requests; ours is for whatever it does around them.
      return await within(timeoutMs ?? this.times.callTimeoutMs + 250, what, Promise.race([work(), broken]));
    } finally {
      this.#calls.delete(hangUp);
    }
  }

  counters(): BrokerCounters {
    return { ...this.counts };
  }

  /** Counts a publish; until the server has confirmed it, it may still be lost. */
  published(): void {
    this.counts.published++;
    this.#confirmTimer ??= setTimeout(() => this.#confirm(), confirmEveryMs).unref();
  }

  dropped(reason: 'disconnected' | 'slow-reader', count: number): void {
    if (reason === 'disconnected') this.counts.droppedDisconnected += count;
    else this.counts.droppedSlow += count;
    this.status.dropped(reason, count);
  }

  /** Resolves when the connection is back, or over, or after `waitMs`. */
  return(waitMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.users.delete(user);
        resolve();
      };
      const timer = setTimeout(done, waitMs);
      const user = { reconnected: done, closing: done, closed: done };
      this.users.add(user);
    });
  }

  /** Resolves when the server has processed all that was sent before. */
  async flush(timeoutMs = this.times.callTimeoutMs): Promise<void> {
    this.assertUp();
    const sent = this.#sent();
    await within(timeoutMs, 'flush', this.nc.flush());
    this.#confirmed = Math.max(this.#confirmed, sent);
  }

  /** Ends the connection, after what its users still do, at most for so long. */
  async end(timeoutMs: number, gently: boolean): Promise<void> {
    if (this.isOpen) {
      if (gently && this.isConnected) await within(timeoutMs, 'drain', this.#drain()).catch(() => undefined);
      this.isOpen = false;
      await this.nc.close();
    }
    await this.closed;
  }

  async #drain(): Promise<void> {
    await Promise.all([...this.users].map(async (user) => user.closing?.()));
    await this.nc.drain();
  }

  #sent(): number {
    return this.counts.published - this.counts.droppedDisconnected;
  }

  #confirm(): void {
    this.#confirmTimer = undefined;
    if (!this.isConnected || !this.isOpen) return;
    const sent = this.#sent();
    const confirmed = (): void => {
      this.#confirmed = Math.max(this.#confirmed, sent);
      if (this.#confirmed < this.#sent())
        this.#confirmTimer ??= setTimeout(() => this.#confirm(), confirmEveryMs).unref();
    };
    // When the connection breaks instead, that is counted there.
    this.nc.flush().then(confirmed, () => undefined);
  }

  async #watchStatus(): Promise<void> {
    for await (const status of this.nc.status()) this.#heard(status);
  }

  #heard(status: Status): void {
    switch (status.type) {
      case 'disconnect':
        this.isConnected = false;
        this.counts.unconfirmedAtDisconnect += this.#sent() - this.#confirmed;
        this.#confirmed = this.#sent();
        for (const hangUp of this.#calls) hangUp();
        this.status.tell({ kind: 'disconnected', server: this.#server });
        break;
      case 'reconnecting':
        this.#dials.count++;
        break;
      case 'reconnect':
        this.isConnected = true;
        this.#dials.count = 0;
        this.counts.reconnects++;
        this.#server = status.server;
        for (const user of this.users) user.reconnected?.();
        this.status.tell({ kind: 'reconnected', server: status.server });
        break;
      case 'ldm':
        this.status.tell({ kind: 'server-leaving', server: status.server });
        break;
      case 'error':
        this.#heardError(status.error);
        break;
      default: // pings, stale connections, changes of the cluster: what follows from them is told
    }
  }

  #heardError(error: Error): void {
    if (!(error instanceof errors.PermissionViolationError)) {
      this.status.tell({ kind: 'error', error: asBusError(error, 'the server says') });
      return;
    }
    const { subject } = error;
    const operation = error.operation === 'publish' ? 'publish' : 'subscribe';
    for (const user of this.users)
      user.denied?.(new BusError('denied', `the server forbids to ${operation}: ${subject}`, { subject }), subject);
    this.status.tell({ kind: 'denied', operation, subject });
  }

  async #watchEnd(): Promise<BusError | undefined> {
    const reason = await this.nc.closed();
    const wasAsked = !this.isOpen;
    this.isOpen = false;
    this.isConnected = false;
    clearTimeout(this.#confirmTimer);
    this.status.tellDropped();
    for (const user of this.users) user.closed?.();
    const error = reason instanceof Error && !wasAsked ? asBusError(reason, 'the connection is over') : undefined;
    this.status.tell({ kind: 'closed', error });
    return error;
  }
}
