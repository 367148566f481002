import {
  assertAppendOptions,
  BusError,
  copyPayload,
  WindowedPublisher,
  type AcknowledgedPublisher,
  type AppendOptions,
  type PublisherOptions,
  type Stored,
  type Verdict,
} from '@twin/bus';
import { createInbox, type Msg } from '@nats-io/transport-node';
import { codeOfApiError } from './failures.ts';
import type { Link } from './link.ts';
import { assertSendable, publishOptions } from './nats-bus.ts';
import { encodeHeaders } from './wire-headers.ts';

interface Ack {
  readonly seq?: number;
  readonly duplicate?: boolean;
  readonly error?: { readonly err_code: number; readonly description: string };
}

/** What JetStream answers to a publish, as a verdict. */
function verdictOf(msg: Msg, subject: string): Verdict {
  // 503: nobody takes the subject. So it is with no such stream, and while a restarted server is not ready.
  if (msg.headers?.code === 503)
    return {
      kind: 'not-now',
      error: new BusError('missing', `no stream stores ${subject}, or JetStream is not up`, { subject }),
    };
  const sequence = plainSequence(msg.data);
  if (sequence > 0) return { kind: 'stored', sequence, duplicate: false };
  const { seq, duplicate, error } = parse(msg);
  if (error !== undefined) {
    const refusal = new BusError(codeOfApiError(error.err_code), `${subject}: ${error.description}`, { subject });
    return { kind: refusal.code === 'unavailable' ? 'not-now' : 'refused', error: refusal };
  }
  if (seq === undefined || !(seq > 0))
    return { kind: 'unknown', error: new BusError('failed', `not an acknowledgement: ${msg.string()}`, { subject }) };
  return { kind: 'stored', sequence: seq, duplicate: duplicate === true };
}

const beforeSequence = new TextEncoder().encode('"seq":');

/** The sequence of the answer that nearly all are, `{"stream":"…","seq":123}`, without the cost of JSON; else 0. */
function plainSequence(data: Uint8Array): number {
  let at = data.length - 1;
  // A refusal begins with `{"error"` and may end alike.
  if (data[2] !== 0x73 || data[at] !== 0x7d) return 0; // s }
  let sequence = 0;
  for (let place = 1; ; place *= 10) {
    const digit = data[--at]! - 0x30;
    if (!(digit >= 0 && digit <= 9)) break;
    sequence += digit * place;
  }
  if (at < beforeSequence.length || !Number.isSafeInteger(sequence)) return 0;
  for (let i = beforeSequence.length - 1; i >= 0; i--) if (data[at--] !== beforeSequence[i]) return 0;
  return sequence;
}

function parse(msg: Msg): Ack {
  try {
    return msg.json<Ack>();
  } catch {
    return {};
  }
}

/** Refuses what cannot be stored by anyone. */
function assertAppend(link: Link, subject: string, payload: Uint8Array, options: AppendOptions): void {
  assertAppendOptions(options);
  assertSendable(link, subject, payload, options.headers, options);
}

/** One message, one attempt, one acknowledgement. Rejects with `no-responders` when nothing stores the subject. */
export async function appendOnce(
  link: Link,
  subject: string,
  payload: Uint8Array,
  options: AppendOptions,
): Promise<Stored> {
  link.assertOpen();
  assertAppend(link, subject, payload, options);
  const headers = encodeHeaders(options.headers, options);
  const timeout = link.times.callTimeoutMs;
  const msg = await link.call(`append to ${subject}`, () =>
    link.nc.request(subject, copyPayload(payload), { timeout, ...publishOptions(headers) }),
  );
  const verdict = verdictOf(msg, subject);
  if (verdict.kind !== 'stored') throw verdict.error;
  return { sequence: verdict.sequence, duplicate: verdict.duplicate };
}

/**
 * Acknowledged publishing over one subscription for all answers: several times as fast as a request a message.
 * The last word of an answer's subject is the token of its message.
 */
export function natsPublisher(link: Link, options: PublisherOptions = {}): AcknowledgedPublisher {
  const prefix = `${createInbox()}.`;
  const answers = link.nc.subscribe(`${prefix}*`, {
    callback: (error, msg) => {
      if (error !== null) return;
      const token = Number(msg.subject.slice(prefix.length));
      const subject = publisher.subjectOf(token);
      if (subject !== undefined) publisher.settle(token, verdictOf(msg, subject));
    },
  });
  const publisher: WindowedPublisher = new WindowedPublisher(
    link.clock,
    {
      get isConnected() {
        return link.isConnected;
      },
      check: (subject, payload, given) => assertAppend(link, subject, payload, given),
      send: (token, subject, payload, given) =>
        link.nc.publish(subject, payload, publishOptions(encodeHeaders(given.headers, given), `${prefix}${token}`)),
      release: () => {
        link.users.delete(user);
        if (!answers.isClosed()) answers.unsubscribe();
      },
    },
    options,
  );
  const user = {
    reconnected: () => publisher.reconnected(),
    denied: (error: BusError, subject: string) => publisher.refuse(error, subject),
    closing: () => publisher.close(),
    closed: () => {
      publisher.refuse(new BusError('closed', 'the connection is closed'));
      void publisher.close();
    },
  };
  link.users.add(user);
  return publisher;
}
