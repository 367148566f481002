import { twin } from './gen/wire.js';
import { double, flag, int64, parts, recordCodec, text, texts, word, type FieldsOf } from './record-codec.ts';

/** One explanation of a deviation. */
export interface LikelyCause {
  /** What may have changed: "UA", "sensor bias T", "feed temperature". */
  readonly name: string;
  /** Share of the residual it explains, 0 to 1. */
  readonly explainedShare: number;
  /** Estimated size of the change, in `unit`. */
  readonly magnitude: number;
  readonly unit: string;
}

/** All that stands behind an `AnomalyEvent`: what was judged, by which limit, and why it may be so: `twin.v1.Deviation`. */
export interface Deviation {
  /** The same from raised to cleared. */
  readonly deviationId: string;
  /** The asset as its subject prefix. */
  readonly asset: string;
  readonly sensorId: string;
  readonly state: 'raised' | 'cleared';
  /** What the detector saw: the residual moved, creeps, is noisier; the sensor repeats one value, is silent. */
  readonly kind: 'shift' | 'drift' | 'noise' | 'flatline' | 'dropout';
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  /** Measured and predicted, in `unit`; the residual is actual − predicted. */
  readonly actual: number;
  readonly predicted: number;
  readonly unit: string;
  /** The statistic of the chart that judged and the limit it was held against; of a flatline equal readings, of a dropout minutes. */
  readonly statistic: number;
  readonly limit: number;
  /** The chart whose statistic that is: `cusum-slow`, `cusum-fast`, `ewma`, `nis-1`, `nis-20`, `trend`; empty for a flatline, a dropout. */
  readonly chart: string;
  /** When it is thought to have begun, and when it was seen. Plant time, Unix ms. */
  readonly beganAtMs: number;
  readonly detectedAtMs: number;
  /** Most likely first. */
  readonly causes: readonly LikelyCause[];
  /** The causes cannot be told apart by the sensors there are. */
  readonly indistinguishable: boolean;
  /** What to measure to settle it. */
  readonly settledBy: readonly string[];
}

const cause: FieldsOf<LikelyCause> = { name: text, explainedShare: double, magnitude: double, unit: text };

const codec = recordCodec<Deviation>('twin.v1.Deviation', twin.v1.Deviation, {
  deviationId: text,
  asset: text,
  sensorId: text,
  state: word({ raised: 1, cleared: 2 }),
  kind: word({ shift: 1, drift: 2, noise: 3, flatline: 4, dropout: 5 }),
  severity: word({ low: 1, medium: 2, high: 3, critical: 4 }),
  actual: double,
  predicted: double,
  unit: text,
  statistic: double,
  limit: double,
  chart: text,
  beganAtMs: int64,
  detectedAtMs: int64,
  causes: parts(cause),
  indistinguishable: flag,
  settledBy: texts,
});

/** The canonical bytes of a deviation. Throws `EncodeError` for what the wire cannot carry as it is. */
export function encodeDeviation(record: Deviation): Uint8Array {
  return codec.encode(record);
}

/** A deviation from its bytes. Throws `DecodeError` for what is none. */
export function decodeDeviation(bytes: Uint8Array): Deviation {
  return codec.decode(bytes);
}
