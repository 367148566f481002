import type { Memory } from '../model/memory.ts';
import type { Chart } from './chart.ts';

/**
 * Two-sided CUSUM, S± ← max(0, S± ± z − k): the quickest way to notice a mean that has moved by 2 k. Page, Biometrika 41 (1954).
 * Sums stop at twice the limit, so that an alarm of a week ends as soon as one of an hour.
 */
export class Cusum implements Chart {
  readonly name: string;
  readonly runLength: number;
  readonly limit: number;
  level = 0;
  private readonly k: number;
  private up = 0;
  private down = 0;
  /** Samples since each sum was last 0. */
  private rising = 0;
  private falling = 0;

  constructor(name: string, k: number, limit: number, runLength: number) {
    this.name = name;
    this.k = k;
    this.limit = limit;
    this.runLength = runLength;
  }

  /** k + S/N over the N samples since S was 0: Montgomery, Introduction to Statistical Quality Control, 9.1.2. */
  get shift(): number {
    return this.up >= this.down
      ? this.k + this.up / Math.max(1, this.rising)
      : -this.k - this.down / Math.max(1, this.falling);
  }

  take(z: number): void {
    const { k, limit } = this;
    this.up = Math.min(2 * limit, Math.max(0, this.up + z - k));
    this.down = Math.min(2 * limit, Math.max(0, this.down - z - k));
    this.rising = this.up > 0 ? this.rising + 1 : 0;
    this.falling = this.down > 0 ? this.falling + 1 : 0;
    this.level = Math.max(this.up, this.down) / limit;
  }

  reset(): void {
    this.up = 0;
    this.down = 0;
    this.rising = 0;
    this.falling = 0;
    this.level = 0;
  }

  remember(memory: Memory): void {
    this.up = memory.number(this.up);
    this.down = memory.number(this.down);
    this.rising = memory.number(this.rising);
    this.falling = memory.number(this.falling);
    this.level = memory.number(this.level);
  }
}
