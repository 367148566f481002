import type { Memory } from '../model/memory.ts';
import type { Chart } from './chart.ts';
import { Window } from './window.ts';

/**
 * Σ z² of the last readings against its χ² quantile: notices noise that has grown, or a filter that is too sure of itself, which charts of
 * the mean do not. The alarm rate a sample is `tail`, so runs are 1/tail samples long or longer. Summed anew every turn of the
 * window: rounding cannot pile up.
 */
export class NormalisedInnovationSquared implements Chart {
  readonly name: string;
  readonly runLength: number;
  readonly limit: number;
  level = 0;
  private readonly window: Window;
  private sum = 0;

  constructor(name: string, size: number, limit: number, runLength: number) {
    this.name = name;
    this.window = new Window(size);
    this.limit = limit;
    this.runLength = runLength;
  }

  take(z: number): void {
    const { window } = this;
    const leaving = window.push(z);
    this.sum += z * z - leaving * leaving;
    if (window.next === 0) {
      this.sum = 0;
      for (const value of window.values) this.sum += value * value;
    }
    this.level = this.sum / this.limit;
  }

  reset(): void {
    this.window.reset();
    this.sum = 0;
    this.level = 0;
  }

  remember(memory: Memory): void {
    this.window.remember(memory);
    this.sum = memory.number(this.sum);
    this.level = memory.number(this.level);
  }
}
