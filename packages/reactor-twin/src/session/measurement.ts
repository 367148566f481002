import type { PlantModel } from '../model/plant-model.ts';

/**
 * A signal every session knows: nothing but plant time passing, so that a silence of all sensors is noticed while it lasts. Written into the
 * input stream by someone who has a clock, and so part of every replay. Its value counts for nothing.
 */
export const TICK = 'tick';

/** One reading in the terms of the model, or a new value of one of its inputs. */
export interface Measurement {
  /** Name of a sensor or of an input of the model. */
  readonly signal: string;
  /** In the unit the model gives to that signal. */
  readonly value: number;
  /** When the plant was measured, Unix ms. Never the time of arrival. */
  readonly timeMs: number;
  /** Position in the one stream that holds all signals of this plant. */
  readonly sequence: number;
  /** When the broker stored it, Unix ms: the same on every replay. */
  readonly storedAtMs: number;
  readonly quality: 'good' | 'uncertain' | 'bad';
}

/**
 * Why a measurement did not reach the model. None of them changes the state of the session.
 *
 * | reason | |
 * |---|---|
 * | unknown-signal | neither a sensor in use nor an input |
 * | quality | not good |
 * | not-finite | NaN or ±∞ |
 * | out-of-range | outside min … max of the signal |
 * | bad-time | not a whole number of ms above 0 |
 * | bad-sequence | not a whole number |
 * | future | later than the broker's time by more than the allowed skew |
 * | late | earlier than what has been processed already |
 * | duplicate | this signal has a value of that time already |
 * | stopped | the session stopped at a gap |
 */
export type Refusal =
  | 'unknown-signal'
  | 'quality'
  | 'not-finite'
  | 'out-of-range'
  | 'bad-time'
  | 'bad-sequence'
  | 'future'
  | 'late'
  | 'duplicate'
  | 'stopped';

/** A signal the session listens to. */
export interface Signal {
  readonly name: string;
  readonly kind: 'sensor' | 'input' | 'tick';
  /** In the model's list. */
  readonly index: number;
  readonly min: number;
  readonly max: number;
}

export function signalsOf(model: PlantModel, sensors: readonly string[]): ReadonlyMap<string, Signal> {
  const signals = new Map<string, Signal>();
  signals.set(TICK, { name: TICK, kind: 'tick', index: -1, min: -Infinity, max: Infinity });
  model.inputs.forEach(({ name, min, max }, index) => signals.set(name, { name, kind: 'input', index, min, max }));
  model.sensors.forEach(({ name, min, max }, index) => {
    if (sensors.includes(name)) signals.set(name, { name, kind: 'sensor', index, min, max });
  });
  return signals;
}

/** What is wrong with a measurement on its own, before anything is known of its neighbours. */
export function faultOf(
  { value, timeMs, sequence, storedAtMs, quality }: Measurement,
  signal: Signal | undefined,
  maxSkewMs: number,
): Refusal | undefined {
  if (signal === undefined) return 'unknown-signal';
  if (quality !== 'good') return 'quality';
  if (!Number.isFinite(value)) return 'not-finite';
  if (value < signal.min || value > signal.max) return 'out-of-range';
  if (!(Number.isSafeInteger(timeMs) && timeMs > 0)) return 'bad-time';
  if (!Number.isSafeInteger(sequence)) return 'bad-sequence';
  // A storedAtMs that is no number guards nothing: refuse rather than believe.
  if (!(timeMs <= storedAtMs + maxSkewMs)) return 'future';
  return undefined;
}
