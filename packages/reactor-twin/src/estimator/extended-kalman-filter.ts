import type { Status } from '@twin/ode-solver';
import type { Integration } from '../model/plant-flow.ts';
import { indexOf, initialState, InvalidModel, nominalParameters, type PlantModel } from '../model/plant-model.ts';
import { josephUpdate, propagate } from './covariance.ts';
import { InnovationGate, type GateOptions } from './innovation-gate.ts';
import { VariationalFlow } from './variational-flow.ts';

/** A parameter the filter finds out for itself, as a factor on its nominal value. */
export interface EstimatedParameter {
  readonly parameter: string;
  /** Standard deviation of the factor at the start. */
  readonly initialStd: number;
  /** How far the factor may wander: variance it gains a minute. */
  readonly varianceGrowthPerMin: number;
  /** Limits of the factor; default 0 … 10. */
  readonly min?: number;
  readonly max?: number;
}

export interface FilterOptions {
  /** Default: the `initial` values of the model. */
  readonly initialState?: ArrayLike<number>;
  /** Standard deviations of the initial state, in its units. */
  readonly initialStd: ArrayLike<number>;
  /** Variance the state gains a minute from what the model does not know, unit² / min. */
  readonly processVariancePerMin: ArrayLike<number>;
  /** Standard deviation of a sensor's noise, by name; those of the model otherwise. */
  readonly noiseStd?: Readonly<Record<string, number>>;
  readonly estimate?: readonly EstimatedParameter[];
  /** Left out: every reading is believed. */
  readonly gate?: GateOptions;
  readonly integration?: Integration;
  /** Process noise enters at the ends of pieces of an interval not longer than this; default 0.1 min. */
  readonly noiseEveryMin?: number;
}

/** What a reading said against what was expected of it. */
export interface Innovation {
  /** Reading − prediction, in the unit of the sensor. */
  innovation: number;
  /** Its variance as the filter sees it, S = H P Hᵀ + R. */
  variance: number;
  /** What the filter expected to read. */
  predicted: number;
  /** False when the gate kept it out. */
  used: boolean;
}

/**
 * Continuous–discrete extended Kalman filter. Between measurements
 *
 *     dx/dt = f(x, u, p)        P ← Φ P Φᵀ + Q Δt        Φ = ∂x(t + Δt)/∂x(t)
 *
 * with Φ from the variational equations, solved together with x by the adaptive solver; at a measurement
 *
 *     S = H P Hᵀ + R,   K = P Hᵀ/S,   x ← x + K ν,   P in Joseph's form.
 *
 * Estimated parameters are further states that do a random walk. Sensors are taken one by one: with independent noise that equals
 * taking them together. Jazwinski, Stochastic Processes and Filtering Theory (1970), 8.3; Bucy & Joseph (1968).
 */
export class ExtendedKalmanFilter {
  /** Plant states, then factors of estimated parameters. */
  readonly x: Float64Array;
  /** Covariance of x, row-major. */
  readonly P: Float64Array;
  /** Readings the gate has just refused, in a row, by sensor. */
  readonly refusals: Float64Array;
  /** Gain of the last update. */
  readonly gain: Float64Array;
  /** Parameters with the estimated factors in them. */
  readonly p: Float64Array;
  private readonly n: number;
  private readonly size: number;
  private readonly flow: VariationalFlow;
  private readonly gate: InnovationGate | undefined;
  private readonly sees: readonly { state: number; factor: number; offset: number; variance: number }[];
  private readonly noise: Float64Array;
  private readonly low: Float64Array;
  private readonly high: Float64Array;
  private readonly estimated: readonly { parameter: number; nominal: number }[];
  private readonly noiseEveryMin: number;
  private readonly F: Float64Array;
  private readonly work: Float64Array;
  private readonly xWork: Float64Array;
  private readonly xKept: Float64Array;
  private readonly PKept: Float64Array;

  constructor(model: PlantModel, options: FilterOptions) {
    const { estimate = [] } = options;
    const n = model.states.length;
    const size = n + estimate.length;
    this.n = n;
    this.size = size;
    this.p = nominalParameters(model);
    this.estimated = estimate.map(({ parameter }) => {
      const index = indexOf('estimate', model.parameters, parameter);
      return { parameter: index, nominal: this.p[index]! };
    });
    this.flow = new VariationalFlow(
      model,
      this.p,
      { parameters: this.estimated.map(({ parameter }) => parameter), inputs: [] },
      options.integration,
    );
    const start = vector('initialState', options.initialState ?? initialState(model), n, -Infinity);
    const spread = vector('initialStd', options.initialStd, n, 0);
    const growth = vector('processVariancePerMin', options.processVariancePerMin, n, 0);
    this.x = Float64Array.from([...start, ...estimate.map(() => 1)]);
    this.P = diagonal([...spread, ...estimate.map(({ initialStd }) => positive('initialStd', initialStd))], true);
    this.noise = Float64Array.from([
      ...growth,
      ...estimate.map((one) => positive('varianceGrowthPerMin', one.varianceGrowthPerMin)),
    ]);
    this.low = Float64Array.from([...model.states.map(({ min }) => min), ...estimate.map(({ min = 0 }) => min)]);
    this.high = Float64Array.from([...model.states.map(({ max }) => max), ...estimate.map(({ max = 10 }) => max)]);
    this.sees = seen(model, options.noiseStd ?? {});
    this.gate = options.gate === undefined ? undefined : new InnovationGate(model.sensors.length, options.gate);
    this.refusals = this.gate?.refusals ?? new Float64Array(model.sensors.length);
    this.noiseEveryMin = options.noiseEveryMin ?? 0.1;
    if (!(this.noiseEveryMin > 0))
      throw new InvalidModel('noiseEveryMin', `must be positive, is ${this.noiseEveryMin}`);
    this.gain = new Float64Array(size);
    this.F = diagonal(
      Array.from(this.x, () => 1),
      false,
    );
    this.work = new Float64Array(size * size);
    this.xWork = new Float64Array(n);
    this.xKept = new Float64Array(size);
    this.PKept = new Float64Array(size * size);
  }

  /**
   * Carries estimate and covariance over an interval with inputs held. When the equations cannot be followed, or give a state that is
   * no number, everything stays as it was and the solver's reason comes back; otherwise 'running'.
   */
  predict(u: Float64Array, minutes: number): Status {
    if (minutes === 0) return 'running';
    const { x, P, xKept, PKept } = this;
    xKept.set(x);
    PKept.set(P);
    // The tolerance keeps an interval of 0.1 min and a rounding error in one piece.
    const pieces = Math.max(1, Math.ceil(minutes / this.noiseEveryMin - 1e-9));
    for (let i = 0; i < pieces; i++) {
      const status = this.predictPiece(u, minutes / pieces);
      if (status !== 'running') {
        x.set(xKept);
        P.set(PKept);
        return status;
      }
    }
    return 'running';
  }

  private predictPiece(u: Float64Array, minutes: number): Status {
    const { n, size, flow, F, x, P, xWork, noise } = this;
    this.setParameters();
    for (let i = 0; i < n; i++) xWork[i] = x[i]!;
    const status = flow.advance(xWork, u, minutes);
    if (status !== 'running' && status !== 'done') return status;
    const { result } = flow;
    for (let i = 0; i < n; i++) x[i] = result[i]!;
    for (let j = 0; j < size; j++) for (let i = 0; i < n; i++) F[i * size + j] = result[n * (1 + j) + i]!;
    propagate(P, F, size, this.work);
    for (let i = 0; i < size; i++) P[i * size + i] = P[i * size + i]! + noise[i]! * minutes;
    this.limit();
    return Number.isFinite(trace(P, size)) ? 'running' : 'nonFinite';
  }

  private setParameters(): void {
    const { n, p, x, estimated } = this;
    for (let j = 0; j < estimated.length; j++) p[estimated[j]!.parameter] = x[n + j]! * estimated[j]!.nominal;
  }

  /** What a sensor should read now. */
  expected(sensor: number): number {
    const { state, factor, offset } = this.sees[sensor]!;
    return factor * this.x[state]! + offset;
  }

  /** S for a sensor now. */
  expectedVariance(sensor: number): number {
    const { state, factor, variance } = this.sees[sensor]!;
    return factor * factor * this.P[state * this.size + state]! + variance;
  }

  /** Takes one reading in, unless the gate keeps it out. `out` is written. */
  update(sensor: number, value: number, out: Innovation): void {
    const { state, factor, variance } = this.sees[sensor]!;
    const { x, P, size, gain } = this;
    const predicted = this.expected(sensor);
    const S = this.expectedVariance(sensor);
    const innovation = value - predicted;
    out.innovation = innovation;
    out.variance = S;
    out.predicted = predicted;
    out.used = this.gate === undefined || this.gate.lets(sensor, (innovation * innovation) / S);
    if (!out.used) return;
    for (let i = 0; i < size; i++) gain[i] = (P[i * size + state]! * factor) / S;
    for (let i = 0; i < size; i++) x[i] = x[i]! + gain[i]! * innovation;
    josephUpdate(P, gain, state, factor, variance, this.work);
    this.limit();
  }

  /** Estimates are kept where the plant can be. */
  private limit(): void {
    const { x, low, high } = this;
    for (let i = 0; i < x.length; i++) {
      const value = x[i]!;
      if (value < low[i]!) x[i] = low[i]!;
      else if (value > high[i]!) x[i] = high[i]!;
    }
  }
}

function seen(model: PlantModel, noiseStd: Readonly<Record<string, number>>) {
  for (const name of Object.keys(noiseStd)) indexOf('noiseStd', model.sensors, name);
  return model.sensors.map((sensor) => {
    const std = positive(`noiseStd.${sensor.name}`, noiseStd[sensor.name] ?? sensor.noiseStd);
    const { factor = 1, offset = 0 } = sensor;
    if (std === 0) throw new InvalidModel(`noiseStd.${sensor.name}`, 'must not be 0');
    return { state: indexOf(sensor.name, model.states, sensor.state), factor, offset, variance: std * std };
  });
}

function vector(field: string, values: ArrayLike<number>, n: number, above: number): number[] {
  if (values.length !== n) throw new InvalidModel(field, `must have ${n} values, has ${values.length}`);
  return Array.from(values, (value) => {
    if (!(value >= above && value < Infinity))
      throw new InvalidModel(field, `must hold finite numbers ≥ ${above}, holds ${value}`);
    return value;
  });
}

function positive(field: string, value: number): number {
  return vector(field, [value], 1, 0)[0]!;
}

function diagonal(values: readonly number[], squared: boolean): Float64Array {
  const n = values.length;
  const matrix = new Float64Array(n * n);
  values.forEach((value, i) => (matrix[i * n + i] = squared ? value * value : value));
  return matrix;
}

function trace(P: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += P[i * n + i]!;
  return sum;
}
