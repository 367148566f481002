import { doubleOf, recordOf, safeIntegerOf, textOf } from './field-checks.ts';
import { historian } from './gen/wire.js';
import { decodeWire, encodeWire, numberOf } from './wire.ts';

/** What was measured is not what was predicted: `historian.v1.AnomalyEvent`. */
export interface AnomalyEvent {
  /** The sensor that deviates, as in `SensorData.sensorId`. */
  readonly sourceTag: string;
  /** Measured and predicted, in the unit of the sensor. */
  readonly actual: number;
  readonly predicted: number;
  /** actual − predicted. */
  readonly residual: number;
  /** When the plant was measured, Unix ms; no safe integer when the wire carried a time beyond ±2⁵³. */
  readonly timestampMs: number;
  /** How bad, in the words of the plant: "CRITICAL" for one. */
  readonly severity: string;
}

/** The canonical bytes of an event. Throws `EncodeError` for what the wire cannot carry as it is. */
export function encodeAnomalyEvent(record: AnomalyEvent): Uint8Array {
  const given = recordOf(record, 'AnomalyEvent', '');
  return encodeWire(historian.v1.AnomalyEvent, 'historian.v1.AnomalyEvent', {
    sourceTag: textOf(given['sourceTag'], 'AnomalyEvent', 'sourceTag'),
    actual: doubleOf(given['actual'], 'AnomalyEvent', 'actual'),
    predicted: doubleOf(given['predicted'], 'AnomalyEvent', 'predicted'),
    residual: doubleOf(given['residual'], 'AnomalyEvent', 'residual'),
    timestampMs: safeIntegerOf(given['timestampMs'], 'AnomalyEvent', 'timestampMs'),
    severity: textOf(given['severity'], 'AnomalyEvent', 'severity'),
  });
}

/** An event from its bytes. Throws `DecodeError` for what is no `AnomalyEvent`; fields that are not there are "" or 0. */
export function decodeAnomalyEvent(bytes: Uint8Array): AnomalyEvent {
  const { sourceTag, actual, predicted, residual, timestampMs, severity } = decodeWire(
    historian.v1.AnomalyEvent,
    'historian.v1.AnomalyEvent',
    bytes,
  );
  return { sourceTag, actual, predicted, residual, timestampMs: numberOf(timestampMs), severity };
}
