import type { DecodeErrorCode } from './decode-error.ts';
import { protoFields } from './gen/fields.ts';
import { maxDepth, maxFields } from './limits.ts';
import { notUtf8At } from './utf8.ts';

/** The first thing that is wrong with bytes as a protobuf message. */
export interface WireFault {
  readonly code: DecodeErrorCode;
  readonly what: string;
  /** Path as proto/ spells it; undefined where no known field is at fault. */
  readonly field: string | undefined;
  /** Bytes from the start. */
  readonly offset: number;
}

/** Thrown inside this file only, and no Error: a stack would cost more than the walk. */
class Found {
  readonly code: DecodeErrorCode;
  readonly what: string;
  readonly offset: number;

  constructor(code: DecodeErrorCode, what: string, offset: number) {
    this.code = code;
    this.what = what;
    this.offset = offset;
  }
}

/**
 * Walks the bytes of a message by the protobuf encoding specification and says what is wrong and where. protobufjs says
 * only that something is; this runs after it has refused, so it may take its time, linear in the bytes. Written from
 * the specification and not from protobufjs, it is also the second opinion the tests hold against every decoder.
 */
export function wireFault(bytes: Uint8Array, messageType: string): WireFault | undefined {
  const walk = new Walk(bytes);
  try {
    walk.message(messageType, bytes.length, 0);
    return undefined;
  } catch (error) {
    if (!(error instanceof Found)) throw error;
    return { code: error.code, what: error.what, field: walk.path, offset: error.offset };
  }
}

class Walk {
  readonly #bytes: Uint8Array;
  #at = 0;
  readonly #path: string[] = [];
  #fields = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get path(): string | undefined {
    return this.#path.length === 0 ? undefined : this.#path.join('.');
  }

  message(messageType: string, end: number, depth: number): void {
    if (depth > maxDepth) throw new Found('too-deep', `is nested more than ${maxDepth} deep`, this.#at);
    const fields = protoFields[messageType] ?? {};
    const seen = new Map<number, number>();
    while (this.#at < end) {
      const start = this.#at;
      const { number, wire } = this.#tag(end);
      const field = fields[number];
      if (wire === 4) throw new Found('bad-group', 'ends a group that did not begin', start);
      if (field === undefined) {
        this.#skip(number, wire, end, depth);
        continue;
      }
      const [name, type] = field;
      const index = seen.get(number) ?? 0;
      if (wire === 2) seen.set(number, index + 1);
      this.#path.push(type.startsWith('repeated ') ? `${name}[${index}]` : name);
      this.#field(type, number, wire, end, depth);
      this.#path.pop();
    }
  }

  #field(type: string, number: number, wire: number, end: number, depth: number): void {
    const content = wire === 2 ? contentOf(type) : 'opaque';
    if (content === 'opaque') return this.#skip(number, wire, end, depth);
    const start = this.#at;
    const length = this.#length(end);
    const stop = this.#at + length;
    if (stop > end) throw new Found('truncated', `claims ${length} bytes where ${end - this.#at} are left`, start);
    if (content === 'text') this.#text(stop);
    else if (content === 'doubles') this.#doubles(stop);
    else this.message(content, stop, depth + 1);
  }

  #text(stop: number): void {
    const bad = notUtf8At(this.#bytes, this.#at, stop);
    if (bad >= 0) throw new Found('bad-utf8', 'is not UTF-8', bad);
    this.#at = stop;
  }

  #doubles(stop: number): void {
    if ((stop - this.#at) % 8 !== 0) throw new Found('truncated', 'ends inside a number', stop);
    this.#at = stop;
  }

  #skip(number: number, wire: number, end: number, depth: number): void {
    if (depth > maxDepth) throw new Found('too-deep', `is nested more than ${maxDepth} deep`, this.#at);
    if (wire === 0) return this.#varint(end);
    if (wire === 1) return this.#forward(8, end);
    if (wire === 5) return this.#forward(4, end);
    if (wire === 2) return this.#forward(this.#length(end), end);
    if (wire === 3) return this.#group(number, end, depth);
    throw new Found('bad-group', 'ends a group that did not begin', this.#at);
  }

  #group(number: number, end: number, depth: number): void {
    const start = this.#at;
    while (this.#at < end) {
      const at = this.#at;
      const inner = this.#tag(end);
      if (inner.wire !== 4) this.#skip(inner.number, inner.wire, end, depth + 1);
      else if (inner.number === number) return;
      else throw new Found('bad-group', `ends group ${inner.number} inside group ${number}`, at);
    }
    throw new Found('bad-group', `holds group ${number}, which does not end`, start);
  }

  #forward(length: number, end: number): void {
    if (this.#at + length > end)
      throw new Found('truncated', `ends after ${end - this.#at} of ${length} bytes`, this.#at);
    this.#at += length;
  }

  #varint(end: number): void {
    const start = this.#at;
    while (this.#at < end && this.#at < start + 10) if (this.#bytes[this.#at++]! < 128) return;
    if (this.#at === start + 10) throw new Found('bad-varint', 'has a number of more than ten bytes', start);
    throw new Found('truncated', 'ends inside a number', start);
  }

  #tag(end: number): { readonly number: number; readonly wire: number } {
    const start = this.#at;
    if (++this.#fields > maxFields) throw new Found('too-large', `has more than ${maxFields} fields`, start);
    const tag = this.#varint32(end, 'bad-tag', 4_294_967_295, 'a tag');
    const number = Math.floor(tag / 8);
    if (number === 0) throw new Found('bad-tag', 'has a field of number 0', start);
    const wire = tag % 8;
    if (wire > 5) throw new Found('bad-tag', `has a field of wire type ${wire}`, start);
    return { number, wire };
  }

  #length(end: number): number {
    return this.#varint32(end, 'bad-length', 2_147_483_647, 'a length');
  }

  #varint32(end: number, code: DecodeErrorCode, most: number, what: string): number {
    const start = this.#at;
    let value = 0;
    for (let i = 0; i < 5; i++) {
      if (this.#at >= end) throw new Found('truncated', `ends inside ${what}`, start);
      const byte = this.#bytes[this.#at++]!;
      value += (byte % 128) * 2 ** (7 * i);
      if (byte < 128) {
        if (value > most) throw new Found(code, `has ${what} of ${value}`, start);
        return value;
      }
    }
    throw new Found(code, `has ${what} of more than five bytes`, start);
  }
}

/**
 * What stands behind the length of a field of this type: text, packed doubles, a message of that name, or bytes that mean nothing here. A
 * number that is not repeated is never packed: behind a length it is a field unknown. proto-lint lets no other lists in.
 */
function contentOf(type: string): string {
  const named = type.replace('repeated ', '');
  if (named === 'string') return 'text';
  if (type === 'repeated double') return 'doubles';
  return named in protoFields ? named : 'opaque';
}
