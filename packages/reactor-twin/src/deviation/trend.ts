import type { Memory } from '../model/memory.ts';
import type { Chart } from './chart.ts';
import { Window } from './window.ts';

/** Least-squares slope of the last readings, a sample. */
class SlopeWindow {
  private readonly window: Window;
  private sum = 0;
  /** Σ i z with i = 0 for the oldest. */
  private moment = 0;

  constructor(size: number) {
    this.window = new Window(size);
  }

  get full(): boolean {
    return this.window.count === this.window.values.length;
  }

  /** Of a full window; its variance is 12/(N³ − N) of that of z. */
  get slope(): number {
    const size = this.window.values.length;
    return ((this.moment - (this.sum * (size - 1)) / 2) * 12) / (size * size * size - size);
  }

  /** The one that leaves. */
  push(z: number): number {
    const { window, full } = this;
    const leaving = window.push(z);
    if (window.next === 0) this.sumAnew();
    else if (full) {
      this.moment += (window.values.length - 1) * z - (this.sum - leaving);
      this.sum += z - leaving;
    }
    return leaving;
  }

  private sumAnew(): void {
    this.sum = 0;
    this.moment = 0;
    this.window.values.forEach((value, i) => {
      this.sum += value;
      this.moment += i * value;
    });
  }

  reset(): void {
    this.window.reset();
    this.sum = 0;
    this.moment = 0;
  }

  remember(memory: Memory): void {
    this.window.remember(memory);
    this.sum = memory.number(this.sum);
    this.moment = memory.number(this.moment);
  }
}

/**
 * Drift: the slope of z over the last `size` readings and that over the `size` before them have the same sign, and both are
 * significant. A step shows in one of the two at most, a trend in both. Alarm rate a sample 2 P(Z > limit)².
 */
export class Trend implements Chart {
  readonly name: string;
  readonly runLength: number;
  readonly limit: number;
  level = 0;
  private readonly older: SlopeWindow;
  private readonly newer: SlopeWindow;

  constructor(name: string, size: number, limitStd: number, runLength: number) {
    this.name = name;
    this.older = new SlopeWindow(size);
    this.newer = new SlopeWindow(size);
    this.limit = limitStd * Math.sqrt(12 / (size * size * size - size));
    this.runLength = runLength;
  }

  /** Slope of z over the last `size` readings, a sample. */
  get slope(): number {
    return this.newer.full ? this.newer.slope : 0;
  }

  take(z: number): void {
    const { older, newer } = this;
    const overflows = newer.full;
    const leaving = newer.push(z);
    if (overflows) older.push(leaving);
    if (!older.full) return;
    const before = older.slope;
    const now = newer.slope;
    this.level = before > 0 === now > 0 ? Math.min(Math.abs(before), Math.abs(now)) / this.limit : 0;
  }

  reset(): void {
    this.older.reset();
    this.newer.reset();
    this.level = 0;
  }

  remember(memory: Memory): void {
    this.older.remember(memory);
    this.newer.remember(memory);
    this.level = memory.number(this.level);
  }
}
