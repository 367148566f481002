import {
  assertHeaders,
  assertPattern,
  assertPayload,
  assertSubject,
  BusError,
  copyPayload,
  Inbox,
  type AppendOptions,
  type Headers,
  type Message,
  type MessageBus,
  type PublishOptions,
  type RequestOptions,
  type SubscribeOptions,
  type Subscription,
} from '@twin/bus';
import type { Msg, MsgHdrs, Subscription as NatsSubscription } from '@nats-io/transport-node';
import { asBusError } from './failures.ts';
import type { Link } from './link.ts';
import { decodeHeaders, encodeHeaders } from './wire-headers.ts';

/** What the client is given besides subject and payload. */
export function publishOptions(headers: MsgHdrs | undefined, reply?: string): { headers?: MsgHdrs; reply?: string } {
  if (headers === undefined) return reply === undefined ? {} : { reply };
  return reply === undefined ? { headers } : { headers, reply };
}

/** More than the headers of `options` ever take. */
const mostOfOptions = 4_096;

/** Refuses what the server would refuse, before it costs a connection. Headers count as payload. */
export function assertSendable(
  link: Link,
  subject: string,
  payload: Uint8Array,
  headers: Headers | undefined,
  options: AppendOptions = {},
): void {
  assertSubject(subject);
  assertPayload(payload);
  if (headers !== undefined) assertHeaders(headers);
  const most = link.nc.info?.max_payload ?? 1_048_576;
  if (payload.length + mostOf(headers) <= most - mostOfOptions) return;
  const size = payload.length + (encodeHeaders(headers, options)?.encode().length ?? 0);
  if (size > most) throw new BusError('too-large', `${size} bytes; the server takes ${most}`, { subject });
}

/** More than headers ever take on the wire, without encoding them: a character has three bytes at most. */
function mostOf(headers: Headers | undefined): number {
  let most = 0;
  for (const name in headers) most += 3 * (name.length + headers[name]!.length) + 4;
  return most;
}

class NatsMessage implements Message {
  readonly #msg: Msg;
  readonly subject: string;
  readonly payload: Uint8Array;
  #headers: Headers | undefined;

  constructor(msg: Msg) {
    this.#msg = msg;
    this.subject = msg.subject;
    this.payload = msg.data;
  }

  get headers(): Headers {
    return (this.#headers ??= decodeHeaders(this.#msg.headers));
  }

  get reply(): string | undefined {
    const { reply } = this.#msg;
    return reply === '' ? undefined : reply;
  }

  respond(payload: Uint8Array, options: { readonly headers?: Headers } = {}): boolean {
    if (this.reply === undefined) return false;
    assertPayload(payload);
    if (options.headers !== undefined) assertHeaders(options.headers);
    return this.#msg.respond(copyPayload(payload), publishOptions(encodeHeaders(options.headers)));
  }
}

/** Plain messages over core NATS. */
export class NatsBus implements MessageBus {
  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
  }

  publish(subject: string, payload: Uint8Array, options: PublishOptions = {}): void {
    const { headers, reply } = options;
    this.#link.assertOpen();
    assertSendable(this.#link, subject, payload, headers);
    if (reply !== undefined) assertSubject(reply);
    this.#link.published();
    // The client would take it, and throw its buffer away at the next dial without a word.
    if (!this.#link.isConnected) this.#link.dropped('disconnected', 1);
    // A copy, because it keeps a reference until it writes, and our caller may reuse its buffer at once.
    else this.#link.nc.publish(subject, copyPayload(payload), publishOptions(encodeHeaders(headers), reply));
  }

  subscribe(pattern: string, options: SubscribeOptions = {}): Subscription {
    this.#link.assertOpen();
    assertPattern(pattern);
    if (options.queue !== undefined) assertSubject(options.queue);
    return new BoundedSubscription(this.#link, pattern, options);
  }

  async request(subject: string, payload: Uint8Array, options: RequestOptions = {}): Promise<Message> {
    this.#link.assertOpen();
    assertSendable(this.#link, subject, payload, options.headers);
    this.#link.assertUp();
    const headers = encodeHeaders(options.headers);
    const timeout = options.timeoutMs ?? 2_000;
    try {
      const given = headers === undefined ? { timeout } : { timeout, headers };
      return new NatsMessage(await this.#link.nc.request(subject, copyPayload(payload), given));
    } catch (error) {
      throw asBusError(error, `request to ${subject}`, subject);
    }
  }

  async flush(timeoutMs?: number): Promise<void> {
    await this.#link.flush(timeoutMs);
  }
}

class BoundedSubscription implements Subscription {
  readonly pattern: string;
  readonly #link: Link;
  readonly #inbox: Inbox<Message>;
  readonly #subscription: NatsSubscription;

  constructor(link: Link, pattern: string, options: SubscribeOptions) {
    this.pattern = pattern;
    this.#link = link;
    const limits = { maxItems: options.maxPending ?? 65_536, maxBytes: options.maxPendingBytes ?? 67_108_864 };
    this.#inbox = new Inbox(
      limits,
      ({ payload }) => payload.length,
      () => this.#leave(),
    );
    const callback = (error: Error | null, msg: Msg): void => {
      if (error === null) this.#arrived(msg);
      else this.#end(asBusError(error, `subscription to ${pattern}`, pattern));
    };
    const { queue } = options;
    this.#subscription = link.nc.subscribe(pattern, queue === undefined ? { callback } : { callback, queue });
    // A subscription is heard by its own closing: while draining, messages still come after the link was told.
    void this.#subscription.closed.then((error) =>
      this.#end(error instanceof Error ? asBusError(error, `subscription to ${pattern}`, pattern) : undefined),
    );
  }

  get received(): number {
    return this.#inbox.received;
  }

  get dropped(): number {
    return this.#inbox.dropped;
  }

  get closed(): Promise<BusError | undefined> {
    return this.#inbox.closed;
  }

  unsubscribe(): void {
    this.#leave();
    this.#inbox.discard();
  }

  async drain(): Promise<void> {
    if (this.#link.isConnected && !this.#subscription.isClosed())
      await this.#subscription.drain().catch(() => undefined);
    else this.#leave();
    this.#end();
  }

  [Symbol.asyncIterator](): AsyncIterator<Message> {
    return this.#inbox[Symbol.asyncIterator]();
  }

  #arrived(msg: Msg): void {
    this.#link.counts.received++;
    const gone = this.#inbox.push(new NatsMessage(msg));
    if (gone > 0) this.#link.dropped('slow-reader', gone);
  }

  #end(error?: BusError): void {
    this.#inbox.end(error);
  }

  #leave(): void {
    if (!this.#subscription.isClosed()) this.#subscription.unsubscribe();
  }
}
