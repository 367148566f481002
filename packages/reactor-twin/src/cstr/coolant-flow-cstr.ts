import { exp } from '@twin/elementary';
import type { PlantModel } from '../model/plant-model.ts';

/**
 * The stirred tank cooled by a coil whose coolant flow is the input: data set "Continuous stirred tank reactor" of the DaISy
 * collection (KU Leuven, contributed by J. Espinosa). All constants but the coolant flow are held inside the numbers:
 *
 *     dCa/dt = (1 − Ca) − k Ca                                                        mol/(L·min)
 *     dT/dt  = (350 − T) + 200 k Ca + (qc/100) (1 − exp(−700/qc)) (350 − T)           K/min
 *     k      = 7.2·10¹⁰ exp(−10⁴/T)                                                   1/min
 *
 * Morningred, Paden, Seborg & Mellichamp, Chem. Eng. Sci. 47 (1992) 755–762, gives this reactor. `heatTransferFactor` scales the last
 * term of the energy balance (1: clean coil).
 */
export function coolantFlowCstr(): PlantModel {
  return {
    name: 'coolant-flow-cstr',
    states: [
      { name: 'Ca', unit: 'mol/L', meaning: 'concentration of A', min: 0, max: 1, scale: 1, initial: 0.1 },
      { name: 'T', unit: 'K', meaning: 'reactor temperature', min: 200, max: 1000, scale: 350, initial: 438.54 },
    ],
    inputs: [{ name: 'qc', unit: 'L/min', meaning: 'coolant flow', min: 1e-3, max: 1e4, nominal: 100 }],
    parameters: [
      { name: 'heatTransferFactor', unit: '1', meaning: 'cooling of the coil over clean', min: 0, max: 2, nominal: 1 },
      { name: 'frequencyFactorPerMin', unit: '1/min', meaning: 'k0', min: 0, max: 1e30, nominal: 7.2e10 },
      { name: 'feedTemperatureK', unit: 'K', meaning: 'Tf', min: 200, max: 500, nominal: 350 },
      { name: 'feedConcentrationMolPerL', unit: 'mol/L', meaning: 'Caf', min: 0, max: 50, nominal: 1 },
    ],
    sensors: [
      { name: 'T', state: 'T', unit: 'K', meaning: 'reactor temperature', min: 200, max: 1000, noiseStd: 0.05 },
      { name: 'Ca', state: 'Ca', unit: 'mol/L', meaning: 'concentration of A', min: -1, max: 50, noiseStd: 3e-4 },
    ],
    faults: [
      { cause: 'UA loss', changes: 'heatTransferFactor', shape: 'step', sign: -1, shownBy: 'heat duty of the coil' },
      { cause: 'UA loss', changes: 'heatTransferFactor', shape: 'ramp', sign: -1, shownBy: 'heat duty of the coil' },
      {
        cause: 'feed concentration',
        changes: 'feedConcentrationMolPerL',
        shape: 'step',
        sign: 0,
        shownBy: 'analysis of the feed',
      },
      { cause: 'coolant flow meter', changes: 'qc', shape: 'step', sign: 0, shownBy: 'second coolant flow meter' },
      { cause: 'feed temperature', changes: 'feedTemperatureK', shape: 'step', sign: 0, shownBy: 'feed temperature' },
      { cause: 'catalyst decay', changes: 'frequencyFactorPerMin', shape: 'ramp', sign: -1, shownBy: 'analysis of Ca' },
    ],
    derivatives: (x, u, p, dx) => {
      const rate = p[1]! * arrhenius(x[1]!) * x[0]!;
      dx[0] = p[3]! - x[0]! - rate;
      dx[1] = p[2]! - x[1]! + HEATING * rate + p[0]! * coil(u[0]!) * (COOLANT_K - x[1]!);
    },
    jacobian: (x, u, p, out) => {
      const k = p[1]! * arrhenius(x[1]!);
      const rateByT = (k * x[0]! * ACTIVATION_K) / (x[1]! * x[1]!);
      out[0] = -1 - k;
      out[1] = -rateByT;
      out[2] = HEATING * k;
      out[3] = -1 + HEATING * rateByT - p[0]! * coil(u[0]!);
    },
    parameterJacobian: (x, u, _p, out) => {
      const byFactor = arrhenius(x[1]!) * x[0]!;
      out.fill(0);
      out[1] = -byFactor;
      out[3] = 1;
      out[4] = coil(u[0]!) * (COOLANT_K - x[1]!);
      out[5] = HEATING * byFactor;
      out[6] = 1;
    },
  };
}

const ACTIVATION_K = 1e4;
const HEATING = 200; // −ΔH/(ρ Cp), K L/mol
const COOLANT_K = 350;

const arrhenius = (temperature: number) => (temperature > 0 ? exp(-ACTIVATION_K / temperature) : Number.NaN);

/** What the coil takes away per kelvin, 1/min: at a large flow the coil limits, at a small one the coolant. */
const coil = (flow: number) => (flow / 100) * (1 - exp(-700 / flow));
