import { InvalidProblem } from './failure.ts';
import type { Memory } from './stepping/step-state.ts';

const MAGIC = 'ODES0001';
const HEAD = MAGIC.length + 8 + 4; // magic, method, n
const CHECK = 4;

/** Collects numbers and packs them: little-endian doubles behind a head, a checksum last. */
export class SnapshotWriter implements Memory {
  private readonly method: string;
  private readonly n: number;
  private readonly numbers: number[] = [];

  constructor(method: string, n: number) {
    this.method = method;
    this.n = n;
  }

  number(x: number): number {
    this.numbers.push(x);
    return x;
  }

  array(x: Float64Array): void {
    for (const value of x) this.numbers.push(value);
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(HEAD + 8 * this.numbers.length + CHECK);
    bytes.set(head(this.method, this.n));
    const view = new DataView(bytes.buffer);
    this.numbers.forEach((x, i) => view.setFloat64(HEAD + 8 * i, x, true));
    view.setUint32(bytes.length - CHECK, checksum(bytes), true);
    return bytes;
  }
}

class SnapshotReader implements Memory {
  private readonly view: DataView;
  private offset = HEAD;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  number(_x: number): number {
    this.offset += 8;
    return this.view.getFloat64(this.offset - 8, true);
  }

  array(x: Float64Array): void {
    for (let i = 0; i < x.length; i++) x[i] = this.number(0);
  }
}

/** Checks everything before a number of it is used. */
export function readSnapshot(bytes: Uint8Array, method: string, n: number, length: number): Memory {
  if (!(bytes instanceof Uint8Array)) throw new InvalidProblem('snapshot', 'must be a Uint8Array');
  const expected = head(method, n);
  if (bytes.length < HEAD + CHECK || expected.some((byte, i) => bytes[i] !== byte) || bytes.length !== length)
    throw new InvalidProblem('snapshot', `is not one of this problem (n = ${n}), method (${method}) and options`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(bytes.length - CHECK, true) !== checksum(bytes))
    throw new InvalidProblem('snapshot', 'is damaged: its checksum is wrong');
  return new SnapshotReader(bytes);
}

function head(method: string, n: number): Uint8Array {
  const bytes = new Uint8Array(HEAD);
  for (let i = 0; i < MAGIC.length; i++) bytes[i] = MAGIC.charCodeAt(i);
  for (let i = 0; i < Math.min(8, method.length); i++) bytes[MAGIC.length + i] = method.charCodeAt(i);
  new DataView(bytes.buffer).setUint32(HEAD - 4, n, true);
  return bytes;
}

/** FNV-1a, 32 bits, over all but the checksum. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < bytes.length - CHECK; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash >>> 0;
}
