import { exp } from '@twin/elementary';

/** Places in the state. */
const CA = 0;
const T = 1;

/** Places of the parameters, in the order of `cstrParametersSchema`. */
export const V = 0;
export const RHO = 1;
export const CP = 2;
export const DH = 3;
export const ER = 4;
export const K0 = 5;
export const UA = 6;

/** Places of the inputs. */
export const TC = 0;
export const Q = 1;
export const TF = 2;
export const CAF = 3;

/** k = k0 exp(−(E/R)/T), 1/min. Not a number where T ≤ 0: no trial step of a solver may rest there. */
export function rateConstantPerMin(frequencyFactorPerMin: number, activationK: number, temperatureK: number): number {
  return temperatureK > 0 ? frequencyFactorPerMin * exp(-activationK / temperatureK) : Number.NaN;
}

/**
 * Mole and energy balance of a jacketed, perfectly mixed tank with one first-order reaction A → B.
 *
 *     dCa/dt = q/V (Caf − Ca) − k Ca                                        mol/(L·min)
 *     dT/dt  = q/V (Tf − T) − ΔH/(ρ Cp) k Ca + UA/(V ρ Cp) (Tc − T)         K/min
 *     k      = k0 exp(−E/(R T))                                             1/min
 *
 * Seborg, Edgar & Mellichamp, Process Dynamics and Control, example 2.5. One phase, constant volume and density, a jacket
 * of one temperature; says nothing of boiling.
 */
export function derivatives(x: Float64Array, u: Float64Array, p: Float64Array, dx: Float64Array): void {
  const dilution = u[Q]! / p[V]!;
  const heatCapacity = p[RHO]! * p[CP]!;
  const rate = rateConstantPerMin(p[K0]!, p[ER]!, x[T]!) * x[CA]!;
  dx[CA] = dilution * (u[CAF]! - x[CA]!) - rate;
  dx[T] =
    dilution * (u[TF]! - x[T]!) - (p[DH]! / heatCapacity) * rate + (p[UA]! / (p[V]! * heatCapacity)) * (u[TC]! - x[T]!);
}

/** ∂f/∂(Ca, T). */
export function jacobian(x: Float64Array, u: Float64Array, p: Float64Array, out: Float64Array): void {
  const dilution = u[Q]! / p[V]!;
  const heatCapacity = p[RHO]! * p[CP]!;
  const heating = -p[DH]! / heatCapacity;
  const temperature = x[T]!;
  const k = rateConstantPerMin(p[K0]!, p[ER]!, temperature);
  const rateByT = (k * x[CA]! * p[ER]!) / (temperature * temperature);
  out[0] = -dilution - k;
  out[1] = -rateByT;
  out[2] = heating * k;
  out[3] = -dilution + heating * rateByT - p[UA]! / (p[V]! * heatCapacity);
}

/** ∂f/∂(Tc, q, Tf, Caf). */
export function inputJacobian(x: Float64Array, u: Float64Array, p: Float64Array, out: Float64Array): void {
  const volume = p[V]!;
  const dilution = u[Q]! / volume;
  out[TC] = 0;
  out[Q] = (u[CAF]! - x[CA]!) / volume;
  out[TF] = 0;
  out[CAF] = dilution;
  out[4 + TC] = p[UA]! / (volume * p[RHO]! * p[CP]!);
  out[4 + Q] = (u[TF]! - x[T]!) / volume;
  out[4 + TF] = dilution;
  out[4 + CAF] = 0;
}

/** ∂f/∂(V, ρ, Cp, ΔH, E/R, k0, UA). */
export function parameterJacobian(x: Float64Array, u: Float64Array, p: Float64Array, out: Float64Array): void {
  const volume = p[V]!;
  const heatCapacity = p[RHO]! * p[CP]!;
  const temperature = x[T]!;
  const byFactor = rateConstantPerMin(1, p[ER]!, temperature) * x[CA]!;
  const rate = p[K0]! * byFactor;
  const heating = -p[DH]! / heatCapacity;
  const dilution = u[Q]! / volume;
  const cooling = (p[UA]! / (volume * heatCapacity)) * (u[TC]! - temperature);
  const heat = heating * rate + cooling;
  out[V] = (-dilution * (u[CAF]! - x[CA]!)) / volume;
  out[RHO] = 0;
  out[CP] = 0;
  out[DH] = 0;
  out[ER] = rate / temperature;
  out[K0] = -byFactor;
  out[UA] = 0;
  out[7 + V] = (-dilution * (u[TF]! - temperature) - cooling) / volume;
  out[7 + RHO] = -heat / p[RHO]!;
  out[7 + CP] = -heat / p[CP]!;
  out[7 + DH] = -rate / heatCapacity;
  out[7 + ER] = (-heating * rate) / temperature;
  out[7 + K0] = heating * byFactor;
  out[7 + UA] = (u[TC]! - temperature) / (volume * heatCapacity);
}
