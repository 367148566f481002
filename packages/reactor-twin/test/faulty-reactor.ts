import { jacketedCstr, PlantFlow, type FilterOptions } from '../src/index.ts';
import { readCsv } from './read-csv.ts';

/** The plant of the reference runs: same inputs, noise and faults, other random numbers. One sample is 0.1 min. */
export const FAULT_AT = 600;
export const coolant = readCsv('estimation/F0.csv')['Tc']!;
export const model = jacketedCstr();

/** The set-up of the reference filter. */
export const filterOptions: FilterOptions = {
  initialState: [0.86, 321],
  initialStd: [0.05, 2],
  processVariancePerMin: [1e-5, 0.025],
};

/** What goes wrong from FAULT_AT on, as functions of the minutes since. */
export interface Fault {
  readonly heatTransfer?: (minutes: number) => number;
  readonly frequencyFactor?: (minutes: number) => number;
  readonly feedTemperatureK?: number;
  readonly feedConcentration?: number;
  readonly sensorError?: (minutes: number) => number;
}

export const faults: Readonly<Record<string, Fault>> = {
  none: {},
  'UA −8 %': { heatTransfer: () => 0.92 },
  'T sensor +1.5 K': { sensorError: () => 1.5 },
  'Caf −5 %': { feedConcentration: 0.95 },
  'catalyst −1 %/min': { frequencyFactor: (minutes) => Math.exp(-0.01 * minutes) },
  'T sensor +0.05 K/min': { sensorError: (minutes) => 0.05 * minutes },
  'Tf +2 K': { feedTemperatureK: 352 },
  'UA −0.2 %/min': { heatTransfer: (minutes) => Math.max(0.9, 1 - 0.002 * minutes) },
  'UA −25 %, ignition': { heatTransfer: () => 0.75 },
};

/** Standard normal numbers from a seed: mulberry32 and Box–Muller. */
export function gaussian(seed: number): () => number {
  let a = (seed * 2_654_435_769) >>> 0;
  const uniform = () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

export interface Run {
  readonly measuredK: Float64Array;
  readonly concentration: Float64Array;
  readonly temperatureK: Float64Array;
}

const flow = new PlantFlow(model, new Float64Array(model.parameters.length), { tolerance: 1e-7 });
const nominal = model.parameters.map((parameter) => parameter.nominal);

/** One run of so many samples. Zero-order hold: input i acts over [i, i + 1); noise enters the state once a sample. */
export function runReactor(fault: Fault, seed: number, samples = 1201): Run {
  const gauss = gaussian(seed);
  const x = Float64Array.of(0.92, 318.7);
  const u = Float64Array.of(0, 100, 350, 1);
  const run = {
    measuredK: new Float64Array(samples),
    concentration: new Float64Array(samples),
    temperatureK: new Float64Array(samples),
  };
  for (let i = 0; i < samples; i++) {
    if (i > 0) {
      hold(fault, i - 1, u);
      flow.advance(x, u, 0.1);
      x[0] = x[0]! + 1e-3 * gauss();
      x[1] = x[1]! + 0.05 * gauss();
    }
    const error = i < FAULT_AT ? 0 : (fault.sensorError?.((i - FAULT_AT) / 10) ?? 0);
    run.measuredK[i] = x[1]! + 0.3 * gauss() + error;
    run.concentration[i] = x[0]!;
    run.temperatureK[i] = x[1]!;
  }
  return run;
}

function hold(fault: Fault, sample: number, u: Float64Array): void {
  const minutes = (sample - FAULT_AT) / 10;
  const on = sample >= FAULT_AT;
  flow.p.set(nominal);
  if (on) {
    flow.p[6] = nominal[6]! * (fault.heatTransfer?.(minutes) ?? 1);
    flow.p[5] = nominal[5]! * (fault.frequencyFactor?.(minutes) ?? 1);
  }
  u[0] = coolant[sample]!;
  u[2] = on ? (fault.feedTemperatureK ?? 350) : 350;
  u[3] = on ? (fault.feedConcentration ?? 1) : 1;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
