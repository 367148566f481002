import type { Memory } from '../model/memory.ts';
import type { Chart } from './chart.ts';

/** EWMA, E ← (1 − λ) E + λ z, in its stationary standard deviations √(λ/(2 − λ)). Roberts, Technometrics 1 (1959). */
export class Ewma implements Chart {
  readonly name: string;
  readonly runLength: number;
  readonly limit: number;
  level = 0;
  /** Smoothed z. */
  mean = 0;
  private readonly lambda: number;

  constructor(name: string, lambda: number, limitStd: number, runLength: number) {
    this.name = name;
    this.lambda = lambda;
    this.limit = limitStd * Math.sqrt(lambda / (2 - lambda));
    this.runLength = runLength;
  }

  take(z: number): void {
    this.mean += this.lambda * (z - this.mean);
    this.level = Math.abs(this.mean) / this.limit;
  }

  reset(): void {
    this.mean = 0;
    this.level = 0;
  }

  remember(memory: Memory): void {
    this.mean = memory.number(this.mean);
    this.level = memory.number(this.level);
  }
}
