import type { ParameterQuantity, PlantFault, PlantModel } from '../model/plant-model.ts';
import { derivatives, inputJacobian, jacobian, parameterJacobian } from './equations.ts';
import { cstrInputsSchema, cstrParameters, cstrParametersSchema, type CstrParameters } from './parameters.ts';
import { steadyStatesOf } from './steady-states.ts';

/**
 * The jacketed stirred tank as a plant: states Ca and T, inputs Tc, q, Tf and Caf, sensors T and Ca. The temperature sensor
 * is a Pt100 of 0.3 K; the analyser of Ca, where there is one, is taken to be good to 0.005 mol/L.
 */
export function jacketedCstr(given: Partial<CstrParameters> = {}): PlantModel {
  const values = cstrParameters(given);
  return {
    name: 'jacketed-cstr',
    states: [
      { name: 'Ca', unit: 'mol/L', meaning: 'concentration of A', min: 0, max: 50, scale: 1, initial: START[0] },
      { name: 'T', unit: 'K', meaning: 'reactor temperature', min: 200, max: 1000, scale: 350, initial: START[1] },
    ],
    inputs: fromSchema(cstrInputsSchema.shape, { Tc: 'K', q: 'L/min', Tf: 'K', Caf: 'mol/L' }),
    parameters: fromSchema(cstrParametersSchema.shape, UNITS).map((parameter) => ({
      ...parameter,
      nominal: values[parameter.name as keyof CstrParameters],
    })),
    sensors: [
      { name: 'T', state: 'T', unit: 'K', meaning: 'reactor temperature', min: 200, max: 1000, noiseStd: 0.3 },
      { name: 'Ca', state: 'Ca', unit: 'mol/L', meaning: 'concentration of A', min: -1, max: 50, noiseStd: 0.005 },
    ],
    faults: FAULTS,
    derivatives,
    jacobian,
    inputJacobian,
    parameterJacobian,
    restingState: (u, p) => steadyStatesOf(u, p).find(({ stable }) => stable)?.x,
  };
}

const HEAT = 'heat duty of the jacket (coolant flow, its temperatures in and out)';

const FAULTS: readonly PlantFault[] = [
  { cause: 'UA loss', changes: 'heatTransferJPerMinK', shape: 'step', sign: -1, shownBy: HEAT },
  { cause: 'UA loss', changes: 'heatTransferJPerMinK', shape: 'ramp', sign: -1, shownBy: HEAT },
  { cause: 'feed concentration', changes: 'Caf', shape: 'step', sign: 0, shownBy: 'feed analysis (Caf)' },
  { cause: 'feed temperature', changes: 'Tf', shape: 'step', sign: 0, shownBy: 'feed temperature (Tf)' },
  { cause: 'catalyst decay', changes: 'frequencyFactorPerMin', shape: 'ramp', sign: -1, shownBy: 'analysis of Ca' },
];

/** The stable steady state at nominal inputs. */
const START = [0.8772529460809674, 324.475443431599] as const;

const UNITS: Readonly<Record<keyof CstrParameters, string>> = {
  volumeL: 'L',
  densityGPerL: 'g/L',
  heatCapacityJPerGK: 'J/(g K)',
  reactionEnthalpyJPerMol: 'J/mol',
  activationTemperatureK: 'K',
  frequencyFactorPerMin: '1/min',
  heatTransferJPerMinK: 'J/(min K)',
};

type Fields = typeof cstrParametersSchema.shape | typeof cstrInputsSchema.shape;

/** Ranges, meanings and nominal values stand once, in the schema. */
function fromSchema(fields: Fields, units: Readonly<Record<string, string>>): ParameterQuantity[] {
  return Object.entries(fields).map(([name, field]) => {
    const number = field.unwrap();
    return {
      name,
      unit: units[name] ?? '',
      meaning: field.description ?? '',
      min: number.minValue ?? -Infinity,
      max: number.maxValue ?? Infinity,
      nominal: field.parse(undefined),
    };
  });
}
