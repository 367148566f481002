import {
  EncodeError,
  encodeAnomalyEvent,
  encodeCheckpoint,
  encodeDeviation,
  encodeScenarioJob,
  encodeScenarioResult,
  encodeSensorData,
  encodeTwinStatus,
} from '@twin/codecs';
import { describe, expect, it } from 'vitest';
import { historian } from '../src/gen/wire.js';
import { aCheckpoint, aDeviation, aJob, aReading, aResult, aStatus } from './some-records.ts';

const withField = (record: object, field: string, value: unknown) => ({ ...record, [field]: value }) as never;

const notText = [undefined, null, 1, true, 5n, {}, ['a'], Symbol('a'), 'lone \ud800', '\udc00', 'a\ud83cb'];
const notADouble = [undefined, null, '1', true, 5n, {}, [1], new Date(0), Symbol('1')];
const notAnInteger = [...notADouble, 1.5, Number.NaN, Infinity, -Infinity];

describe('what protobufjs would mangle without a word', () => {
  const mangled = (record: object) => {
    const bytes = historian.v1.SensorData.encode(record).finish();
    return Buffer.from(bytes).toString('hex');
  };

  it('is still mangled by it: these checks are needed', () => {
    expect(mangled({ value: 'x' })).toBe(mangled({ value: Number.NaN }));
    expect(mangled({ timestampMs: 1.5 })).toBe(mangled({ timestampMs: 1 }));
    expect(mangled({ timestampMs: 5n })).toBe('1800');
    expect(mangled({ quality: 2 ** 32 + 1 })).toBe(mangled({ quality: 1 }));
    expect(mangled({ sensorId: '\ud800' })).toBe('0a03eda080'); // a surrogate, which is no UTF-8
  });

  it.each([
    ['sensorId', notText],
    ['value', notADouble],
    ['timestampMs', [...notAnInteger, 2 ** 53, -(2 ** 53), { low: 1, high: 0, unsigned: false }]],
    ['quality', [...notAnInteger, 2 ** 31, -(2 ** 31) - 1]],
  ])('is refused in SensorData.%s', (field, values) => {
    for (const value of values) {
      const attempt = () => encodeSensorData(withField(aReading, field, value));
      expect(attempt).toThrow(EncodeError);
      expect(attempt).toThrow(expect.objectContaining({ field }));
    }
  });

  it.each([
    ['AnomalyEvent.severity', () => encodeAnomalyEvent({ ...anEvent, severity: 4 as never })],
    ['AnomalyEvent.residual', () => encodeAnomalyEvent({ ...anEvent, residual: '4.5' as never })],
    ['Deviation.state', () => encodeDeviation({ ...aDeviation, state: 'gone' as never })],
    ['Deviation.kind', () => encodeDeviation({ ...aDeviation, kind: 'toString' as never })],
    ['Deviation.indistinguishable', () => encodeDeviation({ ...aDeviation, indistinguishable: 1 as never })],
    [
      'Deviation.causes[0].unit',
      () => encodeDeviation({ ...aDeviation, causes: [{ ...aDeviation.causes[0]!, unit: 7 as never }] }),
    ],
    ['Deviation.causes[1]', () => encodeDeviation({ ...aDeviation, causes: [aDeviation.causes[0]!, null as never] })],
    // oxlint-disable-next-line no-sparse-arrays
    ['Deviation.settledBy[1]', () => encodeDeviation({ ...aDeviation, settledBy: ['a', , 'b'] as never })],
    ['Deviation.settledBy', () => encodeDeviation({ ...aDeviation, settledBy: 'abc' as never })],
    ['TwinStatus.counts.late', () => encodeTwinStatus({ ...aStatus, counts: { ...aStatus.counts, late: -1 } })],
    ['TwinStatus.counts', () => encodeTwinStatus({ ...aStatus, counts: undefined as never })],
    [
      'TwinStatus.signals[0].fault',
      () => encodeTwinStatus({ ...aStatus, signals: [{ ...aStatus.signals[0]!, fault: 0 as never }] }),
    ],
    ['ScenarioJob.document', () => encodeScenarioJob({ ...aJob, document: { json: '{}', object: 'o' } })],
    ['ScenarioJob.document', () => encodeScenarioJob({ ...aJob, document: {} as never })],
    ['ScenarioJob.document.json', () => encodeScenarioJob({ ...aJob, document: { json: {} as never } })],
    ['ScenarioJob.seed', () => encodeScenarioJob({ ...aJob, seed: 2 ** 53 })],
    ['ScenarioJob.jobIndex', () => encodeScenarioJob({ ...aJob, jobIndex: 2 ** 32 })],
    [
      'ScenarioResult.metrics[0].values[1]',
      () => encodeScenarioResult({ ...aResult, metrics: [{ name: '', unit: '', values: [1, '2' as never] }] }),
    ],
    [
      'ScenarioResult.failure.code',
      () => encodeScenarioResult({ ...aResult, failure: { code: 5 as never, message: '' } }),
    ],
    ['CheckpointContent.state', () => encodeCheckpoint({ ...aCheckpoint, state: [1, 2] as never })],
    ['CheckpointContent.stateVersion', () => encodeCheckpoint({ ...aCheckpoint, stateVersion: -1 })],
  ])('is refused as %s', (place, attempt) => {
    expect(attempt).toThrow(EncodeError);
    const [messageType, ...field] = place.split('.');
    expect(attempt).toThrow(expect.objectContaining({ field: field.join('.') }));
    expect(attempt).toThrow(new RegExp(`^${messageType}\\.`));
  });

  it.each([null, undefined, 5, 'reading', [aReading]])('is refused as a whole: %s', (record) => {
    expect(() => encodeSensorData(record as never)).toThrow(/^SensorData must be an object, not /);
  });

  it('says what it was given, shortly', () => {
    const given = (value: unknown) => () => encodeSensorData({ ...aReading, value: value as never });
    expect(given('x'.repeat(500))).toThrow(`SensorData.value must be a number, not "${'x'.repeat(40)}…"`);
    expect(given(5n)).toThrow('SensorData.value must be a number, not a BigInt');
    expect(given({ toString: null })).toThrow('SensorData.value must be a number, not an object');
    expect(() => encodeSensorData({ ...aReading, timestampMs: 1.5 })).toThrow(
      'SensorData.timestampMs must be an integer within ±(2⁵³ − 1), not 1.5',
    );
  });

  it('is read from the record once: a getter cannot show one value to the check and another to the wire', () => {
    let reads = 0;
    const sly = {
      ...aReading,
      get value() {
        return ++reads === 1 ? 1 : ('mangle me' as never);
      },
    };
    encodeSensorData(sly);
    expect(reads).toBe(1);
  });
});

const anEvent = {
  sourceTag: 'temp',
  actual: 356,
  predicted: 351.5,
  residual: 4.5,
  timestampMs: 1,
  severity: 'CRITICAL',
};
