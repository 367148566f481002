import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnose, type FilterStep, type Hypothesis } from '../src/index.ts';
import { fitHypotheses } from '../src/deviation/likely-causes.ts';
import { gaussian } from './faulty-reactor.ts';

/** A scalar plant x ← 0.9 x + 0.5 w a sample, watched by a filter of constant gain 0.4 that knows nothing of w. */
const PHI = 0.9;
const GAMMA = 0.5;
const GAIN = 0.4;
const MINUTES = 0.1;

const plantFault = (shape: 'step' | 'ramp', sign: -1 | 0 | 1 = 0): Hypothesis => ({
  cause: `plant ${shape}`,
  unit: '1',
  shape,
  column: 0,
  sensor: -1,
  sign,
  shownBy: 'looking',
});
const sensorFault = (shape: 'step' | 'ramp'): Hypothesis => ({
  cause: `sensor ${shape}`,
  unit: '1',
  shape,
  column: -1,
  sensor: 0,
  sign: 0,
  shownBy: 'another sensor',
});
const bank = [plantFault('step'), plantFault('ramp'), sensorFault('step'), sensorFault('ramp')];

/** Runs plant and filter side by side, the fault in the plant or its sensor only; what the filter saw. */
function run(fault: Hypothesis, size: number, onset: number, length: number, noise: () => number): FilterStep[] {
  let plant = 0;
  let estimate = 0;
  return Array.from({ length }, (_, k) => {
    const since = (k - onset) * MINUTES;
    const driven = k < onset || fault.column < 0 ? 0 : size * (fault.shape === 'step' ? 1 : since + MINUTES / 2);
    const error = k < onset || fault.sensor < 0 ? 0 : size * (fault.shape === 'step' ? 1 : since + MINUTES);
    plant = PHI * plant + GAMMA * driven;
    estimate *= PHI;
    const innovation = plant + error + noise() - estimate;
    estimate += GAIN * innovation;
    return {
      minutes: MINUTES,
      transition: Float64Array.of(PHI),
      forcing: Float64Array.of(GAMMA),
      sensor: 0,
      innovation,
      variance: 1,
      gain: Float64Array.of(GAIN),
      state: 0,
      factor: 1,
    };
  });
}

describe('the generalised likelihood ratio', () => {
  it('finds kind, size and onset exactly where there is no noise', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bank),
        fc.integer({ min: 0, max: 60 }),
        fc.constantFrom(-3, -0.5, 0.5, 3),
        (fault, onset, size) => {
          const fits = fitHypotheses(
            run(fault, size, onset, 120, () => 0),
            bank,
          );
          const best = fits.toSorted((a, b) => b.evidence - a.evidence)[0]!;
          expect(best.hypothesis).toBe(fault);
          expect(best.onset).toBe(onset);
          expect(best.onsetMin).toBeCloseTo(onset * MINUTES, 9);
          expect(Math.abs(best.size / size - 1)).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it('is as sure of the size as it should be', () => {
    // The onset is given by a fault from the first step on, so the size alone is estimated.
    const scores: number[] = [];
    for (let seed = 1; seed <= 400; seed++) {
      const [fit] = fitHypotheses(run(bank[0]!, 2, 0, 3, gaussian(seed)), [bank[0]!]);
      if (fit!.onset === 0) scores.push((fit!.size - 2) / fit!.sizeStd);
    }
    const mean = scores.reduce((sum, z) => sum + z, 0) / scores.length;
    expect(scores.length).toBeGreaterThan(200);
    expect(Math.abs(mean)).toBeLessThan(0.5);
    expect(scores.filter((z) => Math.abs(z) < 2).length / scores.length).toBeGreaterThan(0.9);
  });

  it('does not blame a cause for what has the wrong sign', () => {
    const loss = { ...plantFault('step', -1), cause: 'loss' };
    const [fit] = fitHypotheses(
      run(bank[0]!, 2, 10, 80, () => 0),
      [loss],
    );
    expect(fit!.evidence).toBe(0);
    const steps = run(bank[0]!, 2, 10, 80, () => 0);
    expect(diagnose(steps, [loss, bank[2]!], [])!.causes.map(({ cause }) => cause)).toStrictEqual(['sensor step']);
  });
});

describe('a diagnosis', () => {
  it('names nothing where nothing is wrong, but for one run in three where noise looks like something at some onset', () => {
    let named = 0;
    for (let seed = 1; seed <= 200; seed++)
      if (diagnose(run(bank[0]!, 0, 0, 100, gaussian(seed)), bank, []) !== undefined) named++;
    // It is asked only once a chart has alarmed; by itself it is no detector.
    expect(named).toBeLessThan(200 / 3);
    expect(
      diagnose(
        run(bank[0]!, 0, 0, 100, () => 0),
        bank,
        [],
      ),
    ).toBeUndefined();
  });

  it('excludes nothing where all candidates are one and the same', () => {
    const twins = [bank[0]!, { ...bank[0]!, cause: 'its twin' }];
    const diagnosis = diagnose(run(bank[0]!, 3, 20, 100, gaussian(7)), twins, [])!;
    expect(diagnosis.indistinguishable).toStrictEqual([]);
    expect(diagnosis.causes.map(({ cause }) => cause).toSorted()).toStrictEqual(['its twin', 'plant step']);
    expect(diagnosis.settledBy.map(({ measurement }) => measurement)).toStrictEqual(['looking']);
  });

  it('names a missing sensor exactly when it would see the candidates apart', () => {
    const steps = run(bank[0]!, 3, 20, 24, gaussian(7));
    const sensor = (noiseStd: number) => [{ name: 'x itself', state: 0, factor: 1, noiseStd }];
    const asked = (noiseStd: number) =>
      diagnose(steps, bank, sensor(noiseStd))!.settledBy.map(({ measurement }) => measurement);
    expect(asked(0.1)[0]).toBe('x itself'); // a fault of the sensor leaves x alone, one of the plant does not
    expect(asked(1_000)).not.toContain('x itself');
  });

  it('counts explained parts as parts', () => {
    const diagnosis = diagnose(run(bank[0]!, 3, 20, 200, gaussian(3)), bank, [])!;
    expect(diagnosis.causes[0]!.cause).toBe('plant step');
    expect(diagnosis.causes[0]!.explained).toBeGreaterThan(0.9);
    expect(diagnosis.causes[0]!.explained).toBeLessThanOrEqual(1);
    expect(diagnosis.causes[0]!.minutesAgo).toBeCloseTo(18, 0);
    expect(diagnosis.lackOfFit).toBeCloseTo(1, 0);
    const shares = diagnosis.causes.map(({ explained }) => explained);
    expect(shares).toStrictEqual(shares.toSorted((a, b) => b - a));
  });
});
