import { bisect } from '../arithmetic/bisection.ts';
import type { PlantModel } from '../model/plant-model.ts';
import { nominalParameters } from '../model/plant-model.ts';
import { jacobian } from './equations.ts';
import { heatBalance } from './heat-balance.ts';
import { cstrInputs, type CstrInputs } from './parameters.ts';

/** A steady state at which, as the coolant warms, the reactor changes its ways. */
export interface Bifurcation {
  readonly coolantTemperatureK: number;
  readonly temperatureK: number;
  readonly concentrationMolPerL: number;
}

/** Beyond a Hopf point a stable steady state turns into an oscillation. */
export interface HopfPoint extends Bifurcation {
  /** ω = √det J there; the period of the oscillation at its birth is 2π/ω. */
  readonly angularFrequencyPerMin: number;
  readonly periodMin: number;
}

export interface Bifurcations {
  /** Where two steady states meet: dTc/dT = 0 on the curve of steady states. By temperature: the ignition point, then the extinction point. */
  readonly folds: readonly Bifurcation[];
  /** Where the trace of the Jacobian is zero and its determinant positive. */
  readonly hopf: readonly HopfPoint[];
}

/**
 * Folds and Hopf points in the coolant temperature, the other inputs as given. On the curve of steady states Tc is an explicit
 * function of T, and the trace of the Jacobian does not hold Tc: both are zeros of a function of T alone.
 */
export function bifurcations(inputs: Partial<Omit<CstrInputs, 'Tc'>>, model: PlantModel): Bifurcations {
  const { q, Tf, Caf } = cstrInputs(inputs);
  const u = Float64Array.of(Number.NaN, q, Tf, Caf);
  const p = nominalParameters(model);
  const { turning, concentration, coolantFor, cooling } = heatBalance(u, p);
  if (!(cooling > 0)) return { folds: [], hopf: [] };
  const x = new Float64Array(2);
  const J = new Float64Array(4);
  const at = (temperatureK: number): Bifurcation => ({
    coolantTemperatureK: coolantFor(temperatureK),
    temperatureK,
    concentrationMolPerL: concentration(temperatureK),
  });
  const linearise = (temperatureK: number) => {
    x[0] = concentration(temperatureK);
    x[1] = temperatureK;
    jacobian(x, u, p, J);
  };
  const trace = (temperatureK: number) => {
    linearise(temperatureK);
    return J[0]! + J[3]!;
  };
  const hopf: HopfPoint[] = [];
  for (const temperatureK of zerosOf(trace)) {
    linearise(temperatureK);
    const determinant = J[0]! * J[3]! - J[1]! * J[2]!;
    if (!(determinant > 0)) continue; // a saddle whose eigenvalues happen to cancel
    const angularFrequencyPerMin = Math.sqrt(determinant);
    hopf.push({ ...at(temperatureK), angularFrequencyPerMin, periodMin: (2 * Math.PI) / angularFrequencyPerMin });
  }
  return { folds: turning.map(at), hopf };
}

/** The trace is smooth on the scale of a kelvin: a walk in steps of half a kelvin sees its sign changes. */
function zerosOf(f: (temperatureK: number) => number): number[] {
  const zeros: number[] = [];
  let before = f(WALK[0]);
  for (let temperature = WALK[0] + WALK[2]; temperature <= WALK[1]; temperature += WALK[2]) {
    const value = f(temperature);
    if (before > 0 !== value > 0) zeros.push(bisect(f, temperature - WALK[2], temperature));
    before = value;
  }
  return zeros;
}

const WALK = [150, 1500, 0.5] as const;
