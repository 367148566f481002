import { encodeSensorData, inspectSensorData, type SensorData, type SensorDataFlag } from '@twin/codecs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as records from './records.ts';
import { aReading } from './some-records.ts';

const one: readonly (readonly [SensorDataFlag, readonly Partial<SensorData>[]])[] = [
  ['empty-sensor-id', [{ sensorId: '' }]],
  ['non-finite-value', [{ value: Number.NaN }, { value: Infinity }, { value: -Infinity }]],
  ['non-positive-timestamp', [{ timestampMs: 0 }, { timestampMs: -0 }, { timestampMs: -1 }]],
  ['timestamp-not-safe-integer', [{ timestampMs: 2 ** 53 }, { timestampMs: 2 ** 63 }, { timestampMs: 1.5 }]],
  ['quality-not-0-1', [{ quality: -1 }, { quality: 2 }, { quality: 64 }, { quality: 192 }, { quality: 0.5 }]],
];

it.each(one)('flags %s alone', (flag, changes) => {
  for (const change of changes) expect(inspectSensorData({ ...aReading, ...change })).toEqual([flag]);
});

it('says all that is wrong at once, in the order of the fields', () => {
  const worst = { sensorId: '', value: Number.NaN, timestampMs: Number.NaN, quality: 7 };
  expect(inspectSensorData(worst)).toEqual([
    'empty-sensor-id',
    'non-finite-value',
    'non-positive-timestamp',
    'timestamp-not-safe-integer',
    'quality-not-0-1',
  ]);
  expect(inspectSensorData({ ...aReading, timestampMs: -(2 ** 63) })).toEqual([
    'non-positive-timestamp',
    'timestamp-not-safe-integer',
  ]);
});

it('has nothing to say of a good reading, good or bad in quality, at the ends of what is possible', () => {
  for (const change of [
    {},
    { quality: 0 },
    { value: -0 },
    { value: 5e-324 },
    { value: -Number.MAX_VALUE },
    { timestampMs: 1 },
    { timestampMs: Number.MAX_SAFE_INTEGER },
  ])
    expect(inspectSensorData({ ...aReading, ...change })).toEqual([]);
});

it('is the same answer each time for the same reading, and cannot be written to', () => {
  expect(inspectSensorData(aReading)).toBe(inspectSensorData({ ...aReading }));
  expect(() => (inspectSensorData(aReading) as SensorDataFlag[]).push('empty-sensor-id')).toThrow(TypeError);
});

it('a flag is a value, not a refusal: what is unfit for a model is carried to whoever quarantines it', () => {
  fc.assert(
    fc.property(records.sensorData, (record) => {
      expect(encodeSensorData(record)).toBeInstanceOf(Uint8Array);
      expect(inspectSensorData(record)).toBeInstanceOf(Array);
    }),
  );
});
