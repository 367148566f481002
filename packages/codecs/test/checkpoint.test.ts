import { decodeCheckpoint, DecodeError, encodeCheckpoint } from '@twin/codecs';
import fc from 'fast-check';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../src/crc32.ts';
import { dice, mutated } from './mutations.ts';
import { peerEncode } from './peer.ts';
import * as records from './records.ts';
import { aCheckpoint } from './some-records.ts';

function codeOf(bytes: Uint8Array): string {
  try {
    decodeCheckpoint(bytes);
    return 'accepted';
  } catch (error) {
    if (error instanceof DecodeError) return error.code;
    throw error;
  }
}

describe('CRC-32', () => {
  it('has the check value of the catalogues for "123456789"', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('is that of zlib', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1_000 }), (bytes) => {
        expect(crc32(bytes)).toBe(zlibCrc32(bytes));
      }),
    );
  });
});

describe('a checkpoint', () => {
  const bytes = encodeCheckpoint(aCheckpoint);

  it('shows any one bit that was changed', () => {
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = bytes.slice();
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      expect(codeOf(damaged), `bit ${bit}`).not.toBe('accepted');
    }
  });

  it('shows where it was cut off', () => {
    for (let length = 0; length < bytes.length; length++) expect(codeOf(bytes.slice(0, length))).not.toBe('accepted');
  });

  it('of another form is refused by version before anything else is looked at', () => {
    for (const version of [0, 2, 2 ** 32 - 1])
      expect(() => decodeCheckpoint(peerEncode('twin.v1.Checkpoint', { version, content: bytes, crc32: 0 }))).toThrow(
        expect.objectContaining({ code: 'unsupported-version', field: 'version' }),
      );
  });

  it('whose content is no content is refused, with a checksum that is right', () => {
    const roll = dice(4);
    const contents = fc.sample(records.checkpoint, 200).map((record) => contentOf(encodeCheckpoint(record)));
    const codes = new Set<string>();
    for (let i = 0; i < 20_000; i++) {
      const content = mutated(contents[i % 200]!, roll, contents[roll(200)]!);
      const wrapped = peerEncode('twin.v1.Checkpoint', { version: 1, content, crc32: zlibCrc32(content) });
      codes.add(codeOf(wrapped));
    }
    expect([...codes].toSorted()).toEqual([
      'accepted',
      'bad-group',
      'bad-length',
      'bad-tag',
      'bad-utf8',
      'bad-varint',
      'truncated',
      'unsafe-integer',
    ]);
  });
});

/** What stands between the version and the checksum: 08 01, 12 and a length before it, 1d and four bytes behind it. */
function contentOf(bytes: Uint8Array): Uint8Array {
  const lengthBytes = bytes[3]! < 128 ? 1 : 2;
  return bytes.slice(3 + lengthBytes, -5);
}
