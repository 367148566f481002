import type { Checkpoint, Deviation, ScenarioJob, ScenarioResult, SensorData, TwinStatus } from '@twin/codecs';

/** One record of each kind as it might be, for tests that change a thing in it. */
export const aReading: SensorData = {
  sensorId: 'enterprise.site.area.line.reactor.temp',
  value: 350.25,
  timestampMs: 1_764_752_041_123,
  quality: 1,
};

export const aDeviation: Deviation = {
  deviationId: 'd-17',
  asset: 'enterprise.site.area.line.reactor',
  sensorId: aReading.sensorId,
  state: 'raised',
  kind: 'drift',
  severity: 'high',
  actual: 356.1,
  predicted: 351.4,
  unit: 'K',
  statistic: 9.2,
  limit: 8,
  chart: 'cusum-slow',
  beganAtMs: 1_764_752_000_000,
  detectedAtMs: 1_764_752_041_123,
  causes: [{ name: 'UA', explainedShare: 0.8, magnitude: -4200, unit: 'J/(min·K)' }],
  indistinguishable: false,
  settledBy: ['jacket outlet temperature'],
};

export const aStatus: TwinStatus = {
  asset: 'enterprise.site.area.line.reactor',
  instance: 'twin-0',
  phase: 'running',
  mode: 'durable',
  modelHash: 'c0ffee',
  twinTimeMs: 1_764_752_041_123,
  reportedAtMs: 1_764_752_041_500,
  inputSequence: 812,
  counts: { accepted: 800, late: 3, duplicate: 4, quarantined: 2, malformed: 1, dropped: 0, published: 800 },
  signals: [{ sensorId: aReading.sensorId, fault: 'flatline', sinceMs: 1_764_752_000_000 }],
  reason: '',
};

export const aJob: ScenarioJob = {
  runId: 'run-1',
  jobIndex: 2,
  jobCount: 10,
  document: { json: '{"name":"large_buffer_test"}' },
  documentSha256: 'a'.repeat(64),
  seed: 42,
  firstReplication: 20,
  replicationCount: 10,
  durationS: 28_800,
  warmUpS: 3_600,
  telemetryIntervalS: 0,
  submittedAtMs: 1_764_752_041_123,
};

export const aResult: ScenarioResult = {
  runId: 'run-1',
  jobIndex: 2,
  outcome: 'completed',
  firstReplication: 20,
  replicationCount: 2,
  metrics: [
    { name: 'line.unitsOut', unit: 'pallets', values: [70, 71] },
    { name: 'oee.Filler', unit: '1', values: [0.636, 0.641] },
  ],
  tablesObject: '',
  tablesSha256: '',
  engine: '@twin/line-engine 1.0.0',
  worker: 'runner-0',
  attempt: 1,
  startedAtMs: 1_764_752_041_123,
  finishedAtMs: 1_764_752_042_000,
};

export const aCheckpoint: Checkpoint = {
  asset: 'enterprise.site.area.line.reactor',
  modelHash: 'c0ffee',
  engine: 'V8 13.6',
  inputStream: 'PLANT',
  inputSequence: 812,
  outputSequence: 800,
  twinTimeMs: 1_764_752_041_123,
  stateVersion: 1,
  state: Uint8Array.of(1, 2, 3, 255),
};
