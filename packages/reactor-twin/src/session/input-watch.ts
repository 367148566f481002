import type { Memory } from '../model/memory.ts';
import { indexOf, InvalidModel, type PlantModel } from '../model/plant-model.ts';
import type { Output } from './outcome.ts';

const MS_PER_MIN = 60_000;

/**
 * An input that should come regularly and does not is still held, but what is predicted from it is a guess: as long as one is stale,
 * predictions are uncertain. Only inputs with a limit are watched; many plants send an input when it changes and not before.
 */
export class InputWatch {
  private readonly names: readonly string[];
  /** By position in the model's list, ms; Infinity: not watched. */
  private readonly limitMs: Float64Array;
  /** When each last came; 0: counts from the first measurement of the session. */
  private readonly lastMs: Float64Array;
  private readonly stale: Float64Array;

  constructor(model: PlantModel, staleAfterMin: Readonly<Record<string, number>>) {
    this.names = model.inputs.map(({ name }) => name);
    this.limitMs = new Float64Array(this.names.length).fill(Infinity);
    this.lastMs = new Float64Array(this.names.length);
    this.stale = new Float64Array(this.names.length);
    for (const [name, minutes] of Object.entries(staleAfterMin)) {
      if (!(minutes > 0 && minutes < Infinity))
        throw new InvalidModel(`staleAfterMin.${name}`, `must be positive, is ${minutes}`);
      this.limitMs[indexOf('staleAfterMin', model.inputs, name)] = minutes * MS_PER_MIN;
    }
  }

  get allFresh(): boolean {
    for (const flag of this.stale) if (flag === 1) return false;
    return true;
  }

  take(input: number, timeMs: number, out: Output[]): void {
    this.lastMs[input] = timeMs;
    this.settle(input, 0, timeMs, out);
  }

  passTime(timeMs: number, out: Output[]): void {
    for (let i = 0; i < this.names.length; i++) {
      if (this.lastMs[i] === 0) this.lastMs[i] = timeMs;
      if (timeMs - this.lastMs[i]! >= this.limitMs[i]!) this.settle(i, 1, timeMs, out);
    }
  }

  private settle(input: number, stale: 0 | 1, timeMs: number, out: Output[]): void {
    if (this.stale[input] === stale) return;
    this.stale[input] = stale;
    out.push({ kind: 'input', timeMs, input: this.names[input]!, state: stale === 1 ? 'stale' : 'fresh' });
  }

  remember(memory: Memory): void {
    memory.array(this.lastMs);
    memory.array(this.stale);
  }
}
