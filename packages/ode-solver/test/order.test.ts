import { describe, expect, it } from 'vitest';
import { methods, type Jac, type Rhs } from '../src/index.ts';
import { makeMethod } from '../src/make-method.ts';
import { bogackiShampine32 } from '../src/methods/bogacki-shampine-32.ts';
import { collocationTable } from '../src/methods/collocation-table.ts';
import { dop853 } from '../src/methods/dop853.ts';
import { dormandPrince54 } from '../src/methods/dormand-prince-54.ts';
import { explicitTable } from '../src/methods/explicit-table.ts';
import { radau5, radauTable } from '../src/methods/radau-table.ts';
import { rodas4 } from '../src/methods/rodas4.ts';
import { rosenbrockTable } from '../src/methods/rosenbrock-table.ts';
import { tsitouras54 } from '../src/methods/tsitouras-54.ts';
import type { Options } from '../src/options.ts';
import { StepState } from '../src/stepping/step-state.ts';

/** y₁ = exp(sin t), y₂ = 1/(1 + t²), y₃ = y₁ y₂: nonlinear, coupled and with t in it. */
const rhs: Rhs<undefined> = (t, y, dy) => {
  dy[0] = y[0]! * Math.cos(t);
  dy[1] = -2 * t * y[1]! * y[1]!;
  dy[2] = y[2]! * Math.cos(t) - 2 * t * y[1]! * y[2]!;
};
const jac: Jac<undefined> = (t, y, J) => {
  J[0] = Math.cos(t);
  J[4] = -4 * t * y[1]!;
  J[7] = -2 * t * y[2]!;
  J[8] = Math.cos(t) - 2 * t * y[1]!;
};
const exact = (t: number): number[] => {
  const [a, b] = [Math.exp(Math.sin(t)), 1 / (1 + t * t)];
  return [a, b, a * b];
};
const distance = (y: ArrayLike<number>, t: number): number =>
  Math.max(...exact(t).map((value, i) => Math.abs(value - y[i]!)));

/** Steps of one length, whatever the error estimate says. */
function march(options: Options, tEnd: number, steps: number): { end: number; inside: number } {
  const state = new StepState(
    { rhs, jac, y0: exact(0), tspan: [0, tEnd], params: undefined },
    1e-13,
    new Float64Array(3).fill(1e-13),
  );
  const method = makeMethod(state, options);
  state.hNext = tEnd / steps;
  // Their estimate must not refuse a step here: only Newton iteration needs the tight tolerance.
  if (!['radau5', 'collocation'].includes(options.method!)) state.atol.fill(1e9);
  method.begin();
  const y = new Float64Array(3);
  let inside = 0;
  for (let k = 1; k <= steps; k++) {
    state.h = tEnd / steps;
    state.tNew = (k / steps) * tEnd;
    state.tEnd = state.tNew;
    method.attempt();
    state.advance();
    method.accept();
    method.interpolate();
    for (const theta of [0.15, 0.37, 0.5, 0.71, 0.93]) {
      const t = state.tOld + theta * state.h;
      inside = Math.max(inside, distance(method.dense.at(t, y), t));
    }
  }
  return { end: distance(state.y, state.t), inside };
}

/** Slope of log error over log h by least squares, where the error is above rounding. */
function slope(points: readonly (readonly [h: number, error: number])[]): number {
  const used = points
    .filter(([, error]) => error > 3e-13)
    .map(([h, error]) => [Math.log2(h), Math.log2(error)] as const);
  expect(used.length).toBeGreaterThanOrEqual(3);
  const mean = (k: 0 | 1): number => used.reduce((sum, p) => sum + p[k], 0) / used.length;
  const [x, y] = [mean(0), mean(1)];
  return used.reduce((s, p) => s + (p[0] - x) * (p[1] - y), 0) / used.reduce((s, p) => s + (p[0] - x) * (p[0] - x), 0);
}

const cases: { options: Options; order: number; denseOrder: number; steps: number[]; tEnd?: number }[] = [
  ...methods
    .filter(({ name }) => name !== 'auto' && name !== 'collocation')
    .map(({ name, order, denseOrder }) => ({
      options: { method: name, hInit: 1 },
      order,
      denseOrder,
      steps:
        name === 'dop853' ? [10, 12, 15, 18, 22] : name === 'bs3' ? [256, 512, 1024, 2048] : [48, 64, 96, 128, 192],
      // Its leading error term is so small that only a long way shows the order before rounding.
      ...(name === 'tsit5' ? { tEnd: 12, steps: [200, 250, 300, 400, 500] } : {}),
    })),
  ...[2, 3, 4, 5, 6].map((nodes) => ({
    options: { method: 'collocation' as const, hInit: 1, nodes },
    order: nodes - 1,
    denseOrder: nodes - 1,
    steps: nodes === 2 ? [512, 1024, 2048] : nodes < 5 ? [64, 128, 256, 512] : [24, 32, 48, 64],
  })),
];

describe('measured order', () => {
  it.each(cases)('$options.method $options.nodes is of order $order', ({ options, order, steps, tEnd = 2 }) => {
    const measured = slope(steps.map((n) => [tEnd / n, march(options, tEnd, n).end]));
    expect(Math.abs(measured - order), `measured ${measured}`).toBeLessThan(0.2);
  });

  // Over one step from exact values the interpolant of order q is off by h^(q+1).
  it.each(cases)('$options.method $options.nodes has dense output of order $denseOrder', ({ options, denseOrder }) => {
    const lengths = denseOrder > 5 ? [0.3, 0.26, 0.22, 0.19] : [0.1, 0.07, 0.05, 0.035, 0.025];
    const measured = slope(lengths.map((h) => [h, march(options, h, 1).inside]));
    expect(Math.abs(measured - 1 - denseOrder), `measured ${measured}`).toBeLessThan(0.2);
  });
});

describe('tables check themselves', () => {
  const off = 1e-6;
  const explicit = [dormandPrince54, tsitouras54, bogackiShampine32, dop853];

  it.each(explicit)('$name refuses any changed coefficient of the step', (table) => {
    const full = table.rows.map(({ stage, coefficient }, s) => {
      const row = Array.from({ length: s }, () => 0);
      stage.forEach((j, k) => (row[j] = coefficient[k]!));
      return row;
    });
    const spread = (row: { stage: readonly number[]; coefficient: Float64Array }, length: number): number[] => {
      const out = Array.from({ length }, () => 0);
      row.stage.forEach((j, k) => (out[j] = row.coefficient[k]!));
      return out;
    };
    const spec = () => ({
      name: table.name,
      order: table.order,
      errorOrder: table.errorOrder,
      controlOrder: table.controlOrder,
      denseOrder: table.denseOrder,
      c: Array.from(table.c.slice(0, table.stages)),
      a: full.slice(0, table.stages).map((row) => [...row]),
      b: [...full[table.stages]!],
      bError: spread(table.error, table.stages + (table.errorNeedsLast ? 1 : 0)),
      dense: [],
    });
    expect(() => explicitTable(spec())).not.toThrow();
    for (let s = 1; s < table.stages; s++)
      for (let j = 0; j < s; j++) {
        const wrong = spec();
        wrong.a[s]![j] = wrong.a[s]![j]! + off;
        expect(() => explicitTable(wrong)).toThrow(/is wrong/);
      }
    for (const part of ['c', 'b', 'bError'] as const)
      spec()[part].forEach((_, j) => {
        const wrong = spec();
        wrong[part][j] = wrong[part][j]! + off;
        expect(() => explicitTable(wrong)).toThrow(/is wrong/);
      });
  });

  it('rodas4 refuses any changed coefficient of the step', () => {
    for (const part of ['a', 'c'] as const)
      rodas4[part].forEach((row, i) => {
        row.forEach((_, j) => {
          const changed = rodas4[part].map((r) => [...r]);
          changed[i]![j] = changed[i]![j]! + off;
          expect(() => rosenbrockTable({ ...rodas4, [part]: changed })).toThrow(/is wrong/);
        });
      });
    for (const part of ['alpha', 'd', 'm'] as const)
      rodas4[part].forEach((_, j) => {
        const changed = [...rodas4[part]];
        changed[j] = changed[j]! + off;
        expect(() => rosenbrockTable({ ...rodas4, [part]: changed })).toThrow(/is wrong/);
      });
    expect(() => rosenbrockTable({ ...rodas4, gamma: 0.25 + off })).toThrow(/is wrong/);
  });

  it('radau5 refuses any changed number', () => {
    const changed = (row: readonly number[], j: number): number[] => row.map((x, k) => (k === j ? x + off : x));
    for (const j of [0, 1, 2]) {
      expect(() => radauTable({ ...radau5, c: changed(radau5.c, j) as never })).toThrow(/is wrong/);
      expect(() => radauTable({ ...radau5, e: changed(radau5.e, j) as never })).toThrow(/is wrong/);
      for (const i of [0, 1, 2])
        for (const part of ['t', 'tInverse'] as const) {
          const rows = radau5[part].map((row, k) => (k === i ? changed(row, j) : [...row]));
          expect(() => radauTable({ ...radau5, [part]: rows as never })).toThrow(/is wrong/);
        }
    }
    for (const part of ['gamma', 'alpha', 'beta'] as const)
      expect(() => radauTable({ ...radau5, [part]: radau5[part] + off })).toThrow(/is wrong/);
  });

  it('collocation with three nodes is the method of GEKKO', () => {
    const { c, a } = collocationTable(3);
    expect(Array.from(c)).toEqual([0.5, 1]);
    [0.75, -0.25, 1, 0].forEach((x, i) => expect(a[i]).toBeCloseTo(x, 15));
  });
});
