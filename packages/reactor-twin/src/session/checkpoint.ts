import { initialState, nominalInputs, nominalParameters, type PlantModel } from '../model/plant-model.ts';
import type { Measurement } from './measurement.ts';
import type { SessionOptions } from './session-options.ts';

/** All a session remembers, as plain data that survives JSON unchanged. */
export interface Checkpoint {
  readonly version: 1;
  /** Of the model and the options it belongs to. */
  readonly fingerprint: string;
  readonly newestMs: number;
  readonly releasedMs: number;
  readonly releasedSignals: readonly string[];
  readonly held: readonly Measurement[];
  readonly numbers: readonly number[];
}

/** Not a checkpoint of this session: nothing was restored. */
export class InvalidCheckpoint extends Error {
  override readonly name = 'InvalidCheckpoint';
  readonly field: string;

  constructor(field: string, fault: string) {
    super(`checkpoint: ${field} ${fault}`);
    this.field = field;
  }
}

/**
 * FNV-1a, 32 bits, of all that decides how numbers go on: names, ranges and values of the model, the options, and what the equations give at
 * two points, which tells changed equations too.
 */
export function fingerprintOf(model: PlantModel, options: SessionOptions): string {
  const { name, states, inputs, parameters, sensors, faults } = model;
  const charts = [options.detector, ...Object.values(options.detectors ?? {})].map((detector) => detector?.charts?.());
  const points = [1, 1.01].map((factor) => {
    const dx = new Float64Array(states.length);
    const x = initialState(model).map((value) => factor * value);
    model.derivatives(x, nominalInputs(model), nominalParameters(model), dx);
    return dx;
  });
  const text = JSON.stringify([name, states, inputs, parameters, sensors, faults, options, charts, points], plain);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `${name}-${(hash >>> 0).toString(16).padStart(8, '0')}`;
}

function plain(_key: string, value: unknown): unknown {
  if (value instanceof Float64Array) return Array.from(value);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** Checks everything before any of it is used. */
export function checkCheckpoint(data: unknown, fingerprint: string, count: number): Checkpoint {
  if (typeof data !== 'object' || data === null) throw new InvalidCheckpoint('data', 'is not an object');
  const given = data as Partial<Record<keyof Checkpoint, unknown>>;
  if (given.version !== 1) throw new InvalidCheckpoint('version', `must be 1, is ${String(given.version)}`);
  if (given.fingerprint !== fingerprint)
    throw new InvalidCheckpoint(
      'fingerprint',
      `is ${String(given.fingerprint)}, this model and options have ${fingerprint}`,
    );
  const { newestMs, releasedMs, releasedSignals, held, numbers } = given;
  for (const [field, value] of Object.entries({ newestMs, releasedMs }))
    if (!(Number.isSafeInteger(value) && (value as number) >= 0))
      throw new InvalidCheckpoint(field, `must be a whole number ≥ 0, is ${String(value)}`);
  if (!Array.isArray(releasedSignals) || releasedSignals.some((signal) => typeof signal !== 'string'))
    throw new InvalidCheckpoint('releasedSignals', 'must be strings');
  if (!Array.isArray(numbers) || numbers.length !== count)
    throw new InvalidCheckpoint('numbers', `must be ${count}, are ${Array.isArray(numbers) ? numbers.length : 'none'}`);
  const bad = numbers.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new InvalidCheckpoint(`numbers[${bad}]`, `is ${String(numbers[bad])}`);
  if (!Array.isArray(held)) throw new InvalidCheckpoint('held', 'must be measurements');
  held.forEach((one, i) => checkHeld(one, `held[${i}]`));
  return given as Checkpoint;
}

function checkHeld(one: unknown, field: string): void {
  const { signal, value, timeMs, sequence, storedAtMs, quality } = (one ?? {}) as Partial<Measurement>;
  const sound =
    typeof signal === 'string' &&
    Number.isFinite(value) &&
    Number.isSafeInteger(timeMs) &&
    Number.isSafeInteger(sequence) &&
    Number.isFinite(storedAtMs) &&
    quality === 'good';
  if (!sound) throw new InvalidCheckpoint(field, 'is not a measurement');
}
