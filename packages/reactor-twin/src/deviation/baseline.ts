import type { Memory } from '../model/memory.ts';

/** What normalised innovations look like while the plant is known to be good. Exactly right filter: mean 0, deviation 1. */
export interface FrozenBaseline {
  readonly mean: number;
  readonly std: number;
}

/** Learn from so many good readings of a sensor, then never again. */
export interface LearntBaseline {
  readonly samples: number;
}

/**
 * The yardstick of the charts. It is frozen: either given, or learnt from a first period that the user vouches for. What is being
 * judged never moves it, so a fault cannot teach the twin to call it normal.
 *
 * Run lengths are designed for innovations that are independent; those of a real plant, whose model is never quite right, are
 * not. A learnt deviation is therefore that of a long sum, σ √((1 + ρ)/(1 − ρ)) with ρ the correlation of neighbours, where ρ is
 * significantly positive: Johnson & Bagshaw, Technometrics 16 (1974) 103–112.
 */
export class Baseline {
  mean = 0;
  std = 1;
  private readonly samples: number;
  private taken = 0;
  private sum = 0;
  private sumOfSquares = 0;
  private sumOfNeighbours = 0;
  private last = 0;

  constructor(given: FrozenBaseline | LearntBaseline) {
    if ('samples' in given) {
      if (!(Number.isInteger(given.samples) && given.samples >= 20))
        throw new RangeError(`baseline.samples must be 20 or more, is ${given.samples}`);
      this.samples = given.samples;
      return;
    }
    if (!Number.isFinite(given.mean)) throw new RangeError(`baseline.mean must be finite, is ${given.mean}`);
    if (!(given.std > 0 && given.std < Infinity))
      throw new RangeError(`baseline.std must be positive, is ${given.std}`);
    this.samples = 0;
    this.mean = given.mean;
    this.std = given.std;
  }

  get frozen(): boolean {
    return this.taken >= this.samples;
  }

  /** Only before it is frozen. */
  learn(z: number): void {
    this.taken++;
    this.sum += z;
    this.sumOfSquares += z * z;
    this.sumOfNeighbours += z * this.last;
    this.last = z;
    if (this.frozen) this.freeze();
  }

  private freeze(): void {
    const { samples } = this;
    this.mean = this.sum / samples;
    const meanSquare = this.mean * this.mean;
    const variance = Math.max((this.sumOfSquares - samples * meanSquare) / (samples - 1), 1e-12);
    const correlation = Math.min(0.99, (this.sumOfNeighbours / samples - meanSquare) / variance);
    const inflation = correlation > 3 / Math.sqrt(samples) ? (1 + correlation) / (1 - correlation) : 1;
    this.std = Math.sqrt(variance * inflation);
  }

  standardise(z: number): number {
    return (z - this.mean) / this.std;
  }

  remember(memory: Memory): void {
    this.mean = memory.number(this.mean);
    this.std = memory.number(this.std);
    this.taken = memory.number(this.taken);
    this.sum = memory.number(this.sum);
    this.sumOfSquares = memory.number(this.sumOfSquares);
    this.sumOfNeighbours = memory.number(this.sumOfNeighbours);
    this.last = memory.number(this.last);
  }
}
