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
 */
export class Baseline {
  mean = 0;
  std = 1;
  private readonly samples: number;
  private taken = 0;
  private sum = 0;
  private sumOfSquares = 0;

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
    if (!this.frozen) return;
    this.mean = this.sum / this.samples;
    const variance = (this.sumOfSquares - this.samples * this.mean * this.mean) / (this.samples - 1);
    this.std = Math.sqrt(Math.max(variance, 1e-12));
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
  }
}
