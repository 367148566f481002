import { describe, expect, it } from 'vitest';
import { InvalidProblem, solve, stepper, type OdeProblem, type SolveOptions } from '../src/index.ts';
import { decay } from './decay.ts';

function refusal(problem: Partial<OdeProblem>, options: SolveOptions = {}): InvalidProblem {
  try {
    solve({ ...decay, ...problem }, options);
  } catch (error) {
    if (error instanceof InvalidProblem) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('questions that are wrong are refused by field, before anything is evaluated', () => {
  it.each<[string, string, Partial<OdeProblem>, SolveOptions?]>([
    ['NaN in y0', 'y0', { y0: [Number.NaN] }],
    ['infinite y0', 'y0', { y0: [Infinity] }],
    ['no components', 'y0', { y0: [] }],
    ['NaN in tspan', 'tspan', { tspan: [0, Number.NaN] }],
    ['endless tspan of solve', 'tspan', { tspan: [0, Infinity] }],
    ['infinite start', 'tspan', { tspan: [-Infinity, 0] }],
    ['tspan of three', 'tspan', { tspan: [0, 1, 2] as never }],
    ['rhs that is none', 'rhs', { rhs: 1 as never }],
    ['atol of wrong length', 'atol', {}, { atol: [1e-6, 1e-6] }],
    ['rtol zero', 'rtol', {}, { rtol: 0 }],
    ['rtol negative', 'rtol', {}, { rtol: -1e-6 }],
    ['rtol NaN', 'rtol', {}, { rtol: Number.NaN }],
    ['rtol below rounding', 'rtol', {}, { rtol: 1e-15 }],
    ['atol zero', 'atol', {}, { atol: 0 }],
    ['atol NaN', 'atol', {}, { atol: [Number.NaN] }],
    ['saveAt unsorted', 'saveAt', {}, { saveAt: [0.5, 0.2] }],
    ['saveAt twice', 'saveAt', {}, { saveAt: [0.5, 0.5] }],
    ['saveAt outside', 'saveAt', {}, { saveAt: [0.5, 1.5] }],
    ['saveAt NaN', 'saveAt', {}, { saveAt: [Number.NaN] }],
    ['saveAt against the direction', 'saveAt', { tspan: [1, 0] }, { saveAt: [0.2, 0.5] }],
    ['mass of wrong size', 'mass', { mass: [1, 0] }, { method: 'radau5' }],
    ['mass not finite', 'mass', { mass: [Number.NaN] }, { method: 'radau5' }],
    ['mass for an explicit method', 'mass', { mass: [2] }, { method: 'dopri5' }],
    ['discontinuity not finite', 'discontinuities', { discontinuities: [Number.NaN] }],
    ['sparsity of wrong size', 'sparsity', { sparsity: [1, 1] }],
    ['band negative', 'sparsity.lower', { sparsity: { lower: -1, upper: 0 } }],
    ['step zero', 'hInit', {}, { hInit: 0 }],
    ['longest step NaN', 'hMax', {}, { hMax: Number.NaN }],
    ['no steps allowed', 'maxSteps', {}, { maxSteps: 0 }],
    ['fixed step missing', 'hInit', {}, { method: 'rk4' }],
    ['seven nodes', 'nodes', {}, { method: 'collocation', hInit: 0.1, nodes: 7 }],
    ['unknown method', 'method', {}, { method: 'euler' as never }],
    ['event count zero', 'events[0].terminal', {}, { events: [{ g: () => 1, terminal: 0 }] }],
    ['event direction two', 'events[0].direction', {}, { events: [{ g: () => 1, direction: 2 as never }] }],
    ['no samples', 'eventSamples', {}, { eventSamples: 0 }],
  ])('%s → %s', (_what, field, problem, options) => {
    let evaluated = false;
    const rhs = (_t: number, y: Float64Array, dy: Float64Array): void => {
      evaluated = true;
      dy[0] = -y[0]!;
    };
    expect(refusal({ rhs, ...problem }, options).field).toBe(field);
    expect(evaluated).toBe(false);
  });

  it('a stepper refuses targets behind it or past the end, and changes of wrong length', () => {
    const s = stepper(decay);
    s.advance(0.5);
    for (const target of [0.4, 1.1, Number.NaN]) expect(() => s.advance(target)).toThrow(InvalidProblem);
    expect(() => s.step(0.4)).toThrow(InvalidProblem);
    expect(() => s.restart({ y: [1, 2] })).toThrow(/y must have 1/);
    expect(() => s.restart({ y: [Number.NaN] })).toThrow(/must be finite/);
    expect(() => s.restart({ t: 2 })).toThrow(InvalidProblem);
    expect(s.advance(1)).toBe('done');
  });

  it('at(t) says what it needs', () => {
    expect(() => solve(decay, { saveAt: [1] }).at(0.5)).toThrow(/dense/);
    expect(() => solve(decay).at(1.5)).toThrow(/must lie between 0 and 1/);
    expect(() => stepper(decay).interpolant()).toThrow(/none was taken/);
    const s = stepper(decay);
    s.step(0.1);
    expect(() => s.interpolant().at(0.2, new Float64Array(1))).toThrow(RangeError);
  });
});
