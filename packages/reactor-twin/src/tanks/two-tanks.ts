import type { PlantModel } from '../model/plant-model.ts';

/**
 * Two tanks in a row that drain by gravity, the upper into the lower (Torricelli):
 *
 *     A1 dh1/dt = 60 (b1 v − a1 √(2 g h1))           A in m², a in m², h in m, t in min
 *     A2 dh2/dt = 60 (a1 √(2 g h1) − a2 √(2 g h2))   v: pump signal, 0 … 1; b1: its full flow, m³/s
 *
 * A plant that has nothing in common with a reactor, to show that the twin knows only the model interface: no Jacobian is given.
 * Åström & Lundh, IEEE Control Systems Magazine 12 (1992) 22–30, use such tanks.
 */
export function twoTanks(): PlantModel {
  const level = { unit: 'm', min: 0, max: 2, scale: 0.5 } as const;
  const outlet = { unit: 'm²', meaning: 'area of the outlet', min: 0, max: 0.01, nominal: 1.5e-4 } as const;
  return {
    name: 'two-tanks',
    states: [
      { name: 'h1', meaning: 'level of the upper tank', initial: 0.5, ...level },
      { name: 'h2', meaning: 'level of the lower tank', initial: 0.5, ...level },
    ],
    inputs: [{ name: 'v', unit: '1', meaning: 'pump signal', min: 0, max: 1, nominal: 0.47 }],
    parameters: [
      { name: 'areaM2', unit: 'm²', meaning: 'cross-section of a tank', min: 1e-3, max: 10, nominal: 0.1 },
      { name: 'upperOutletM2', ...outlet },
      { name: 'lowerOutletM2', ...outlet },
      { name: 'fullFlowM3PerS', unit: 'm³/s', meaning: 'flow of the pump at 1', min: 0, max: 1, nominal: 1e-3 },
    ],
    sensors: [
      {
        name: 'level2',
        state: 'h2',
        unit: 'cm',
        meaning: 'level below',
        min: -10,
        max: 210,
        factor: 100,
        noiseStd: 0.2,
      },
      {
        name: 'level1',
        state: 'h1',
        unit: 'cm',
        meaning: 'level above',
        min: -10,
        max: 210,
        factor: 100,
        noiseStd: 0.2,
      },
    ],
    faults: [
      { cause: 'lower outlet clogged', changes: 'lowerOutletM2', shape: 'step', sign: -1, shownBy: 'flow below' },
      { cause: 'upper outlet clogged', changes: 'upperOutletM2', shape: 'step', sign: -1, shownBy: 'flow between' },
      { cause: 'pump worn', changes: 'fullFlowM3PerS', shape: 'ramp', sign: -1, shownBy: 'flow of the pump' },
    ],
    derivatives: (x, u, p, dx) => {
      const between = p[1]! * falling(x[0]!);
      dx[0] = (60 * (p[3]! * u[0]! - between)) / p[0]!;
      dx[1] = (60 * (between - p[2]! * falling(x[1]!))) / p[0]!;
    },
    restingState: (u, p) => {
      const flow = p[3]! * u[0]!;
      const height = (outletM2: number) => (flow * flow) / (2 * GRAVITY * outletM2 * outletM2);
      return [height(p[1]!), height(p[2]!)];
    },
  };
}

const GRAVITY = 9.80665;

/** √(2 g h), m/s; straight through the last tenth of a millimetre, so that an empty tank has a derivative. */
function falling(h: number): number {
  return h > 1e-4 ? Math.sqrt(2 * GRAVITY * h) : Math.sqrt(2 * GRAVITY * 1e-4) * (h / 1e-4);
}
