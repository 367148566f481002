import type { Deviation } from '../deviation/deviation-detector.ts';
import type { Diagnosis } from '../deviation/diagnosis.ts';
import type { Measurement, Refusal } from './measurement.ts';

/** `uncertain`: the twin is warming up, bridges a gap, works on a stale input, or has lost the plant; numbers are there but should not be acted on. */
export type OutputQuality = 'good' | 'uncertain';

/** What the twin says at the reading of a sensor. Time and sequence are those of the reading. */
export interface Prediction {
  readonly kind: 'prediction';
  readonly timeMs: number;
  readonly sequence: number;
  readonly quality: OutputQuality;
  readonly sensor: string;
  readonly measured: number;
  /** What the filter expected this sensor to read, before it saw the reading. */
  readonly predicted: number;
  /** Standard deviation of measured − predicted as the filter sees it. */
  readonly predictedStd: number;
  /** measured − predicted. */
  readonly residual: number;
  /** False when the innovation gate kept the reading out of the estimate. */
  readonly believed: boolean;
  /** What the sensor would read in the ideal reactor, which hears the inputs and never a sensor. */
  readonly ideal: number;
  /** States expected at the reading, before it was used, by name, in the model's units: also those that no sensor sees. */
  readonly prior: Readonly<Record<string, number>>;
  /** The same after the reading. */
  readonly estimate: Readonly<Record<string, number>>;
  readonly estimateStd: Readonly<Record<string, number>>;
  /** Estimated parameters as factors on their nominal values; empty when none are. */
  readonly factors: Readonly<Record<string, number>>;
}

/**
 * Everything a session has to say. `input`: one that is watched has not come for too long, or comes again. `lost`: the equations could not be followed; the estimate begins anew at the last good state with the
 * covariance of the start, the ideal plant at the estimate.
 */
export type Output =
  | Prediction
  | { readonly kind: 'deviation'; readonly timeMs: number; readonly sensor: string; readonly deviation: Deviation }
  | { readonly kind: 'diagnosis'; readonly timeMs: number; readonly sensor: string; readonly diagnosis: Diagnosis }
  | {
      readonly kind: 'gap';
      readonly timeMs: number;
      readonly minutes: number;
      /** `bridged`: integrated with inputs held, uncertain; `restarted`: set to a known state; `stopped`: nothing more is taken. */
      readonly action: 'bridged' | 'restarted' | 'stopped';
    }
  | { readonly kind: 'input'; readonly timeMs: number; readonly input: string; readonly state: 'stale' | 'fresh' }
  | { readonly kind: 'lost'; readonly what: 'estimate' | 'ideal'; readonly timeMs: number; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: Refusal; readonly measurement: Measurement };
