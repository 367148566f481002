import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chiSquareQuantile,
  ExtendedKalmanFilter,
  InvalidModel,
  twoTanks,
  type FilterOptions,
  type Innovation,
  type Integration,
  type PlantModel,
} from '../src/index.ts';
import { differences } from '../src/model/jacobians.ts';
import { faults, filterOptions, model, coolant, runReactor, gaussian } from './faulty-reactor.ts';
import { readCsv } from './read-csv.ts';

/** UA as a state, as the reference has it: a factor with a random walk of 0.002 a sample. */
const withHeatTransfer: FilterOptions = {
  ...filterOptions,
  estimate: [{ parameter: 'heatTransferJPerMinK', initialStd: 0.05, varianceGrowthPerMin: 4e-5 }],
};

const blank = (): Innovation => ({ innovation: 0, variance: 0, predicted: 0, used: true });

/** Runs a filter over readings of T as the reference was run: update at 0, then predict with the input before, update. */
function follow(
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

const rms = (sum: number, count: number) => Math.sqrt(sum / count);

describe('beside the reference filter', () => {
  const worst = (own: number, reference: number) => (Number.isNaN(reference) ? 0 : Math.abs(own - reference));

  it.each(['F0', 'F1', 'F2', 'F3', 'F4', 'F5', 'F8'])('%s: configured like it, it gives the same to 1e-10', (name) => {
    const file = readCsv(`estimation/${name}.csv`);
    const integration: Integration = { method: 'rk4', stepMin: name === 'F8' ? 0.002 : 0.025 };
    let off = 0;
    let compared = 0;
    const compare = (i: number, innovation: Innovation, filter: ExtendedKalmanFilter, prefix: string) => {
      if (!Number.isNaN(file[`${prefix}_Ca`]![i]!)) compared++;
      off = Math.max(
        off,
        worst(filter.x[0]!, file[`${prefix}_Ca`]![i]!),
        worst(filter.x[1]!, file[`${prefix}_T`]![i]!),
        worst(innovation.variance, file[`${prefix}_S`]![i]!),
      );
      if (prefix === 'ekfua') off = Math.max(off, worst(filter.x[2]!, file['ekfua_u']![i]!));
      else {
        off = Math.max(
          off,
          worst(filter.P[0]!, file['ekf_P11']![i]!),
          worst(innovation.innovation, file['ekf_innov']![i]!),
        );
      }
    };
    const augmented = new ExtendedKalmanFilter(model, { ...withHeatTransfer, integration });
    follow(augmented, file['Tmeas']!, (i, innovation) => compare(i, innovation, augmented, 'ekfua'));
    // In F8 the plain reference diverges at the ignition; it is compared as far as it goes.
    const rows = name === 'F8' ? 630 : file['Tmeas']!.length;
    const plain = new ExtendedKalmanFilter(model, { ...filterOptions, integration });
    follow(plain, file['Tmeas']!.subarray(0, rows), (i, innovation) => compare(i, innovation, plain, 'ekf'));
    expect(compared).toBe(name === 'F8' ? 241 + 126 : 482);
    expect(off).toBeLessThan(1e-10);
  });

  it.each(['F0', 'F1', 'F2', 'F3', 'F4', 'F5'])('%s: with the adaptive solver its errors are no larger', (name) => {
    const file = readCsv(`estimation/${name}.csv`);
    for (const [options, prefix] of [
      [filterOptions, 'ekf'],
      [withHeatTransfer, 'ekfua'],
    ] as const) {
      const filter = new ExtendedKalmanFilter(model, options);
      const own = [0, 0];
      const reference = [0, 0];
      let count = 0;
      follow(filter, file['Tmeas']!, (i) => {
        const truth = file['Ca_true']![i]!;
        if (Number.isNaN(truth)) return;
        count++;
        own[0] = own[0]! + (filter.x[0]! - truth) ** 2;
        own[1] = own[1]! + (filter.x[1]! - file['T_true']![i]!) ** 2;
        reference[0] = reference[0]! + (file[`${prefix}_Ca`]![i]! - truth) ** 2;
        reference[1] = reference[1]! + (file[`${prefix}_T`]![i]! - file['T_true']![i]!) ** 2;
      });
      for (const state of [0, 1])
        expect(rms(own[state]!, count)).toBeLessThan(rms(reference[state]!, count) * (1 + 1e-6));
    }
  });

  it('F8: survives the ignition that ends the reference; with UA as a state Ca stays within 0.003', () => {
    const file = readCsv('estimation/F8.csv');
    const plain = new ExtendedKalmanFilter(model, filterOptions);
    follow(plain, file['Tmeas']!, () => expect(Number.isFinite(plain.x[0]! + plain.P[3]!)).toBe(true));
    const augmented = new ExtendedKalmanFilter(model, withHeatTransfer);
    let sum = 0;
    let count = 0;
    follow(augmented, file['Tmeas']!, (i) => {
      const truth = file['Ca_true']![i]!;
      if (i < 600 || Number.isNaN(truth)) return;
      sum += (augmented.x[0]! - truth) ** 2;
      count++;
    });
    expect(rms(sum, count)).toBeLessThan(0.003);
    expect(augmented.x[2]!).toBeCloseTo(0.75, 2);
  });

  it('F8: so it does for other noise', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const run = runReactor(faults['UA −25 %, ignition']!, seed);
      const filter = new ExtendedKalmanFilter(model, withHeatTransfer);
      let sum = 0;
      follow(filter, run.measuredK, (i) => {
        if (i >= 600) sum += (filter.x[0]! - run.concentration[i]!) ** 2;
      });
      expect(rms(sum, 601)).toBeLessThan(0.003);
    }
  });
});

describe('consistency over 120 seeds', () => {
  /** Bar-Shalom, Li & Kirubarajan, Estimation with Applications to Tracking and Navigation (2001), 5.4.2. */
  it('mean NEES and mean NIS lie in their 95 % bounds, innovations are white, and Ca is as exact as the reference found', () => {
    const seeds = 120;
    const from = 200;
    const to = 600;
    let nees = 0;
    let nis = 0;
    let lag1 = 0;
    let errorCa = 0;
    let neesAt500 = 0;
    for (let seed = 1; seed <= seeds; seed++) {
      const run = runReactor(faults['none']!, seed, to);
      const filter = new ExtendedKalmanFilter(model, filterOptions);
      let before = 0;
      follow(filter, run.measuredK, (i, { innovation, variance }) => {
        const z = innovation / Math.sqrt(variance);
        if (i >= from) {
          const { P, x } = filter;
          const e0 = x[0]! - run.concentration[i]!;
          const e1 = x[1]! - run.temperatureK[i]!;
          const determinant = P[0]! * P[3]! - P[1]! * P[2]!;
          const here = (e0 * e0 * P[3]! - 2 * e0 * e1 * P[1]! + e1 * e1 * P[0]!) / determinant;
          nees += here;
          if (i === 500) neesAt500 += here;
          nis += z * z;
          lag1 += z * before;
          errorCa += e0 * e0;
        }
        before = z;
      });
    }
    const samples = seeds * (to - from);
    // NIS: independent from sample to sample, so χ² with as many degrees as samples.
    const spread = 1.96 * Math.sqrt(2 / samples);
    expect(Math.abs(nis / samples - 1)).toBeLessThan(spread);
    expect(Math.abs(lag1 / samples)).toBeLessThan(1.96 / Math.sqrt(samples));
    // NEES: independent from run to run only; at one instant 2 · seeds degrees.
    expect(neesAt500).toBeGreaterThan(chiSquareQuantile(0.975, 2 * seeds));
    expect(neesAt500).toBeLessThan(chiSquareQuantile(0.025, 2 * seeds));
    expect(Math.abs(nees / samples - 2)).toBeLessThan(0.15);
    // 0.002258 over 200 runs of the reference; the mean square of 120 runs wanders by a few per cent.
    expect(rms(errorCa, samples)).toBeLessThan(0.0023);
  });
});

describe('the filter itself', () => {
  it('takes sensors one by one as if together: two orders and the joint update agree', () => {
    const both: FilterOptions = { ...filterOptions, noiseStd: { Ca: 0.01 } };
    const filters = [new ExtendedKalmanFilter(model, both), new ExtendedKalmanFilter(model, both)];
    const u = Float64Array.of(297, 100, 350, 1);
    const innovation = blank();
    const random = gaussian(3);
    for (let i = 0; i < 200; i++) {
      const readings: [number, number][] = [
        [0, 318 + random()],
        [1, 0.92 + 0.01 * random()],
      ];
      filters.forEach((filter, k) => {
        filter.predict(u, 0.07);
        for (const [sensor, value] of k === 0 ? readings : readings.toReversed())
          filter.update(sensor, value, innovation);
      });
    }
    filters[0]!.x.forEach((value, i) => expect(value).toBeCloseTo(filters[1]!.x[i]!, 9));
    filters[0]!.P.forEach((value, i) => expect(value).toBeCloseTo(filters[1]!.P[i]!, 12));
  });

  it('keeps a covariance symmetric and positive, whatever it is fed', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: 1 }),
            fc.double({ min: -3, max: 3, noNaN: true }),
            fc.double({ min: 0, max: 2, noNaN: true }),
          ),
          { minLength: 1, maxLength: 60 },
        ),
        fc.double({ min: 285, max: 315, noNaN: true }),
        (readings, Tc) => {
          const filter = new ExtendedKalmanFilter(model, withHeatTransfer);
          const u = Float64Array.of(Tc, 100, 350, 1);
          const innovation = blank();
          for (const [sensor, off, minutes] of readings) {
            filter.predict(u, minutes);
            filter.update(
              sensor,
              filter.expected(sensor) + off * Math.sqrt(filter.expectedVariance(sensor)),
              innovation,
            );
            const { P, x } = filter;
            for (let i = 0; i < 3; i++) {
              expect(P[i * 3 + i]).toBeGreaterThan(0);
              expect(x[i]).toBeGreaterThanOrEqual(0);
              for (let j = 0; j < 3; j++) {
                expect(P[i * 3 + j]).toBe(P[j * 3 + i]);
                expect(P[i * 3 + j]! ** 2).toBeLessThanOrEqual(P[i * 3 + i]! * P[j * 3 + j]! * (1 + 1e-9));
              }
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('keeps estimates inside the limits of the plant', () => {
    const filter = new ExtendedKalmanFilter(model, { ...withHeatTransfer, noiseStd: { Ca: 1e-6 } });
    filter.update(1, -0.5, blank());
    expect(filter.x[0]).toBe(0);
  });

  it('predicts in pieces: a long interval is the sum of short ones', () => {
    const once = new ExtendedKalmanFilter(model, filterOptions);
    const often = new ExtendedKalmanFilter(model, filterOptions);
    const u = Float64Array.of(297, 100, 350, 1);
    once.predict(u, 3);
    for (let i = 0; i < 30; i++) often.predict(u, 0.1);
    once.x.forEach((value, i) => expect(Math.abs(value / often.x[i]! - 1)).toBeLessThan(1e-7));
    once.P.forEach((value, i) => expect(Math.abs(value / often.P[i]! - 1)).toBeLessThan(1e-5));
  });

  it('keeps outliers out, and lets a plant that has really moved back in', () => {
    const filter = new ExtendedKalmanFilter(model, { ...filterOptions, gate: { refusal: 1e-5, reopenAfter: 3 } });
    const innovation = blank();
    for (let i = 0; i < 50; i++) filter.update(0, 318, innovation);
    const before = filter.x[1]!;
    for (const used of [false, false, false, true]) {
      filter.update(0, 330, innovation);
      expect(innovation.used).toBe(used);
      if (!used) expect(filter.x[1]).toBe(before);
    }
    expect(filter.x[1]).toBeGreaterThan(before);
  });

  it('stays where it was when the equations cannot be followed', () => {
    const runaway: PlantModel = { ...model, derivatives: (_x, _u, _p, dx) => dx.fill(Number.NaN) };
    const filter = new ExtendedKalmanFilter(runaway, filterOptions);
    const before = [...filter.x, ...filter.P];
    expect(filter.predict(Float64Array.of(300, 100, 350, 1), 0.1)).toBe('nonFinite');
    expect([...filter.x, ...filter.P]).toStrictEqual(before);
  });

  it('needs no Jacobian: differences give the same estimate', () => {
    const withoutJacobians = Object.entries(model).filter(([name]) => !/jacobian$/i.test(name));
    const bare = Object.fromEntries(withoutJacobians) as unknown as PlantModel;
    expect('jacobian' in bare).toBe(false);
    const filters = [
      new ExtendedKalmanFilter(model, withHeatTransfer),
      new ExtendedKalmanFilter(bare, withHeatTransfer),
    ];
    const run = runReactor(faults['UA −8 %']!, 5, 700);
    for (const filter of filters) follow(filter, run.measuredK, () => {});
    filters[0]!.x.forEach((value, i) => expect(Math.abs(value / filters[1]!.x[i]! - 1)).toBeLessThan(1e-6));
  });

  it('is told its plant, not this one: two tanks, the level that is not measured', () => {
    const tanks = twoTanks();
    const filter = new ExtendedKalmanFilter(tanks, {
      initialState: [0.3, 0.3],
      initialStd: [0.3, 0.3],
      processVariancePerMin: [1e-6, 1e-6],
    });
    const p = Float64Array.from(tanks.parameters, ({ nominal }) => nominal);
    const x = Float64Array.of(0.9, 0.4);
    const dx = new Float64Array(2);
    const u = Float64Array.of(0.47);
    const random = gaussian(11);
    for (let i = 0; i < 400; i++) {
      for (let s = 0; s < 100; s++) {
        tanks.derivatives(x, u, p, dx);
        x[0] = x[0]! + 0.001 * dx[0]!;
        x[1] = x[1]! + 0.001 * dx[1]!;
      }
      filter.predict(u, 0.1);
      filter.update(0, 100 * x[1]! + 0.2 * random(), blank());
    }
    expect(Math.abs(filter.x[0]! - x[0]!)).toBeLessThan(0.01);
    const exact = new Float64Array(4);
    differences(tanks, 'x')(x, u, p, exact);
    expect(exact[1]).toBe(0);
  });

  it.each<[string, Partial<FilterOptions>, string]>([
    ['too few deviations', { initialStd: [1] }, 'initialStd'],
    ['a negative variance', { processVariancePerMin: [-1, 1] }, 'processVariancePerMin'],
    ['NaN', { initialState: [Number.NaN, 1] }, 'initialState'],
    ['an unknown sensor', { noiseStd: { p: 1 } }, 'unknown'],
    ['a sensor without noise', { noiseStd: { T: 0 } }, 'noiseStd'],
    ['an unknown parameter', { estimate: [{ parameter: 'UA', initialStd: 1, varianceGrowthPerMin: 0 }] }, 'unknown'],
    ['no interval', { noiseEveryMin: 0 }, 'noiseEveryMin'],
  ])('refuses %s', (_what, change, message) => {
    const make = () => new ExtendedKalmanFilter(model, { ...filterOptions, ...change });
    expect(make).toThrow(InvalidModel);
    expect(make).toThrow(message);
  });
});
