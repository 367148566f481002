import type { DetectorOptions } from '../deviation/deviation-detector.ts';
import type { FilterOptions } from '../estimator/extended-kalman-filter.ts';
import type { Integration } from '../model/plant-flow.ts';
import { InvalidModel, indexOf, type PlantModel } from '../model/plant-model.ts';

export interface GapOptions {
  /** Up to here a silence is nothing special, ms. Default 60,000. */
  readonly holdMs?: number;
  /** Up to here it is bridged by the model, and what comes after is uncertain until warmed up, ms. Default 3,600,000. */
  readonly bridgeMs?: number;
  /** What to do after a longer one. Default `restingState`: where the plant rests at the inputs of then, or the initial state where it does not. */
  readonly beyond?: 'restingState' | 'lastEstimate' | 'stop';
}

export interface SessionOptions {
  readonly filter: FilterOptions;
  /** Sensors to listen to; default: all of the model. */
  readonly sensors?: readonly string[];
  /** The sensor whose readings bring forth predictions; default: every sensor in use. */
  readonly trigger?: string;
  /** Inputs until the first value of each arrives; nominal where left out. */
  readonly inputs?: Readonly<Record<string, number>>;
  /** How late a measurement may arrive, in plant time, ms. Default 0: nothing waits. */
  readonly latenessMs?: number;
  /** How far plant time may run ahead of the broker's, ms. Default 5,000. */
  readonly maxSkewMs?: number;
  /** Measurements that may wait for earlier ones; default 10,000. */
  readonly mostHeld?: number;
  readonly gap?: GapOptions;
  /** Readings after a start, a restart or a bridged gap until predictions count as good. Default 20. */
  readonly warmUpReadings?: number;
  /** How every sensor is watched. */
  readonly detector?: DetectorOptions;
  /** What is different for some of them, by name: an analyser that reports every ten minutes has another `dropoutMin`. */
  readonly detectors?: Readonly<Record<string, DetectorOptions>>;
  /** Inputs that should come regularly: after so many minutes without one it is stale. Others are held for ever. */
  readonly staleAfterMin?: Readonly<Record<string, number>>;
  /** Of the ideal plant; default: that of the filter. */
  readonly idealIntegration?: Integration;
}

/** Options with nothing left out, checked. */
export interface Settings {
  readonly sensors: readonly string[];
  readonly trigger: string | undefined;
  readonly inputs: Float64Array;
  readonly maxSkewMs: number;
  readonly holdMs: number;
  readonly bridgeMs: number;
  readonly beyond: 'restingState' | 'lastEstimate' | 'stop';
  readonly warmUpReadings: number;
}

export function settle(model: PlantModel, options: SessionOptions): Settings {
  const { maxSkewMs = 5_000, warmUpReadings = 20, gap = {}, trigger } = options;
  const { holdMs = 60_000, bridgeMs = 3_600_000, beyond = 'restingState' } = gap;
  const sensors = options.sensors ?? model.sensors.map(({ name }) => name);
  for (const name of sensors) indexOf('sensors', model.sensors, name);
  for (const name of Object.keys(options.detectors ?? {})) indexOf('detectors', model.sensors, name);
  if (sensors.length === 0) throw new InvalidModel('sensors', 'names none: a twin without eyes');
  if (trigger !== undefined && !sensors.includes(trigger))
    throw new InvalidModel('trigger', `"${trigger}" is not among the sensors in use: ${sensors.join(', ')}`);
  for (const [field, value] of Object.entries({ maxSkewMs, warmUpReadings, 'gap.holdMs': holdMs }))
    if (!(value >= 0 && value < Infinity)) throw new InvalidModel(field, `must be 0 or more, is ${value}`);
  if (!(bridgeMs >= holdMs && bridgeMs <= LONGEST_BRIDGE_MS))
    throw new InvalidModel('gap.bridgeMs', `must lie between gap.holdMs and a day, is ${bridgeMs}`);
  const inputs = Float64Array.from(model.inputs, ({ nominal }) => nominal);
  for (const [name, value] of Object.entries(options.inputs ?? {})) {
    const index = indexOf('inputs', model.inputs, name);
    const { min, max } = model.inputs[index]!;
    if (!(value >= min && value <= max))
      throw new InvalidModel(`inputs.${name}`, `must lie in ${min} … ${max}, is ${value}`);
    inputs[index] = value;
  }
  return { sensors, trigger, inputs, maxSkewMs, holdMs, bridgeMs, beyond, warmUpReadings };
}

/** Work per message is bounded by this: a day in pieces of the filter's `noiseEveryMin`. */
const LONGEST_BRIDGE_MS = 86_400_000;
