import { DecodeError, EncodeError } from '@twin/codecs';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { wireFault } from '../src/wire-fault.ts';
import { collectGarbage } from './collect-garbage.ts';
import { everyCodec, type AnyCodec } from './every-codec.ts';
import { dice, mutated } from './mutations.ts';
import { peerDecode, peerEncode, peerMisreads } from './peer.ts';

/** With its seven kinds of message 10⁶ in all, most of them of those that strangers send. */
const countsOf: Readonly<Record<string, number>> = {
  'historian.v1.SensorData': 500_000,
  'historian.v1.AnomalyEvent': 200_000,
};
const countOf = (messageType: string) => countsOf[messageType] ?? 60_000;

function* mutants({ records, encode }: AnyCodec, count: number, seed: number): Generator<Uint8Array> {
  const from = fc.sample(records, { numRuns: 500, seed: 20_260_101 }).map(encode);
  const roll = dice(seed);
  for (let i = 0; i < count; i++) yield mutated(from[i % from.length]!, roll, from[roll(from.length)]!);
}

/** What was wrong, or undefined when it was accepted. Anything but a record or a `DecodeError` is a crash. */
function refusalOf(codec: AnyCodec, bytes: Uint8Array): DecodeError | undefined {
  try {
    requireSame(codec, codec.decode(bytes));
    return undefined;
  } catch (error) {
    if (error instanceof DecodeError) return error;
    throw new Error(`${codec.messageType}: crashed on ${hex(bytes)}`, { cause: error });
  }
}

/** What was accepted can be sent on, and is then the same; only times no number holds are refused, and by name. */
function requireSame({ decode, encode }: AnyCodec, record: object): void {
  let bytes: Uint8Array;
  try {
    bytes = encode(record);
  } catch (error) {
    if (error instanceof EncodeError && error.field === 'timestampMs') return;
    throw error;
  }
  if (Buffer.compare(encode(decode(bytes)), bytes) !== 0) throw new Error('sent on, it is another record');
}

/** Codes that speak of the record and not of the bytes: the walk over the bytes has nothing to say of them. */
const ofTheRecord = new Set([
  'accepted',
  'unknown-word',
  'unsafe-integer',
  'missing',
  'unsupported-version',
  'damaged',
]);

function usedBytes(): number {
  collectGarbage();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return heapUsed + external + arrayBuffers;
}

const met = new Set<string>();

/** Some thousand times what a message takes. */
const hangMs = 10;

/** Slow each time: the machine may be busy elsewhere once, not ten times. */
function hangs(codec: AnyCodec, bytes: Uint8Array): boolean {
  return Array.from({ length: 10 }).every(() => {
    const start = performance.now();
    refusalOf(codec, bytes);
    return performance.now() - start > hangMs;
  });
}

describe.each(everyCodec.map((codec) => [codec.messageType, codec] as const))('mutated bytes of %s', (name, codec) => {
  it('are read or refused for a reason that is named, and leave no memory behind', () => {
    const codes = new Map<string, number>();
    const slow: Uint8Array[] = [];
    const count = countOf(name);
    let before = 0;
    let n = 0;
    for (const bytes of mutants(codec, count, 1)) {
      const start = performance.now();
      const code = refusalOf(codec, bytes)?.code ?? 'accepted';
      if (performance.now() - start > hangMs) slow.push(bytes);
      codes.set(code, (codes.get(code) ?? 0) + 1);
      // The second opinion, written from the specification: it agrees on what is protobuf and on what is wrong.
      const fault = wireFault(bytes, name);
      if (fault === undefined ? !ofTheRecord.has(code) : fault.code !== code)
        throw new Error(`${code}, but ${fault?.code ?? 'nothing wrong'}: ${hex(bytes)}`);
      if (++n === count / 10) before = usedBytes(); // by now what is compiled and cached once is there
    }
    // A refusal kept would be 500 bytes a message: 27 MB at the least. What is left is the breathing of the collector.
    expect(usedBytes() - before).toBeLessThan(8_000_000);
    expect(slow.filter((bytes) => hangs(codec, bytes)).map(hex)).toEqual([]);
    expect(codes.get('accepted')).toBeGreaterThan(count / 200);
    for (const code of codes.keys()) met.add(code);
  });

  it('that a peer reads too are the same message to it', () => {
    let both = 0;
    for (const bytes of mutants(codec, 5_000, 2)) {
      const ours = attempt(() => codec.decode(bytes));
      if (ours === undefined || peerMisreads(name, bytes)) continue;
      const theirs = attempt(() => peerEncode(name, peerDecode(name, bytes)));
      if (theirs === undefined) continue;
      both++;
      if (!isDeepStrictEqual(ours, codec.decode(theirs))) throw new Error(`read otherwise by the peer: ${hex(bytes)}`);
    }
    expect(both).toBeGreaterThan(30);
  });
});

it('were a million, and met every way to be malformed', () => {
  expect(everyCodec.reduce((sum, { messageType }) => sum + countOf(messageType), 0)).toBe(1_000_000);
  expect([...met].toSorted()).toMatchInlineSnapshot(`
    [
      "accepted",
      "bad-group",
      "bad-length",
      "bad-tag",
      "bad-utf8",
      "bad-varint",
      "damaged",
      "missing",
      "truncated",
      "unknown-word",
      "unsafe-integer",
      "unsupported-version",
    ]
  `);
});

function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
