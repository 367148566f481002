import type { ExtendedKalmanFilter, Innovation } from '../estimator/extended-kalman-filter.ts';
import { indexOf, type PlantModel } from '../model/plant-model.ts';
import type { Measurement } from './measurement.ts';
import type { Prediction } from './outcome.ts';

/** What the twin says at this reading. Called for every one: plain loops, no intermediate objects. */
export function makePrediction(
  model: PlantModel,
  { timeMs, sequence, value }: Measurement,
  sensor: number,
  { predicted, variance, innovation, used }: Innovation,
  filter: ExtendedKalmanFilter,
  before: Float64Array,
  ideal: Float64Array,
  factorNames: readonly string[],
  good: boolean,
): Prediction {
  const { x, P } = filter;
  const { name, state, factor = 1, offset = 0 } = model.sensors[sensor]!;
  const prior: Record<string, number> = {};
  const estimate: Record<string, number> = {};
  const estimateStd: Record<string, number> = {};
  const factors: Record<string, number> = {};
  const n = model.states.length;
  for (let i = 0; i < n; i++) {
    const quantity = model.states[i]!.name;
    prior[quantity] = before[i]!;
    estimate[quantity] = x[i]!;
    estimateStd[quantity] = Math.sqrt(P[i * x.length + i]!);
  }
  for (let j = 0; j < factorNames.length; j++) factors[factorNames[j]!] = x[n + j]!;
  return {
    kind: 'prediction',
    timeMs,
    sequence,
    quality: good ? 'good' : 'uncertain',
    sensor: name,
    measured: value,
    predicted,
    predictedStd: Math.sqrt(variance),
    residual: innovation,
    believed: used,
    ideal: factor * ideal[indexOf('state', model.states, state)]! + offset,
    prior,
    estimate,
    estimateStd,
    factors,
  };
}
