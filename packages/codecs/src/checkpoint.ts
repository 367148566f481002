import { crc32 } from './crc32.ts';
import { DecodeError } from './decode-error.ts';
import { twin } from './gen/wire.js';
import { blob, count, int64, recordCodec, text, uint32 } from './record-codec.ts';
import { decodeWire, encodeWire } from './wire.ts';

/** All a twin needs to go on as if it had never stopped: `twin.v1.Checkpoint`. */
export interface Checkpoint {
  /** The asset as its subject prefix. */
  readonly asset: string;
  /** Hash of the model and its parameters; a twin of another model does not restore it. */
  readonly modelHash: string;
  /** What computed it: another V8 may round otherwise. */
  readonly engine: string;
  /** The input stream, and the last message of it that is in the state. */
  readonly inputStream: string;
  readonly inputSequence: number;
  /** The last output stored when this was written. */
  readonly outputSequence: number;
  /** Plant time of the twin, Unix ms. */
  readonly twinTimeMs: number;
  /** The session's own data and the version of its form. */
  readonly stateVersion: number;
  readonly state: Uint8Array;
}

/** The form written here, and the only one read. */
const version = 1;

const content = recordCodec<Checkpoint>('twin.v1.CheckpointContent', twin.v1.CheckpointContent, {
  asset: text,
  modelHash: text,
  engine: text,
  inputStream: text,
  inputSequence: count,
  outputSequence: count,
  twinTimeMs: int64,
  stateVersion: uint32,
  state: blob,
});

/** The canonical bytes of a checkpoint, with its version and checksum. Throws `EncodeError` for what cannot be carried. */
export function encodeCheckpoint(record: Checkpoint): Uint8Array {
  const bytes = content.encode(record);
  return encodeWire(twin.v1.Checkpoint, 'twin.v1.Checkpoint', { version, content: bytes, crc32: crc32(bytes) });
}

/**
 * A checkpoint from its bytes. Throws `DecodeError`: `unsupported-version` for one written in another form, `missing` for one
 * without its checksum, `damaged` when a byte of it has changed since. A twin that cannot read its checkpoint must say so; it must not begin anew by itself.
 */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const outer = decodeWire(twin.v1.Checkpoint, 'twin.v1.Checkpoint', bytes);
  if (outer.version !== version)
    throw new DecodeError('unsupported-version', 'Checkpoint', `is ${outer.version}, only ${version} is known here`, {
      field: 'version',
    });
  if (typeof outer.crc32 !== 'number')
    throw new DecodeError('missing', 'Checkpoint', 'is not there', { field: 'crc32' });
  if (crc32(outer.content) !== outer.crc32)
    throw new DecodeError('damaged', 'Checkpoint', 'does not match its checksum', { field: 'content' });
  return content.decode(outer.content);
}
