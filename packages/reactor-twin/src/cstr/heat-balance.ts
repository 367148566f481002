import { bisect } from '../arithmetic/bisection.ts';
import { CAF, CP, DH, ER, K0, Q, RHO, rateConstantPerMin, TC, TF, UA, V } from './equations.ts';

/** Balances of a steady tank written as functions of its temperature alone. */
export interface HeatBalance {
  /** a = q/V, 1/min. */
  readonly dilution: number;
  /** α = UA/(V ρ Cp), 1/min. */
  readonly cooling: number;
  /** Ca(T) = a Caf/(a + k), mol/L: the mole balance solved for Ca. */
  readonly concentration: (temperatureK: number) => number;
  /** dT/dt on that curve, K/min: zero at a steady state. */
  readonly surplus: (temperatureK: number) => number;
  /** Where dT/dt turns on that curve, ascending: none or two temperatures. */
  readonly turning: readonly number[];
  /** Every steady state lies between these, K. */
  readonly bounds: readonly [number, number];
  /** The coolant temperature at which the tank rests at T, K. */
  readonly coolantFor: (temperatureK: number) => number;
}

/**
 * With a = q/V, α = UA/(V ρ Cp), β = −ΔH/(ρ Cp) and Ca = a Caf/(a + k), a tank rests where
 *
 *     g(T) = a (Tf − T) + α (Tc − T) + β k Ca = 0
 *
 * k Ca lies between 0 and a Caf, which bounds T. g′(T) = r(T) − (a + α) with r = β a² Caf k E/(T² (a + k)²), and
 * (ln r)′ = (E (a − k)/(a + k) − 2 T)/T² falls with T: r has one peak, g at most two turning points, and a tank at most three
 * steady states. That is the proof that none is missed.
 */
export function heatBalance(u: Float64Array, p: Float64Array): HeatBalance {
  const dilution = u[Q]! / p[V]!;
  const cooling = p[UA]! / (p[V]! * p[RHO]! * p[CP]!);
  const heating = -p[DH]! / (p[RHO]! * p[CP]!);
  const k = (temperature: number) => rateConstantPerMin(p[K0]!, p[ER]!, temperature);
  // A closed tank has burnt out.
  const concentration = (temperature: number) =>
    dilution === 0 ? 0 : u[CAF]! * (dilution / (dilution + k(temperature)));
  const reaction = (temperature: number) => heating * k(temperature) * concentration(temperature);
  const cold = (dilution * u[TF]! + cooling * u[TC]!) / (dilution + cooling);
  const rise = (heating * dilution * u[CAF]!) / (dilution + cooling);
  return {
    dilution,
    cooling,
    concentration,
    surplus: (temperature) =>
      dilution * (u[TF]! - temperature) + cooling * (u[TC]! - temperature) + reaction(temperature),
    turning: turningPoints(dilution, cooling, heating * u[CAF]!, p[ER]!, k),
    bounds: [
      Math.max(COLDEST, cold + Math.min(0, rise) - SLACK_K),
      Math.max(COLDEST, cold + Math.max(0, rise)) + SLACK_K,
    ],
    coolantFor: (temperature) => temperature - (dilution * (u[TF]! - temperature) + reaction(temperature)) / cooling,
  };
}

function turningPoints(
  dilution: number,
  cooling: number,
  heating: number,
  activation: number,
  k: (temperature: number) => number,
): number[] {
  if (!(heating > 0 && dilution > 0)) return [];
  const slope = (temperature: number) => {
    const rate = k(temperature);
    const share = dilution / (temperature * (dilution + rate));
    return heating * share * share * rate * activation - (dilution + cooling);
  };
  const past = (temperature: number) =>
    (activation * (dilution - k(temperature))) / (dilution + k(temperature)) - 2 * temperature;
  const hottest = activation / 2 + 1; // past() is negative here
  const peak = past(COLDEST) > 0 ? bisect(past, COLDEST, hottest) : COLDEST;
  if (!(slope(peak) > 0)) return [];
  let above = 2 * peak;
  while (slope(above) > 0) above *= 2;
  const turning = slope(COLDEST) < 0 ? [bisect(slope, COLDEST, peak)] : [];
  return [...turning, bisect(slope, peak, above)];
}

/** Rounding must not push a steady state out of its bounds, as where nothing reacts and both are one. */
const SLACK_K = 1e-3;

/** Far below anything that flows; k is zero here for every reaction worth the name. */
const COLDEST = 1;
