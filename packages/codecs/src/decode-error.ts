/**
 * Why bytes are no message:
 * - `not-bytes`: not a Uint8Array;
 * - `too-large`: longer than `maxMessageBytes`, or of more than 16,384 fields;
 * - `truncated`: ends inside a field, or a length points past the end;
 * - `bad-varint`: a number longer than ten bytes;
 * - `bad-tag`: field number 0 or beyond 2²⁹ − 1, wire type 6 or 7, a tag longer than five bytes;
 * - `bad-length`: a length of 2³¹ or more, or one longer than five bytes;
 * - `bad-group`: a group that ends without having begun, or is never closed;
 * - `too-deep`: more than 100 messages or groups inside each other;
 * - `bad-utf8`: a string that is not UTF-8;
 * - `unknown-word`: the number of an enum that is not in proto/ as known here;
 * - `unsafe-integer`: a 64-bit number that a JavaScript number does not hold exactly;
 * - `missing`: a field that must be there is not;
 * - `unsupported-version`: a checkpoint of a form not known here;
 * - `damaged`: a checksum that does not match;
 * - `malformed`: anything else protobufjs refuses.
 */
export type DecodeErrorCode =
  | 'not-bytes'
  | 'too-large'
  | 'truncated'
  | 'bad-varint'
  | 'bad-tag'
  | 'bad-length'
  | 'bad-group'
  | 'too-deep'
  | 'bad-utf8'
  | 'unknown-word'
  | 'unsafe-integer'
  | 'missing'
  | 'unsupported-version'
  | 'damaged'
  | 'malformed';

/** Where in the message, as far as it is known. */
export interface DecodeErrorPlace {
  /** As proto/ spells it: `sensor_id`, `metrics[3].name`. */
  readonly field?: string | undefined;
  /** Bytes from the start of the message. */
  readonly offset?: number | undefined;
  readonly cause?: unknown;
}

/** Bytes that are not the message they should be. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  readonly code: DecodeErrorCode;
  readonly field?: string;
  readonly offset?: number;

  /** `messageType` as proto/ has it, `SensorData`; `what` continues "SensorData.sensor_id …". */
  constructor(
    code: DecodeErrorCode,
    messageType: string,
    what: string,
    { field, offset, cause }: DecodeErrorPlace = {},
  ) {
    const where = `${messageType}${field === undefined ? '' : `.${field}`}`;
    const at = offset === undefined ? '' : ` (byte ${offset})`;
    super(`${where} ${what}${at}`, cause === undefined ? undefined : { cause });
    this.code = code;
    if (field !== undefined) this.field = field;
    if (offset !== undefined) this.offset = offset;
  }
}
