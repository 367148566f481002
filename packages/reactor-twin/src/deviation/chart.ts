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
  /** The limit in the statistic's own unit: the statistic is `level · limit`. Left out: 1, the statistic is the level. */
  readonly limit?: number;
  /** Where the chart can tell: how far the mean has moved, signed, in standard deviations. */
  readonly shift?: number;
  take(z: number): void;
  reset(): void;
  remember(memory: Memory): void;
}
