import { recordOf, refuse, textOf } from './field-checks.ts';
import { twin } from './gen/wire.js';
import { count, double, int64, recordCodec, text, uint32, unreadable, type FieldCodec } from './record-codec.ts';

/** Topology, baseline and scenario: the JSON itself when it is small, or the name of an object in the object store. */
export type ScenarioDocument = { readonly json: string } | { readonly object: string };

/** Some replications of one scenario, for one worker: `twin.v1.ScenarioJob`. */
export interface ScenarioJob {
  /** The what-if question this job is part of. */
  readonly runId: string;
  /** Which job of the run this is, from 0. */
  readonly jobIndex: number;
  readonly jobCount: number;
  readonly document: ScenarioDocument;
  /** SHA-256 of the JSON, in hexadecimal: a worker refuses what does not match. */
  readonly documentSha256: string;
  /** A whole number ≥ 0; replication r uses the streams seed/r/station/purpose. */
  readonly seed: number;
  readonly firstReplication: number;
  readonly replicationCount: number;
  /** Simulated seconds, of which the first are left out of the statistics. */
  readonly durationS: number;
  readonly warmUpS: number;
  /** 0 records none. */
  readonly telemetryIntervalS: number;
  /** By the clock of who asked, Unix ms. */
  readonly submittedAtMs: number;
}

/** The oneof of the wire, which names two fields, as the one field of the record that it is. */
const document: FieldCodec<ScenarioDocument> = {
  write(value, into, name, { messageType, prefix }) {
    const field = prefix + name;
    const { json, object } = recordOf(value, messageType, field);
    if ((json === undefined) === (object === undefined))
      return refuse(messageType, field, 'either { json } or { object }', value);
    if (json === undefined) into['documentObject'] = textOf(object, messageType, `${field}.object`);
    else into['documentJson'] = textOf(json, messageType, `${field}.json`);
  },
  read(from, name, place) {
    const { documentJson, documentObject } = from;
    if (typeof documentJson === 'string') return { json: documentJson };
    if (typeof documentObject === 'string') return { object: documentObject };
    throw unreadable('missing', place, name, 'is not there');
  },
};

const codec = recordCodec<ScenarioJob>('twin.v1.ScenarioJob', twin.v1.ScenarioJob, {
  runId: text,
  jobIndex: uint32,
  jobCount: uint32,
  document,
  documentSha256: text,
  seed: count,
  firstReplication: uint32,
  replicationCount: uint32,
  durationS: double,
  warmUpS: double,
  telemetryIntervalS: double,
  submittedAtMs: int64,
});

/** The canonical bytes of a job. Throws `EncodeError` for what the wire cannot carry as it is. */
export function encodeScenarioJob(record: ScenarioJob): Uint8Array {
  return codec.encode(record);
}

/** A job from its bytes. Throws `DecodeError` for what is none. */
export function decodeScenarioJob(bytes: Uint8Array): ScenarioJob {
  return codec.decode(bytes);
}
