import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExtendedKalmanFilter, InvalidModel, twoTanks, type FilterOptions, type PlantModel } from '../src/index.ts';
import { differences } from '../src/model/jacobians.ts';
import { faults, filterOptions, model, runReactor, gaussian } from './faulty-reactor.ts';
import { withHeatTransfer, blank, follow } from './filter-of-reactor.ts';

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
