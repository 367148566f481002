import {
  decodeAnomalyEvent,
  decodeCheckpoint,
  decodeDeviation,
  decodeScenarioJob,
  decodeScenarioResult,
  decodeSensorData,
  decodeTwinStatus,
  encodeAnomalyEvent,
  encodeCheckpoint,
  encodeDeviation,
  encodeScenarioJob,
  encodeScenarioResult,
  encodeSensorData,
  encodeTwinStatus,
} from '@twin/codecs';
import type { Arbitrary } from 'fast-check';
import * as records from './records.ts';

export interface AnyCodec {
  /** As proto/ has it. */
  readonly messageType: string;
  readonly records: Arbitrary<object>;
  readonly encode: (record: object) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => object;
}

function codec<R extends object>(
  messageType: string,
  of: Arbitrary<R>,
  encode: (record: R) => Uint8Array,
  decode: (bytes: Uint8Array) => R,
): AnyCodec {
  return { messageType, records: of, encode: encode as AnyCodec['encode'], decode };
}

/** Whatever holds for one message must hold for each. */
export const everyCodec: readonly AnyCodec[] = [
  codec('historian.v1.SensorData', records.sensorData, encodeSensorData, decodeSensorData),
  codec('historian.v1.AnomalyEvent', records.anomalyEvent, encodeAnomalyEvent, decodeAnomalyEvent),
  codec('twin.v1.Deviation', records.deviation, encodeDeviation, decodeDeviation),
  codec('twin.v1.TwinStatus', records.twinStatus, encodeTwinStatus, decodeTwinStatus),
  codec('twin.v1.ScenarioJob', records.scenarioJob, encodeScenarioJob, decodeScenarioJob),
  codec('twin.v1.ScenarioResult', records.scenarioResult, encodeScenarioResult, decodeScenarioResult),
  codec('twin.v1.Checkpoint', records.checkpoint, encodeCheckpoint, decodeCheckpoint),
];
