import protobuf from 'protobufjs/minimal.js';
import { maxFields } from './limits.ts';

const nothing = new Uint8Array(0);

/**
 * protobufjs's reader, with three things put right:
 * - it reads as many fields as there are; here there is a limit;
 * - it follows the varint of an unknown field for as long as it goes on; here it ends after ten bytes, as the encoding says;
 * - 64-bit integers come as numbers rather than `Long`: exact up to ±2⁵³, beyond that the nearest double, which lies beyond
 *   it too, so that `Number.isSafeInteger` tells them apart.
 *
 * Never hand one to other code: `protobuf.Reader` promises `Long`, so the type here is that of its parent.
 */
class WireReader extends protobuf.Reader {
  private fieldsLeft = 0;
  /** High half of the last 64-bit varint. */
  private high = 0;

  constructor() {
    super(nothing);
    this.discardUnknown = true;
  }

  /** Begins with other bytes. */
  open(bytes: Uint8Array): this {
    this.buf = bytes;
    this.pos = 0;
    this.len = bytes.length;
    this.fieldsLeft = maxFields;
    return this;
  }

  /** Lets go of the bytes. */
  close(): void {
    this.buf = nothing;
    this.pos = 0;
    this.len = 0;
    // A cached view of what was read; absent from protobufjs's declarations.
    (this as unknown as { view: DataView | null }).view = null;
  }

  override tag(): number {
    if (--this.fieldsLeft < 0) throw new RangeError('too many fields');
    return super.tag();
  }

  override skip(length?: number): this {
    if (length !== undefined) return super.skip(length) as this;
    const { buf, len } = this;
    const end = Math.min(len, this.pos + 10);
    let pos = this.pos;
    while (pos < end) {
      if (buf[pos++]! < 128) {
        this.pos = pos;
        return this;
      }
    }
    throw new RangeError('varint does not end');
  }

  /** The varint here: its low 32 bits are returned, the high ones left in `high`. */
  private varint64(): number {
    const { buf, len } = this;
    let pos = this.pos;
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (pos >= len) throw new RangeError('varint ends with the message');
      const byte = buf[pos++]!;
      const bits = byte & 127;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high = bits >>> 4;
      } else high |= bits << (shift - 32);
      if (byte < 128) {
        this.pos = pos;
        this.high = high;
        return low >>> 0;
      }
    }
    throw new RangeError('varint longer than ten bytes');
  }

  override int64(): never {
    const low = this.varint64();
    return ((this.high | 0) * 4_294_967_296 + low) as never;
  }

  override uint64(): never {
    const low = this.varint64();
    return ((this.high >>> 0) * 4_294_967_296 + low) as never;
  }
}

/** Decoding is synchronous and does not call back: one reader serves all. */
const reader = new WireReader();

/** Runs `decode` over `bytes`. Throws what protobufjs throws. */
export function readWire<W>(bytes: Uint8Array, decode: (from: protobuf.Reader) => W): W {
  try {
    return decode(reader.open(bytes));
  } finally {
    reader.close();
  }
}
