import type { Memory } from '../model/memory.ts';

/**
 * Watches z, which is standard normal and independent from sample to sample while all is well. `level` is the statistic over its
 * limit: at 1 and above the chart alarms.
 */
export interface Chart {
  readonly name: string;
  /** Samples between two false alarms, on average, or a bound below it. */
  readonly runLength: number;
  level: number;
  /** Where the chart can tell: how far the mean has moved, signed, in standard deviations. */
  readonly shift?: number;
  take(z: number): void;
  reset(): void;
  remember(memory: Memory): void;
}

/**
 * Two-sided CUSUM, S± ← max(0, S± ± z − k): the quickest way to notice a mean that has moved by 2 k. Page, Biometrika 41 (1954).
 * Sums stop at twice the limit, so that an alarm of a week ends as soon as one of an hour.
 */
export class Cusum implements Chart {
  readonly name: string;
  readonly runLength: number;
  level = 0;
  private readonly k: number;
  private readonly limit: number;
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

/** EWMA, E ← (1 − λ) E + λ z, in its stationary standard deviations √(λ/(2 − λ)). Roberts, Technometrics 1 (1959). */
export class Ewma implements Chart {
  readonly name: string;
  readonly runLength: number;
  level = 0;
  /** Smoothed z. */
  mean = 0;
  private readonly lambda: number;
  private readonly limit: number;

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

/** The last z of a window, oldest overwritten first. */
class Window {
  readonly values: Float64Array;
  count = 0;
  /** Where the next one goes: the oldest once the window is full. */
  next = 0;

  constructor(size: number) {
    this.values = new Float64Array(size);
  }

  /** The one that leaves, 0 while the window fills. */
  push(z: number): number {
    const { values } = this;
    const leaving = values[this.next]!;
    values[this.next] = z;
    this.next = (this.next + 1) % values.length;
    if (this.count < values.length) this.count++;
    return leaving;
  }

  reset(): void {
    this.values.fill(0);
    this.count = 0;
    this.next = 0;
  }

  remember(memory: Memory): void {
    memory.array(this.values);
    this.count = memory.number(this.count);
    this.next = memory.number(this.next);
  }
}

/**
 * Σ z² of the last readings against its χ² quantile: notices noise that has grown, or a filter that is too sure of itself, which charts of
 * the mean do not. The alarm rate a sample is `tail`, so runs are 1/tail samples long or longer. Summed anew every turn of the
 * window: rounding cannot pile up.
 */
export class NormalisedInnovationSquared implements Chart {
  readonly name: string;
  readonly runLength: number;
  level = 0;
  private readonly window: Window;
  private readonly limit: number;
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
  level = 0;
  private readonly older: SlopeWindow;
  private readonly newer: SlopeWindow;
  private readonly limit: number;

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
