import fc from 'fast-check';
import { expect, it } from 'vitest';
import { History, mostPoints } from '../src/history.ts';
import type { Point } from '../src/said.ts';

const beganMs = 1_760_000_000_000;
const point = (timeMs: number, measured: number): Point => ({
  timeMs,
  measured,
  predicted: 324,
  predictedStd: 0.3,
  ideal: 324,
  concentration: 0.877,
  quality: 1,
  inputs: { Tc: 297, q: timeMs % 7 },
});

it('tells bias and RMSE of every reading, however few points are left', () => {
  const readings = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 1_500 }), fc.double({ min: 323, max: 325, noNaN: true })),
    {
      minLength: 1,
      maxLength: 400,
    },
  );
  fc.assert(
    fc.property(readings, fc.constantFrom(200, 10_000), (list, most) => {
      const history = new History(() => most);
      let timeMs = beganMs;
      let sum = 0;
      let squares = 0;
      for (const [step, measured] of list) {
        timeMs += step;
        sum += measured - 324;
        squares += (measured - 324) ** 2;
        history.take(point(timeMs, measured));
      }
      const points = history.since(0);
      expect(points.map((one) => one.timeMs)).toEqual(points.map((one) => one.timeMs).toSorted((a, b) => a - b));
      const total = (of: 'readings' | 'residualSum' | 'residualSquares') =>
        points.reduce((all, one) => all + one[of], 0);
      expect(total('readings')).toBe(list.length);
      expect(total('residualSum')).toBeCloseTo(sum, 9);
      expect(total('residualSquares')).toBeCloseTo(squares, 9);
    }),
  );
});

it('keeps a day at one reading a second within its bound, what was abnormal above all, and every reading counts', () => {
  const history = new History();
  const day = 86_400;
  const spike = 30_000;
  for (let i = 0; i < day; i++) history.take(point(beganMs + 1_000 * i, i === spike ? 334 : 324.1));
  const points = history.since(0);
  expect(points.length).toBeLessThanOrEqual(mostPoints);
  expect(points[0]!.timeMs).toBeLessThan(beganMs + 10_000);
  expect(points.reduce((sum, { readings }) => sum + readings, 0)).toBe(day);
  expect(points.find(({ timeMs }) => timeMs === beganMs + 1_000 * spike)).toMatchObject({ measured: 334 });
  expect(points.at(-1)).toMatchObject({
    inputs: { Tc: 297, q: (beganMs + 1_000 * (day - 1)) % 7 },
    quality: 1,
    ideal: 324,
  });
  const since = beganMs + 1_000 * (day - 10);
  expect(history.since(since).map(({ timeMs }) => timeMs)).toEqual(
    Array.from({ length: 9 }, (_, i) => since + 1_000 * (i + 1)),
  );
});

it('stays within its bound in a flood, and tells each listener of a point once', () => {
  const history = new History(() => 100);
  let told = 0;
  history.listen(() => told++);
  for (let i = 0; i < 200_000; i++) history.take(point(beganMs + 7 * i, 324));
  expect(history.length).toBeLessThanOrEqual(100);
  expect(told).toBe(new Set(Array.from({ length: 200_000 }, (_, i) => Math.floor((beganMs + 7 * i) / 200))).size);
});
