import type { AppendOptions, Headers } from '@twin/bus';
import type { MsgHdrs } from '@nats-io/transport-node';

const none: Headers = Object.freeze({});

/** All the client asks of headers when it publishes; building its own class for each message costs as much as sending it. */
class EncodedHeaders {
  readonly #lines: string;

  constructor(lines: string) {
    this.#lines = lines;
  }

  encode(): Uint8Array {
    return Buffer.from(`NATS/1.0\r\n${this.#lines}\r\n`);
  }
}

/** Headers as they travel, with what JetStream is told about storing. Undefined when there are none. */
export function encodeHeaders(
  headers: Headers | undefined,
  options: AppendOptions = {},
): (MsgHdrs & { encode(): Uint8Array }) | undefined {
  let lines = '';
  for (const name in headers) lines += `${name}: ${headers[name]}\r\n`;
  if (options.messageId !== undefined) lines += `Nats-Msg-Id: ${options.messageId}\r\n`;
  if (options.expectLastSequence !== undefined)
    lines += `Nats-Expected-Last-Sequence: ${options.expectLastSequence}\r\n`;
  if (options.expectLastSubjectSequence !== undefined)
    lines += `Nats-Expected-Last-Subject-Sequence: ${options.expectLastSubjectSequence}\r\n`;
  return lines === '' ? undefined : (new EncodedHeaders(lines) as unknown as MsgHdrs & EncodedHeaders);
}

/** The sender's headers: the first value of each, without those that belong to the broker. */
export function decodeHeaders(wire: MsgHdrs | undefined): Headers {
  if (wire === undefined) return none;
  const headers: Record<string, string> = {};
  for (const [name, values] of wire) if (!/^nats-/i.test(name)) headers[name] = values[0] ?? '';
  return headers;
}
