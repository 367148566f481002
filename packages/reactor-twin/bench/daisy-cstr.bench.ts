import { readFileSync } from 'node:fs';
import { coolantFlowCstr, PlantFlow, TwinSession, type Output, type SessionOptions } from '@twin/reactor-twin';
import { expect, test } from 'vitest';

/**
 * The "Continuous stirred tank reactor" of the DaISy collection (KU Leuven), 7,500 samples of 0.1 min. Its licence is not clear, so it is
 * not here: DAISY_CSTR names a CSV file with the columns t_min, q_coolant_l_per_min, Ca_mol_per_l, T_K. Without it nothing is run.
 */
const file = process.env['DAISY_CSTR'];

interface Sample {
  readonly flow: number;
  readonly ca: number;
  readonly temperatureK: number;
}

function samples(path: string): Sample[] {
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  return rows.map((row) => {
    const [, flow, ca, temperatureK] = row.split(',').map(Number);
    return { flow: flow!, ca: ca!, temperatureK: temperatureK! };
  });
}

const model = coolantFlowCstr();

test.skipIf(file === undefined)('open loop over all samples: T within 0.05 K, Ca within 3e-4 mol/L', () => {
  const data = samples(file!);
  const p = Float64Array.from(model.parameters, ({ nominal }) => nominal);
  const flow = new PlantFlow(model, p, { tolerance: 1e-8 });
  const x = Float64Array.of(data[0]!.ca, data[0]!.temperatureK);
  let squareT = 0;
  let squareCa = 0;
  data.forEach(({ ca, temperatureK }, i) => {
    if (i > 0) flow.advance(x, Float64Array.of(data[i - 1]!.flow), 0.1);
    squareCa += (x[0]! - ca) * (x[0]! - ca);
    squareT += (x[1]! - temperatureK) * (x[1]! - temperatureK);
  });
  const rmsT = Math.sqrt(squareT / data.length);
  const rmsCa = Math.sqrt(squareCa / data.length);
  console.log(
    `DaISy open loop: ${data.length} samples, RMSE T ${rmsT.toFixed(4)} K, Ca ${rmsCa.toExponential(2)} mol/L`,
  );
  expect(data.length).toBe(7_500);
  expect(rmsT).toBeLessThanOrEqual(0.05);
  expect(rmsCa).toBeLessThanOrEqual(3e-4);
});

/** A fault is planted here; the yardstick is learnt from the first 3,000 readings and frozen. */
const PLANTED_AT = 5_000;

/** Deviations and diagnoses, each with the sample it came at. */
function watch(
  data: readonly Sample[],
  error: { readonly temperatureK?: number; readonly flow?: number },
): [number, Output][] {
  const options: SessionOptions = {
    filter: {
      initialState: [data[0]!.ca, data[0]!.temperatureK],
      initialStd: [1e-3, 0.1],
      processVariancePerMin: [1e-8, 1e-3],
    },
    inputs: { qc: data[0]!.flow },
    detector: { baseline: { samples: 3_000 } },
  };
  const session = new TwinSession(model, options);
  let sequence = 0;
  return data.flatMap(({ flow, ca, temperatureK }, i) => {
    const timeMs = 1_700_000_000_000 + i * 6_000;
    const on = i >= PLANTED_AT;
    const readings = {
      Ca: ca,
      T: temperatureK + (on ? (error.temperatureK ?? 0) : 0),
      qc: flow * (on ? (error.flow ?? 1) : 1),
    };
    return Object.entries(readings).flatMap(([signal, value]) =>
      session
        .accept({ signal, value, timeMs, sequence: sequence++, storedAtMs: timeMs, quality: 'good' })
        .filter(({ kind }) => kind !== 'prediction')
        .map((output): [number, Output] => [i, output]),
    );
  });
}

test.skipIf(file === undefined)('as it is: no alarm', () => {
  const raised = watch(samples(file!), {}).filter(([, { kind }]) => kind === 'deviation');
  console.log(`DaISy as it is: ${raised.length} alarms in 4,300 judged readings a sensor`);
  expect(raised).toStrictEqual([]);
});

test.skipIf(file === undefined).each([
  ['thermometer +0.5 K', { temperatureK: 0.5 }, 'sensor bias T', 0.5, 0.02],
  ['coolant flow meter −3 %', { flow: 0.97 }, 'coolant flow meter', 3, 0.5],
] as const)('a fault planted into it is found and named: %s', (what, error, cause, size, tolerance) => {
  const found = watch(samples(file!), error);
  const [at] = found.find(([, { kind }]) => kind === 'deviation')!;
  const last = found.findLast(([, { kind }]) => kind === 'diagnosis')![1];
  if (last.kind !== 'diagnosis') throw new Error('no diagnosis');
  const { indistinguishable, causes } = last.diagnosis;
  const named = causes.find((one) => one.cause === cause);
  console.log(
    `DaISy, ${what}: found after ${at - PLANTED_AT} samples; ${indistinguishable.join(', ')}; ${cause} ${named?.size.toFixed(3)} ${named?.unit}`,
  );
  expect(at).toBeGreaterThanOrEqual(PLANTED_AT);
  expect(at - PLANTED_AT).toBeLessThanOrEqual(20);
  expect(indistinguishable).toContain(cause);
  expect(Math.abs(named!.size - size)).toBeLessThan(tolerance);
});
