import { encodeSensorData, EncodeError, sensorDataEncoder } from '@twin/codecs';
import fc from 'fast-check';
import { expect, it } from 'vitest';

const times = fc.oneof(
  fc.maxSafeInteger(),
  fc.constantFrom(0, 1, 127, 128, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 35, Number.MAX_SAFE_INTEGER),
);
const values = fc.oneof(fc.double(), fc.constantFrom(0, -0, NaN, Infinity, 5e-324));
const qualities = fc.oneof(fc.integer(), fc.constantFrom(0, 1, 127, 128, -1));
const names = fc.oneof(fc.constantFrom('', 'a.b.temp', 'x'.repeat(200)), fc.string({ unit: 'grapheme' }));

it('is to the byte what encodeSensorData makes, whatever came before', () => {
  fc.assert(
    fc.property(names, fc.array(fc.tuple(values, times, qualities), { maxLength: 30 }), (sensorId, readings) => {
      const encode = sensorDataEncoder(sensorId);
      const made = readings.map((reading) => encode(...reading));
      const wanted = readings.map(([value, timestampMs, quality]) =>
        encodeSensorData({ sensorId, value, timestampMs, quality }),
      );
      // Compared after all are made: none may lie over another.
      expect(made.map((bytes) => Buffer.from(bytes).toString('hex'))).toEqual(
        wanted.map((bytes) => Buffer.from(bytes).toString('hex')),
      );
    }),
    { numRuns: 1_000 },
  );
});

it('keeps what it made as it was, over many slabs, also of a name longer than one', () => {
  for (const sensorId of ['a.b.c.temp', 'n'.repeat(20_000)]) {
    const encode = sensorDataEncoder(sensorId);
    const made = Array.from({ length: 2_000 }, (_, i) => encode(i / 7, 1_700_000_000_000 + i, i & 1));
    for (const [i, bytes] of made.entries()) {
      const wanted = encodeSensorData({
        sensorId,
        value: i / 7,
        timestampMs: 1_700_000_000_000 + i,
        quality: i & 1,
      });
      expect(Buffer.compare(bytes, wanted)).toBe(0);
    }
  }
});

it('refuses what encodeSensorData refuses', () => {
  expect(() => sensorDataEncoder('\ud800')).toThrow(EncodeError);
  const encode = sensorDataEncoder('a');
  for (const wrong of [
    ['1', 1, 1],
    [1, 1.5, 1],
    [1, 2 ** 53, 1],
    [1, 1, 2 ** 31],
    [1, 1n, 1],
  ])
    expect(() => encode(...(wrong as [number, number, number]))).toThrow(EncodeError);
});
