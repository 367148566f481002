import {
  decodeDeviation,
  DecodeError,
  decodeScenarioResult,
  decodeSensorData,
  EncodeError,
  encodeDeviation,
  encodeScenarioResult,
  encodeSensorData,
  maxFields,
  maxMessageBytes,
} from '@twin/codecs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedBytes } from './counted-bytes.ts';
import { dice, mutated } from './mutations.ts';
import { everyCodec } from './every-codec.ts';
import { aDeviation, aReading, aResult } from './some-records.ts';
import { endGroup, group, joined, repeated, worstMessages } from './worst-messages.ts';

const MiB = maxMessageBytes;
function refusal(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): DecodeError {
  try {
    decode(bytes);
  } catch (error) {
    if (error instanceof DecodeError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('what strangers may send', () => {
  it.each([
    ['a length of 2 GiB', [0x0a, 0xff, 0xff, 0xff, 0xff, 0x07], 'truncated', 'sensor_id', 1],
    ['a length of 4 GiB', [0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f], 'bad-length', 'sensor_id', 1],
    ['a length that wraps at 2³²', [0x0a, 0x82, 0x80, 0x80, 0x80, 0x10, 0x41, 0x42], 'bad-length', 'sensor_id', 1],
    ['a length without end', [0x0a, ...Array<number>(20).fill(0x80)], 'bad-length', 'sensor_id', 1],
    ['one byte too few', [0x0a, 0x03, 0x41, 0x42], 'truncated', 'sensor_id', 1],
    ['a tag without end', Array<number>(20).fill(0x80), 'bad-tag', undefined, 0],
    ['a tag of 33 bits', [0xff, 0xff, 0xff, 0xff, 0x1f, 0x00], 'bad-tag', undefined, 0],
    ['an int64 of eleven bytes', [0x18, ...Array<number>(10).fill(0x80), 0x01], 'bad-varint', 'timestamp_ms', 1],
    ['an int32 of eleven bytes', [0x20, ...Array<number>(10).fill(0x80), 0x01], 'bad-varint', 'quality', 1],
    ['an unknown number of eleven bytes', [0x78, ...Array<number>(10).fill(0x80), 0x01], 'bad-varint', undefined, 1],
    ['a number cut off', [0x18, 0x80], 'truncated', 'timestamp_ms', 1],
    ['a double cut off', [0x11, 0, 0, 0, 0, 0, 0, 0], 'truncated', 'value', 1],
    ['field 0', [0x00, 0x01], 'bad-tag', undefined, 0],
    ['wire type 6', [0x0e], 'bad-tag', undefined, 0],
    ['wire type 7', [0x0f], 'bad-tag', undefined, 0],
    ['the end of no group', [endGroup(9)], 'bad-group', undefined, 0],
    ['a group without end', [group(9)], 'bad-group', undefined, 1],
    ['a group ended by another', [group(9), endGroup(8)], 'bad-group', undefined, 1],
    ['overlong UTF-8', [0x0a, 0x02, 0xc0, 0x80], 'bad-utf8', 'sensor_id', 2],
    ['a surrogate in UTF-8', [0x0a, 0x04, 0x41, 0xed, 0xa0, 0x80], 'bad-utf8', 'sensor_id', 3],
    ['half a character', [0x0a, 0x02, 0x41, 0xe2], 'bad-utf8', 'sensor_id', 3],
  ] as const)('%s is refused by name and place', (_, bytes, code, field, offset) => {
    const error = refusal(decodeSensorData, Uint8Array.from(bytes));
    expect([error.code, error.field, error.offset]).toEqual([code, field, offset]);
  });

  it('may be a hundred groups deep, and no deeper', () => {
    const nested = (depth: number) => joined(repeated(depth, group(9)), repeated(depth, endGroup(9)));
    expect(decodeSensorData(nested(101))).toEqual({ sensorId: '', value: 0, timestampMs: 0, quality: 0 });
    expect(refusal(decodeSensorData, nested(102))).toMatchObject({ code: 'too-deep' });
    expect(refusal(decodeSensorData, repeated(MiB, group(9)))).toMatchObject({ code: 'too-deep' });
  });

  it('may have so many fields, and no more', () => {
    expect(decodeSensorData(repeated(maxFields, 0x20, 0x01)).quality).toBe(1);
    expect(refusal(decodeSensorData, repeated(maxFields + 1, 0x20, 0x01))).toMatchObject({ code: 'too-large' });
    // Two bytes would buy an object each.
    expect(refusal(decodeDeviation, repeated(MiB / 2, 0x72, 0x00))).toMatchObject({ code: 'too-large' });
  });

  it('may be a mebibyte, and no more', () => {
    const reading = { ...aReading, sensorId: 'x'.repeat(MiB - 100) };
    expect(decodeSensorData(encodeSensorData(reading))).toEqual(reading);
    expect(refusal(decodeSensorData, new Uint8Array(MiB + 1))).toMatchObject({ code: 'too-large' });
  });

  it('must be bytes', () => {
    for (const given of ['CgF4', [10, 0], null, undefined, new ArrayBuffer(2), { length: 0 }])
      expect(refusal(decodeSensorData, given as never)).toMatchObject({ code: 'not-bytes' });
    expect(decodeSensorData(Buffer.from([0x20, 0x01])).quality).toBe(1);
  });

  it('names the message, the field inside it and the byte', () => {
    const bad = encodeScenarioResult({
      ...aResult,
      metrics: [...aResult.metrics, { name: '?', unit: '', values: [] }],
    });
    bad[bad.lastIndexOf(0x3f)] = 0xff;
    expect(() => decodeScenarioResult(bad)).toThrow(/^ScenarioResult\.metrics\[2\]\.name is not UTF-8 \(byte \d+\)$/);
  });
});

describe('work is bounded by the length of the message', () => {
  it.each(worstMessages)('%s', (_, content) => {
    for (const { decode } of everyCodec) {
      const { bytes, reads } = countedBytes(content);
      let outcome: unknown;
      try {
        outcome = decode(bytes);
      } catch (error) {
        outcome = error;
        expect(error).toBeInstanceOf(DecodeError);
      }
      expect(outcome).toBeDefined();
      // Once by the decoder, once to say what is wrong; text byte by byte to find the place.
      expect(reads()).toBeLessThanOrEqual(3 * content.length + 64);
    }
  });

  it('for mutated messages too', () => {
    const roll = dice(3);
    for (const { records, encode, decode } of everyCodec) {
      const from = fc.sample(records, 100).map(encode);
      for (let i = 0; i < 2_000; i++) {
        const content = mutated(from[i % 100]!, roll, from[roll(100)]!);
        const { bytes, reads } = countedBytes(content);
        try {
          decode(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(DecodeError);
        }
        expect(reads()).toBeLessThanOrEqual(3 * content.length + 64);
      }
    }
  });

  it('and a length that lies buys no memory', () => {
    const lie = Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0x07, 0x41);
    const before = process.memoryUsage().arrayBuffers;
    const reads = everyCodec.map(({ decode }) => {
      const counted = countedBytes(lie);
      expect(() => decode(counted.bytes)).toThrow(DecodeError);
      return counted.reads();
    });
    expect(Math.max(...reads)).toBeLessThan(32);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000);
  });
});

describe('what can be encoded can be decoded', () => {
  it('a record of too many parts is refused where it is made', () => {
    const settledBy = Array<string>(maxFields).fill('');
    expect(() => encodeDeviation({ ...aDeviation, settledBy })).toThrow(
      new EncodeError('Deviation', '', `has more than ${maxFields} fields`),
    );
    expect(decodeDeviation(encodeDeviation({ ...aDeviation, settledBy: settledBy.slice(100) })).settledBy).toHaveLength(
      maxFields - 100,
    );
  });

  it('so is one of too many bytes, and the next is none the worse for it', () => {
    expect(() => encodeSensorData({ ...aReading, sensorId: 'x'.repeat(MiB) })).toThrow(
      /^SensorData takes 1048\d{3} bytes, more than 1048576$/,
    );
    expect(decodeSensorData(encodeSensorData(aReading))).toEqual(aReading);
  });

  it('a decoded record does not change with the bytes it came from, nor encoded bytes with what is encoded next', () => {
    for (const { records, encode, decode } of everyCodec) {
      const [first, second] = fc.sample(records, 2);
      const bytes = encode(first!);
      const kept = bytes.slice();
      encode(second!);
      expect(bytes).toEqual(kept);
      const record = decode(bytes);
      bytes.fill(0);
      expect(encode(record)).toEqual(kept);
    }
  });
});
