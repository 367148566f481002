export { decodeAnomalyEvent, encodeAnomalyEvent, type AnomalyEvent } from './anomaly-event.ts';
export { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from './checkpoint.ts';
export { DecodeError, type DecodeErrorCode, type DecodeErrorPlace } from './decode-error.ts';
export { decodeDeviation, encodeDeviation, type Deviation, type LikelyCause } from './deviation.ts';
export { EncodeError } from './encode-error.ts';
export { maxDepth, maxFields, maxMessageBytes } from './limits.ts';
export { decodeScenarioJob, encodeScenarioJob, type ScenarioDocument, type ScenarioJob } from './scenario-job.ts';
export {
  decodeScenarioResult,
  encodeScenarioResult,
  type JobFailure,
  type Metric,
  type ScenarioResult,
} from './scenario-result.ts';
export {
  decodeSensorData,
  encodeSensorData,
  inspectSensorData,
  type SensorData,
  type SensorDataFlag,
} from './sensor-data.ts';
export { sensorDataEncoder } from './sensor-data-encoder.ts';
export { maxSubjectLength, SubjectError, type SubjectErrorCode } from './subject-tokens.ts';
export { outputs, subjects, type Output, type Subject } from './subjects.ts';
export {
  decodeTwinStatus,
  encodeTwinStatus,
  type SignalStatus,
  type TwinCounts,
  type TwinStatus,
} from './twin-status.ts';
