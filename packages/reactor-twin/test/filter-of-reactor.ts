import { expect } from 'vitest';
import type { ExtendedKalmanFilter, FilterOptions, Innovation } from '../src/index.ts';
import { filterOptions, coolant } from './faulty-reactor.ts';

/** UA as a state, as the reference has it: a factor with a random walk of 0.002 a sample. */
export const withHeatTransfer: FilterOptions = {
  ...filterOptions,
  estimate: [{ parameter: 'heatTransferJPerMinK', initialStd: 0.05, varianceGrowthPerMin: 4e-5 }],
};

export const blank = (): Innovation => ({ innovation: 0, variance: 0, predicted: 0, used: true });

/** Runs a filter over readings of T as the reference was run: update at 0, then predict with the input before, update. */
export function follow(
  filter: ExtendedKalmanFilter,
  measured: Float64Array,
  each: (i: number, innovation: Innovation) => void,
): void {
  const u = Float64Array.of(0, 100, 350, 1);
  const innovation = blank();
  for (let i = 0; i < measured.length; i++) {
    if (i > 0) {
      u[0] = coolant[i - 1]!;
      expect(filter.predict(u, 0.1)).toBe('running');
    }
    filter.update(0, measured[i]!, innovation);
    each(i, innovation);
  }
}
