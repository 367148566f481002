import type { Headers } from '@twin/bus';
import type { Msg } from '@nats-io/transport-node';
import { decodeHeaders } from './wire-headers.ts';

/** A job as the server delivers it; its reply subject says which delivery it is. */
export interface JobDelivery {
  readonly subject: string;
  readonly payload: Uint8Array;
  readonly headers: Headers;
  readonly sequence: number;
  readonly attempt: number;
  readonly offeredAtMs: number;
  /** Where the server wants to hear of it. */
  readonly reply: string;
}

/**
 * `$JS.ACK.<stream>.<consumer>.<delivered>.<stream seq>.<consumer seq>.<time, ns>.<pending>`; newer servers put domain
 * and account before the stream. Undefined for what is no delivery.
 */
export function jobDelivery(msg: Msg): JobDelivery | undefined {
  const words = (msg.reply ?? '').split('.');
  if (words[0] !== '$JS' || words[1] !== 'ACK' || words.length < 9) return undefined;
  const [attempt, sequence, , nanos] = words.slice(words.length === 9 ? 4 : 6);
  return {
    subject: msg.subject,
    payload: msg.data,
    headers: decodeHeaders(msg.headers),
    sequence: Number(sequence),
    attempt: Number(attempt),
    offeredAtMs: Number(BigInt(nanos!) / 1_000_000n),
    reply: msg.reply!,
  };
}
