import type {
  AnomalyEvent,
  Checkpoint,
  Deviation,
  ScenarioJob,
  ScenarioResult,
  SensorData,
  TwinStatus,
} from '@twin/codecs';
import fc, { type Arbitrary } from 'fast-check';

/** Anything the wire can carry, of every kind of record; −0 as an integer is left out, the wire has none. */
const text = fc.string({ unit: 'binary', maxLength: 200 });
const word = fc.string({ maxLength: 20 });
const double = fc.double();
const ms = fc.maxSafeInteger().map(plain);
const count = fc.maxSafeNat();
const uint32 = fc.nat({ max: 2 ** 32 - 1 });

export const sensorData: Arbitrary<SensorData> = fc.record({
  sensorId: text,
  value: double,
  timestampMs: ms,
  quality: fc.integer().map(plain),
});

export const anomalyEvent: Arbitrary<AnomalyEvent> = fc.record({
  sourceTag: text,
  actual: double,
  predicted: double,
  residual: double,
  timestampMs: ms,
  severity: text,
});

export const deviation: Arbitrary<Deviation> = fc.record({
  deviationId: word,
  asset: word,
  sensorId: text,
  state: fc.constantFrom('raised', 'cleared'),
  kind: fc.constantFrom('shift', 'drift', 'noise', 'flatline', 'dropout'),
  severity: fc.constantFrom('low', 'medium', 'high', 'critical'),
  actual: double,
  predicted: double,
  unit: word,
  statistic: double,
  limit: double,
  chart: word,
  beganAtMs: ms,
  detectedAtMs: ms,
  causes: fc.array(fc.record({ name: text, explainedShare: double, magnitude: double, unit: word }), { maxLength: 5 }),
  indistinguishable: fc.boolean(),
  settledBy: fc.array(text, { maxLength: 5 }),
});

export const twinStatus: Arbitrary<TwinStatus> = fc.record({
  asset: word,
  instance: word,
  phase: fc.constantFrom('starting', 'warming-up', 'running', 'degraded', 'stopped'),
  mode: fc.constantFrom('live', 'durable'),
  modelHash: word,
  twinTimeMs: ms,
  reportedAtMs: ms,
  inputSequence: count,
  counts: fc.record({
    accepted: count,
    late: count,
    duplicate: count,
    quarantined: count,
    malformed: count,
    dropped: count,
    published: count,
  }),
  signals: fc.array(
    fc.record({
      sensorId: text,
      fault: fc.constantFrom('stale', 'flatline', 'gap', 'bad-quality', 'future', 'out-of-range'),
      sinceMs: ms,
    }),
    { maxLength: 5 },
  ),
  reason: text,
});

export const scenarioJob: Arbitrary<ScenarioJob> = fc.record({
  runId: word,
  jobIndex: uint32,
  jobCount: uint32,
  document: fc.oneof(fc.record({ json: text }), fc.record({ object: word })),
  documentSha256: word,
  seed: count,
  firstReplication: uint32,
  replicationCount: uint32,
  durationS: double,
  warmUpS: double,
  telemetryIntervalS: double,
  submittedAtMs: ms,
});

const failure = fc.record({ code: word, message: text });

export const scenarioResult: Arbitrary<ScenarioResult> = fc
  .record({
    runId: word,
    jobIndex: uint32,
    outcome: fc.constantFrom('completed' as const, 'failed' as const, 'cancelled' as const),
    firstReplication: uint32,
    replicationCount: uint32,
    metrics: fc.array(fc.record({ name: word, unit: word, values: fc.array(double, { maxLength: 40 }) }), {
      maxLength: 5,
    }),
    failure: fc.option(failure, { nil: undefined }),
    tablesObject: word,
    tablesSha256: word,
    engine: word,
    worker: word,
    attempt: uint32,
    startedAtMs: ms,
    finishedAtMs: ms,
  })
  .map(({ failure: why, ...result }) => (why === undefined ? result : { ...result, failure: why }));

export const checkpoint: Arbitrary<Checkpoint> = fc.record({
  asset: word,
  modelHash: word,
  engine: word,
  inputStream: word,
  inputSequence: count,
  outputSequence: count,
  twinTimeMs: ms,
  stateVersion: uint32,
  state: fc.uint8Array({ maxLength: 500 }),
});

function plain(n: number): number {
  return n === 0 ? 0 : n;
}
