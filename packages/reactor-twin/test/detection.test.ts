import { describe, expect, it } from 'vitest';
import { Cusum, DeviationDetector, ExtendedKalmanFilter, type Deviation, type Innovation } from '../src/index.ts';
import { coolant, FAULT_AT, faults, filterOptions, median, model, runReactor } from './faulty-reactor.ts';

/** Readings before this one settle the filter, as in the reference. */
const IGNORED = 200;

/** Samples at which ours and the reference chart (CUSUM, k = 0.5, h = 8) first say something is wrong at or after `from`. */
function firstAlarms(
  measured: Float64Array,
  from: number,
): { ours: number; reference: number; early: [boolean, boolean] } {
  const filter = new ExtendedKalmanFilter(model, filterOptions);
  const detector = new DeviationDetector({ ignoreFirst: IGNORED, alarm: { offDelayMin: 0 } });
  const chart = new Cusum('reference', 0.5, 8, 9_483);
  const u = Float64Array.of(0, 100, 350, 1);
  const innovation: Innovation = { innovation: 0, variance: 1, predicted: 0, used: true };
  const alarms = { ours: Infinity, reference: Infinity, early: [false, false] as [boolean, boolean] };
  const out: Deviation[] = [];
  for (let i = 0; i < measured.length; i++) {
    if (i > 0) {
      u[0] = coolant[i - 1]!;
      filter.predict(u, 0.1);
    }
    filter.update(0, measured[i]!, innovation);
    const z = innovation.innovation / Math.sqrt(innovation.variance);
    detector.take(measured[i]!, z, i / 10, out);
    if (i >= IGNORED) chart.take(z);
    if (i < from) {
      if (detector.deviates) alarms.early[0] = true;
      if (chart.level >= 1) alarms.early[1] = true;
      continue;
    }
    if (detector.deviates && alarms.ours === Infinity) alarms.ours = i - from;
    if (chart.level >= 1 && alarms.reference === Infinity) alarms.reference = i - from;
    if (alarms.ours + alarms.reference < Infinity) break;
  }
  return alarms;
}

describe('detection of the faults of the reference study', () => {
  it('raises no more false alarms than the reference CUSUM in 400 runs without a fault', () => {
    const runs = 400;
    let ours = 0;
    let reference = 0;
    for (let seed = 1; seed <= runs; seed++) {
      const { early } = firstAlarms(runReactor(faults['none']!, seed, FAULT_AT).measuredK, FAULT_AT);
      if (early[0]) ours++;
      if (early[1]) reference++;
    }
    expect(ours).toBeLessThanOrEqual(reference);
    // 400 judged samples at an average run length of 10,000: 4 % of the runs.
    expect(ours / runs).toBeLessThan(0.06);
  });

  // Published median delays of the reference CUSUM, min: 200 runs of its own.
  it.each([
    ['UA −8 %', 0.5],
    ['T sensor +1.5 K', 0.1],
    ['Caf −5 %', 2.95],
    ['catalyst −1 %/min', 5.0],
    ['T sensor +0.05 K/min', 6.85],
    ['Tf +2 K', 0.7],
    ['UA −0.2 %/min', 7.0],
    ['UA −25 %, ignition', 0.2],
  ])('%s: median delay no later than that of the reference CUSUM on the same 200 runs', (name, published) => {
    const ours: number[] = [];
    const reference: number[] = [];
    for (let seed = 1; seed <= 200; seed++) {
      const alarms = firstAlarms(runReactor(faults[name]!, seed, FAULT_AT + 200).measuredK, FAULT_AT);
      ours.push(alarms.ours);
      reference.push(alarms.reference);
    }
    expect(median(ours)).toBeLessThanOrEqual(median(reference));
    // The published medians are of other noise; a median of 200 runs is good to about 0.2 min where faults creep.
    expect(median(ours) / 10).toBeLessThanOrEqual(published + (published > 1 ? 0.2 : 0));
  });
});
