import { twin } from './gen/wire.js';
import { count, int64, part, parts, recordCodec, text, word, type FieldsOf } from './record-codec.ts';

/** What is wrong with one input of the twin. */
export interface SignalStatus {
  readonly sensorId: string;
  readonly fault: 'stale' | 'flatline' | 'gap' | 'bad-quality' | 'future' | 'out-of-range';
  /** Plant time from which it holds, Unix ms. */
  readonly sinceMs: number;
}

/** Messages since the twin started. */
export interface TwinCounts {
  readonly accepted: number;
  readonly late: number;
  readonly duplicate: number;
  readonly quarantined: number;
  readonly malformed: number;
  readonly dropped: number;
  readonly published: number;
}

/** How one twin is: `twin.v1.TwinStatus`. */
export interface TwinStatus {
  /** The asset as its subject prefix. */
  readonly asset: string;
  /** The process that runs the twin. */
  readonly instance: string;
  /** `warming-up`: its predictions are not to be trusted yet; `degraded`: it runs on old or uncertain inputs. */
  readonly phase: 'starting' | 'warming-up' | 'running' | 'degraded' | 'stopped';
  /** `live`: newest value, at most once; `durable`: exactly one prediction for every accepted input. */
  readonly mode: 'live' | 'durable';
  /** Hash of the model and its parameters. */
  readonly modelHash: string;
  /** Plant time up to which the twin has come, Unix ms. */
  readonly twinTimeMs: number;
  /** When this was said, by the clock of the process, Unix ms. */
  readonly reportedAtMs: number;
  /** Position in the input stream; 0 when there is none. */
  readonly inputSequence: number;
  readonly counts: TwinCounts;
  /** Inputs that are at fault; none when all is well. */
  readonly signals: readonly SignalStatus[];
  /** Why it is in this phase, for people. */
  readonly reason: string;
}

const signal: FieldsOf<SignalStatus> = {
  sensorId: text,
  fault: word({ stale: 1, flatline: 2, gap: 3, 'bad-quality': 4, future: 5, 'out-of-range': 6 }),
  sinceMs: int64,
};

const counts: FieldsOf<TwinCounts> = {
  accepted: count,
  late: count,
  duplicate: count,
  quarantined: count,
  malformed: count,
  dropped: count,
  published: count,
};

const codec = recordCodec<TwinStatus>('twin.v1.TwinStatus', twin.v1.TwinStatus, {
  asset: text,
  instance: text,
  phase: word({ starting: 1, 'warming-up': 2, running: 3, degraded: 4, stopped: 5 }),
  mode: word({ live: 1, durable: 2 }),
  modelHash: text,
  twinTimeMs: int64,
  reportedAtMs: int64,
  inputSequence: count,
  counts: part(counts, new twin.v1.TwinCounts() as unknown as Record<string, unknown>),
  signals: parts(signal),
  reason: text,
});

/** The canonical bytes of a status. Throws `EncodeError` for what the wire cannot carry as it is. */
export function encodeTwinStatus(record: TwinStatus): Uint8Array {
  return codec.encode(record);
}

/** A status from its bytes. Throws `DecodeError` for what is none. */
export function decodeTwinStatus(bytes: Uint8Array): TwinStatus {
  return codec.decode(bytes);
}
