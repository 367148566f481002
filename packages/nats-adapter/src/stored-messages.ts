import type { StoredMessage } from '@twin/bus';
import type { JsMsg, StoredMsg } from '@nats-io/jetstream';
import { decodeHeaders } from './wire-headers.ts';

/** A message as a consumer delivers it. The time is in the acknowledgement's subject, in ns: whole ms, the same always. */
export function deliveredMessage(msg: JsMsg): StoredMessage {
  return {
    subject: msg.subject,
    payload: msg.data,
    headers: decodeHeaders(msg.headers),
    sequence: msg.seq,
    storedAtMs: Number(msg.timestampNanos / 1_000_000n),
  };
}

/** A message as the stream gives it when asked for one. Its time is RFC 3339 with ns, cut to ms. */
export function keptMessage(msg: StoredMsg): StoredMessage {
  return {
    subject: msg.subject,
    payload: msg.data,
    headers: decodeHeaders(msg.header),
    sequence: msg.seq,
    storedAtMs: Date.parse(msg.timestamp.replace(/(\.\d{3})\d*/, '$1')),
  };
}
