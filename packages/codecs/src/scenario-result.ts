import { twin } from './gen/wire.js';
import { doubles, int64, optionalPart, parts, recordCodec, text, uint32, word, type FieldsOf } from './record-codec.ts';

/** One figure of every replication of the job. */
export interface Metric {
  /** "line.unitsOut", "oee.Filler" */
  readonly name: string;
  readonly unit: string;
  /** In the order of the replications; NaN where there is none. */
  readonly values: readonly number[];
}

export interface JobFailure {
  /** A word to act on: "deadlock", "document-mismatch", "crashed". */
  readonly code: string;
  /** A sentence for people. */
  readonly message: string;
}

/** What came of a `ScenarioJob`: `twin.v1.ScenarioResult`. */
export interface ScenarioResult {
  readonly runId: string;
  readonly jobIndex: number;
  readonly outcome: 'completed' | 'failed' | 'cancelled';
  readonly firstReplication: number;
  readonly replicationCount: number;
  readonly metrics: readonly Metric[];
  /** Why not; only when the outcome is failed. */
  readonly failure?: JobFailure | undefined;
  /** Name and SHA-256 of the tables in the object store; empty when there are none. */
  readonly tablesObject: string;
  readonly tablesSha256: string;
  /** What made the numbers: name and version of the engine, and of the machine that ran it. */
  readonly engine: string;
  readonly worker: string;
  /** Deliveries it took, from 1. */
  readonly attempt: number;
  /** By the clock of the worker, Unix ms. */
  readonly startedAtMs: number;
  readonly finishedAtMs: number;
}

const metric: FieldsOf<Metric> = { name: text, unit: text, values: doubles };
const failure: FieldsOf<JobFailure> = { code: text, message: text };

const codec = recordCodec<ScenarioResult>('twin.v1.ScenarioResult', twin.v1.ScenarioResult, {
  runId: text,
  jobIndex: uint32,
  outcome: word({ completed: 1, failed: 2, cancelled: 3 }),
  firstReplication: uint32,
  replicationCount: uint32,
  metrics: parts(metric),
  failure: optionalPart(failure),
  tablesObject: text,
  tablesSha256: text,
  engine: text,
  worker: text,
  attempt: uint32,
  startedAtMs: int64,
  finishedAtMs: int64,
});

/** The canonical bytes of a result. Throws `EncodeError` for what the wire cannot carry as it is. */
export function encodeScenarioResult(record: ScenarioResult): Uint8Array {
  return codec.encode(record);
}

/** A result from its bytes. Throws `DecodeError` for what is none. */
export function decodeScenarioResult(bytes: Uint8Array): ScenarioResult {
  return codec.decode(bytes);
}
