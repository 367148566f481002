import { bisect } from '../arithmetic/bisection.ts';
import type { PlantModel } from '../model/plant-model.ts';
import { nominalParameters } from '../model/plant-model.ts';
import { jacobian } from './equations.ts';
import { heatBalance } from './heat-balance.ts';
import { cstrInputs, type CstrInputs } from './parameters.ts';

export type Portrait = 'node' | 'focus' | 'saddle';

/** A point at which the reactor can rest. */
export interface SteadyState {
  readonly concentrationMolPerL: number;
  readonly temperatureK: number;
  /** Of the Jacobian, 1/min; the first has the larger real part, or the positive imaginary one. */
  readonly eigenvalues: readonly [Eigenvalue, Eigenvalue];
  readonly stable: boolean;
  readonly portrait: Portrait;
  /** The same point as a state of the model. */
  readonly x: Float64Array;
}

export interface Eigenvalue {
  readonly re: number;
  readonly im: number;
}

/**
 * All steady states of the reactor at these inputs, coldest first: one or three (two exactly at a fold). Temperatures are
 * right to the last few bits; heatBalance says why none is missed.
 */
export function steadyStates(inputs: Partial<CstrInputs>, model: PlantModel): SteadyState[] {
  const { Tc, q, Tf, Caf } = cstrInputs(inputs);
  return steadyStatesOf(Float64Array.of(Tc, q, Tf, Caf), nominalParameters(model));
}

/** The same for arrays of inputs and parameters in the model's order. */
export function steadyStatesOf(u: Float64Array, p: Float64Array): SteadyState[] {
  const { surplus, concentration, turning, bounds, dilution, cooling } = heatBalance(u, p);
  if (!(dilution > 0 || cooling > 0)) return []; // closed and insulated: rests anywhere once all is burnt
  const [low, high] = bounds;
  const cuts = [low, ...turning.filter((at) => at > low && at < high), high];
  const temperatures: number[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const found = zeroBetween(surplus, cuts[i]!, cuts[i + 1]!);
    if (found !== undefined && found !== temperatures.at(-1)) temperatures.push(found);
  }
  return temperatures.map((temperature) => classify(concentration(temperature), temperature, u, p));
}

function zeroBetween(f: (x: number) => number, a: number, b: number): number | undefined {
  const left = f(a);
  const right = f(b);
  if (left === 0) return a;
  if (right === 0) return b;
  return left > 0 === right > 0 ? undefined : bisect(f, a, b);
}

function classify(ca: number, temperatureK: number, u: Float64Array, p: Float64Array): SteadyState {
  const x = Float64Array.of(ca, temperatureK);
  const J = new Float64Array(4);
  jacobian(x, u, p, J);
  const half = (J[0]! + J[3]!) / 2;
  const determinant = J[0]! * J[3]! - J[1]! * J[2]!;
  const gap = half * half - determinant;
  const root = Math.sqrt(Math.abs(gap));
  const eigenvalues: [Eigenvalue, Eigenvalue] =
    gap >= 0
      ? [
          { re: half + root, im: 0 },
          { re: half - root, im: 0 },
        ]
      : [
          { re: half, im: root },
          { re: half, im: -root },
        ];
  return {
    concentrationMolPerL: ca,
    temperatureK,
    eigenvalues,
    stable: eigenvalues[0].re < 0,
    portrait: gap < 0 ? 'focus' : determinant < 0 ? 'saddle' : 'node',
    x,
  };
}
