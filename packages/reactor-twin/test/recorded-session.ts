import type { Measurement, Output, Prediction, SessionOptions, TwinSession } from '../src/index.ts';
import { coolant, faults, filterOptions, gaussian, runReactor } from './faulty-reactor.ts';

export const START_MS = 1_700_000_000_000;

/** T every 6 s, Ca 2 s later, the coolant when it changes: readings of a run in the order of the plant. */
export function recording(fault: string, seed: number, samples: number): Measurement[] {
  const run = runReactor(faults[fault]!, seed, samples);
  const random = gaussian(seed + 77);
  const all: Measurement[] = [];
  const add = (signal: string, value: number, timeMs: number) =>
    all.push({ signal, value, timeMs, sequence: all.length, storedAtMs: timeMs + 40, quality: 'good' });
  for (let i = 0; i < samples; i++) {
    const timeMs = START_MS + i * 6_000;
    add('T', run.measuredK[i]!, timeMs);
    if (i === 0 || coolant[i] !== coolant[i - 1]) add('Tc', coolant[i]!, timeMs);
    add('Ca', run.concentration[i]! + 0.005 * random(), timeMs + 2_000);
  }
  return all;
}

export const options: SessionOptions = { filter: { ...filterOptions, gate: {} }, inputs: { Tc: coolant[0]! } };
export const bytes = (value: unknown) => JSON.stringify(value);
export const play = (session: TwinSession, measurements: readonly Measurement[]) =>
  measurements.flatMap((one) => session.accept(one));
export const predictions = (outputs: readonly Output[]) =>
  outputs.filter((output): output is Prediction => output.kind === 'prediction');
export const readT = (value: number, timeMs: number, more: Partial<Measurement> = {}): Measurement => ({
  signal: 'T',
  value,
  timeMs,
  sequence: 0,
  storedAtMs: timeMs,
  quality: 'good',
  ...more,
});
