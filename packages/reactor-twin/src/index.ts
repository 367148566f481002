export { chiSquareQuantile, chiSquareTail } from './arithmetic/chi-square.ts';
export { bifurcations, type Bifurcation, type Bifurcations, type HopfPoint } from './cstr/bifurcations.ts';
export { coolantFlowCstr } from './cstr/coolant-flow-cstr.ts';
export { jacketedCstr } from './cstr/jacketed-cstr.ts';
export { limitCycle, type LimitCycle, type Range } from './cstr/limit-cycle.ts';
export {
  cstrInputsSchema,
  cstrParametersSchema,
  InvalidCstr,
  type CstrInputs,
  type CstrParameters,
} from './cstr/parameters.ts';
export { createReactorModel, type ReactorModel, type ReactorState } from './cstr/reactor-model.ts';
export { steadyStates, type Eigenvalue, type Portrait, type SteadyState } from './cstr/steady-states.ts';
export type { AlarmOptions } from './deviation/alarm.ts';
export type { FrozenBaseline, LearntBaseline } from './deviation/baseline.ts';
export type { Chart } from './deviation/chart.ts';
export { Cusum } from './deviation/cusum.ts';
export { Ewma } from './deviation/ewma.ts';
export { NormalisedInnovationSquared } from './deviation/normalised-innovation-squared.ts';
export { Trend } from './deviation/trend.ts';
export {
  combinedRunLength,
  DeviationDetector,
  standardCharts,
  type DetectorOptions,
  type Deviation,
  type DeviationKind,
  type Severity,
} from './deviation/deviation-detector.ts';
export {
  diagnose,
  type Diagnosis,
  type LikelyCause,
  type MissingSensor,
  type Settling,
} from './deviation/diagnosis.ts';
export type { FilterStep, Hypothesis, Shape } from './deviation/likely-causes.ts';
export { cusumLimit, cusumRunLength, ewmaLimit, ewmaRunLength } from './deviation/run-length.ts';
export {
  ExtendedKalmanFilter,
  type EstimatedParameter,
  type FilterOptions,
  type Innovation,
} from './estimator/extended-kalman-filter.ts';
export type { GateOptions } from './estimator/innovation-gate.ts';
export type { Memory } from './model/memory.ts';
export { PlantFlow, type Integration } from './model/plant-flow.ts';
export {
  checkModel,
  InvalidModel,
  type InputQuantity,
  type ParameterQuantity,
  type PlantFault,
  type PlantModel,
  type Quantity,
  type Sensor,
  type StateQuantity,
} from './model/plant-model.ts';
export { InvalidCheckpoint, type Checkpoint } from './session/checkpoint.ts';
export { TICK, type Measurement, type Refusal } from './session/measurement.ts';
export type { Output, OutputQuality, Prediction } from './session/outcome.ts';
export type { GapOptions, SessionOptions } from './session/session-options.ts';
export { TwinSession } from './session/twin-session.ts';
export { twoTanks } from './tanks/two-tanks.ts';
