import { BusError } from '../bus-error.ts';
import { Inbox } from '../inbox.ts';
import type {
  Headers,
  Message,
  MessageBus,
  PublishOptions,
  RequestOptions,
  SubscribeOptions,
  Subscription,
} from '../message-bus.ts';
import { assertHeaders, assertPattern, assertPayload, assertSubject } from '../names.ts';
import { copyPayload } from '../payload-copy.ts';
import type { Connection } from './connection.ts';
import type { MemorySubscriber, World } from './world.ts';

export const noHeaders: Headers = Object.freeze({});

/** Plain messages in memory. Delivery is into the readers' inboxes, at once. */
export class MemoryBus implements MessageBus {
  readonly #connection: Connection;
  #inboxes = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  publish(subject: string, payload: Uint8Array, options: PublishOptions = {}): void {
    const { world, counts } = this.#connection;
    this.#connection.assertOpen();
    this.#connection.assertSendable(subject, payload, options.headers);
    counts.published++;
    if (!world.isUp) {
      this.#connection.dropped('disconnected', 1);
      return;
    }
    world.accept(this.#message(subject, copyPayload(payload), options.headers ?? noHeaders, options.reply));
  }

  subscribe(pattern: string, options: SubscribeOptions = {}): Subscription {
    this.#connection.assertOpen();
    assertPattern(pattern);
    return new MemorySubscription(this.#connection, pattern, options);
  }

  async request(subject: string, payload: Uint8Array, options: RequestOptions = {}): Promise<Message> {
    const { world } = this.#connection;
    this.#connection.assertOpen();
    this.#connection.assertSendable(subject, payload, options.headers);
    if (!world.isUp) throw new BusError('disconnected', `no connection: ${subject}`, { subject });
    const timeoutMs = options.timeoutMs ?? 2_000;
    const reply = `_INBOX.${this.#connection.id}.${this.#inboxes++}`;
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        cancel();
        world.interest.remove(waiting);
        act();
      };
      const waiting: MemorySubscriber = {
        pattern: reply,
        queue: undefined,
        deliver: (message) => settle(() => resolve(message)),
      };
      const cancel = world.clock.after(timeoutMs, () =>
        settle(() => reject(new BusError('timeout', `no answer within ${timeoutMs} ms: ${subject}`, { subject }))),
      );
      world.interest.add(waiting);
      const takers = world.accept(this.#message(subject, copyPayload(payload), options.headers ?? noHeaders, reply));
      if (takers === 0)
        settle(() => reject(new BusError('no-responders', `nobody listens on ${subject}`, { subject })));
    });
  }

  async flush(): Promise<void> {
    this.#connection.assertUp();
  }

  #message(subject: string, payload: Uint8Array, headers: Headers, reply: string | undefined): Message {
    return new MemoryMessage(this.#connection.world, subject, payload, headers, reply);
  }
}

/** A class, for there is one a message: a closure for `respond` would cost as much as the delivery. */
class MemoryMessage implements Message {
  readonly #world: World;
  readonly subject: string;
  readonly payload: Uint8Array;
  readonly headers: Headers;
  readonly reply: string | undefined;

  constructor(world: World, subject: string, payload: Uint8Array, headers: Headers, reply: string | undefined) {
    this.#world = world;
    this.subject = subject;
    this.payload = payload;
    this.headers = headers;
    this.reply = reply;
  }

  respond(answer: Uint8Array, { headers }: { readonly headers?: Headers } = {}): boolean {
    if (this.reply === undefined) return false;
    assertPayload(answer);
    if (headers !== undefined) assertHeaders(headers);
    this.#world.route(new MemoryMessage(this.#world, this.reply, copyPayload(answer), headers ?? noHeaders, undefined));
    return true;
  }
}

class MemorySubscription implements Subscription, MemorySubscriber {
  readonly pattern: string;
  readonly queue: string | undefined;
  readonly #connection: Connection;
  readonly #inbox: Inbox<Message>;

  constructor(connection: Connection, pattern: string, options: SubscribeOptions) {
    if (options.queue !== undefined) assertSubject(options.queue);
    this.pattern = pattern;
    this.queue = options.queue;
    this.#connection = connection;
    const limits = { maxItems: options.maxPending ?? 65_536, maxBytes: options.maxPendingBytes ?? 67_108_864 };
    this.#inbox = new Inbox(
      limits,
      (message) => message.payload.length,
      () => this.#leave(),
    );
    connection.world.interest.add(this);
    connection.onClose(this);
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

  deliver(message: Message): void {
    this.#connection.counts.received++;
    const gone = this.#inbox.push(message);
    if (gone > 0) this.#connection.dropped('slow-reader', gone);
  }

  unsubscribe(): void {
    this.#leave();
    this.#inbox.discard();
  }

  async drain(): Promise<void> {
    this.#leave();
    this.#inbox.end();
  }

  [Symbol.asyncIterator](): AsyncIterator<Message> {
    return this.#inbox[Symbol.asyncIterator]();
  }

  #leave(): void {
    this.#connection.world.interest.remove(this);
    this.#connection.offClose(this);
  }
}
