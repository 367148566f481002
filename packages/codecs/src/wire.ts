import protobuf from 'protobufjs/minimal.js';
import { DecodeError } from './decode-error.ts';
import { EncodeError } from './encode-error.ts';
import { maxFields, maxMessageBytes } from './limits.ts';
import { wireFault } from './wire-fault.ts';
import { readWire } from './wire-reader.ts';

/** A message as protobufjs generates it. */
export interface WireType<Given, Read> {
  readonly encode: (message: Given, writer: protobuf.Writer) => protobuf.Writer;
  readonly decode: (reader: protobuf.Reader) => Read;
}

/** Bytes → what protobufjs makes of them, or a `DecodeError` that says what is wrong and where. */
export function decodeWire<Read>(type: WireType<never, Read>, messageType: string, bytes: Uint8Array): Read {
  if (!(bytes instanceof Uint8Array))
    throw new DecodeError('not-bytes', shortName(messageType), 'must be decoded from a Uint8Array');
  if (bytes.length > maxMessageBytes)
    throw new DecodeError(
      'too-large',
      shortName(messageType),
      `has ${bytes.length} bytes, more than ${maxMessageBytes}`,
    );
  try {
    return readWire(bytes, type.decode);
  } catch (error) {
    throw explained(error, messageType, bytes);
  }
}

function explained(error: unknown, messageType: string, bytes: Uint8Array): DecodeError {
  const fault = wireFault(bytes, messageType);
  const name = shortName(messageType);
  if (fault === undefined) return new DecodeError('malformed', name, 'is malformed', { cause: error });
  const { code, what, field, offset } = fault;
  return new DecodeError(code, name, what, { field, offset, cause: error });
}

/** Kept from message to message; given up after a large one, so that its memory is. */
let writer = new protobuf.Writer();
const keptBytes = 16_384;

/** What a writer holds; absent from protobufjs's declarations. Not a Buffer, whose slice would be a view. */
interface Written {
  readonly buf: Uint8Array;
  readonly pos: number;
}

/**
 * What protobufjs takes → bytes in memory of their own: no neighbour's in the same buffer. What is made here can be read
 * here: a message over the limits is refused with `EncodeError`.
 */
export function encodeWire<Given>(type: WireType<Given, unknown>, messageType: string, message: Given): Uint8Array {
  try {
    const { buf, pos } = type.encode(message, writer) as unknown as Written;
    if (pos > maxMessageBytes)
      throw new EncodeError(shortName(messageType), '', `takes ${pos} bytes, more than ${maxMessageBytes}`);
    const bytes = buf.slice(0, pos);
    // A field takes two bytes at least: only what is long can have too many.
    if (pos > 2 * maxFields) refuseUnreadable(bytes, messageType);
    if (pos > keptBytes) writer = new protobuf.Writer();
    else writer.reset();
    return bytes;
  } catch (error) {
    writer = new protobuf.Writer();
    throw error;
  }
}

function refuseUnreadable(bytes: Uint8Array, messageType: string): void {
  const fault = wireFault(bytes, messageType);
  if (fault !== undefined) throw new EncodeError(shortName(messageType), '', fault.what);
}

/** A 64-bit integer that was read is a number; one that was not there is protobufjs's `Long` of 0. */
export function numberOf(read: number): number {
  return typeof read === 'number' ? read : 0;
}

/** `historian.v1.SensorData` → `SensorData`. */
export function shortName(messageType: string): string {
  return messageType.slice(messageType.lastIndexOf('.') + 1);
}
