import { doubleOf, int32Of, recordOf, safeIntegerOf, textOf } from './field-checks.ts';
import { historian } from './gen/wire.js';
import { decodeWire, encodeWire, numberOf } from './wire.ts';

/** One reading of one sensor, or one predicted value: `historian.v1.SensorData`. */
export interface SensorData {
  readonly sensorId: string;
  /** In the unit registered for this sensor; the wire carries none. */
  readonly value: number;
  /**
   * When the plant was measured, Unix ms. A number that is no safe integer stands for a time the wire carried and a
   * number cannot hold: `inspectSensorData` says so.
   */
  readonly timestampMs: number;
  /** 0 = bad, 1 = good. */
  readonly quality: number;
}

/** What makes a well-formed reading unfit for a model. */
export type SensorDataFlag =
  | 'empty-sensor-id'
  | 'non-finite-value'
  | 'non-positive-timestamp'
  | 'timestamp-not-safe-integer'
  | 'quality-not-0-1';

/**
 * The bytes of a reading, canonical: fields in the order of their numbers, defaults left out. Throws `EncodeError` for what the
 * wire cannot carry as it is; a reading that is merely unfit (`inspectSensorData`) is carried.
 */
export function encodeSensorData(record: SensorData): Uint8Array {
  const given = recordOf(record, 'SensorData', '');
  return encodeWire(historian.v1.SensorData, 'historian.v1.SensorData', {
    sensorId: textOf(given['sensorId'], 'SensorData', 'sensorId'),
    value: doubleOf(given['value'], 'SensorData', 'value'),
    timestampMs: safeIntegerOf(given['timestampMs'], 'SensorData', 'timestampMs'),
    quality: int32Of(given['quality'], 'SensorData', 'quality'),
  });
}

/** A reading from its bytes. Throws `DecodeError` for what is no `SensorData`; fields that are not there are "" or 0. */
export function decodeSensorData(bytes: Uint8Array): SensorData {
  const { sensorId, value, timestampMs, quality } = decodeWire(
    historian.v1.SensorData,
    'historian.v1.SensorData',
    bytes,
  );
  return { sensorId, value, timestampMs: numberOf(timestampMs), quality };
}

/** Everything that keeps a reading from a model, in the order of its fields; nothing for one that is fit. */
export function inspectSensorData({ sensorId, value, timestampMs, quality }: SensorData): readonly SensorDataFlag[] {
  // The common case first: it allocates nothing.
  if (sensorId !== '' && Number.isFinite(value) && timestampMs > 0 && Number.isSafeInteger(timestampMs))
    if (quality === 0 || quality === 1) return fit;
  const flags: SensorDataFlag[] = [];
  if (sensorId === '') flags.push('empty-sensor-id');
  if (!Number.isFinite(value)) flags.push('non-finite-value');
  if (!(timestampMs > 0)) flags.push('non-positive-timestamp');
  if (!Number.isSafeInteger(timestampMs)) flags.push('timestamp-not-safe-integer');
  if (quality !== 0 && quality !== 1) flags.push('quality-not-0-1');
  return flags;
}

const fit: readonly SensorDataFlag[] = Object.freeze([]);
