import { describe, expect, it } from 'vitest';
import {
  IntegrationFailure,
  methods,
  solve,
  stepper,
  type FailureReason,
  type OdeProblem,
  type SolveOptions,
} from '../src/index.ts';
import { decay } from './decay.ts';
import { adaptive, stiff } from './every-method.ts';

function failure(problem: Partial<OdeProblem>, options: SolveOptions = {}): IntegrationFailure {
  try {
    solve({ ...decay, ...problem }, options);
  } catch (error) {
    if (error instanceof IntegrationFailure) return error;
    throw error;
  }
  throw new Error('did not fail');
}

describe('t0 = t1', () => {
  it('is answered with y0', () => {
    const solution = solve({ ...decay, tspan: [2, 2] });
    expect(solution.status).toBe('done');
    expect(Array.from(solution.t)).toEqual([2]);
    expect(Array.from(solution.y)).toEqual([1]);
    expect(solution.at(2)[0]).toBe(1);
    expect(stepper({ ...decay, tspan: [2, 2] }).status).toBe('done');
  });
});

describe.each(adaptive)('%s fails by name', (method) => {
  const expectReason = (reason: FailureReason, problem: Partial<OdeProblem>, options: SolveOptions = {}) => {
    const error = failure(problem, { method, ...options });
    expect(error.reason).toBe(reason);
    expect(error.message).toContain('To try:');
    const quiet = solve({ ...decay, ...problem }, { method, ...options, throw: false });
    expect(quiet.status).toBe(reason);
    expect(quiet.ok).toBe(false);
    expect(quiet.message).toBe(error.message);
    return error;
  };

  it.each([Number.NaN, Infinity, -Infinity])('f is %s at the start', (bad) => {
    const { at } = expectReason('nonFinite', { rhs: (_t, _y, dy) => void (dy[0] = bad) });
    expect(at).toMatchObject({ t: 0, steps: 0, y: [1] });
  });

  it('f does not write its result', () => {
    expectReason('nonFinite', { rhs: () => {} });
    expectReason('nonFinite', { y0: [1, 1], rhs: (_t, y, dy) => void (dy[0] = y[0]!) });
  });

  it('f becomes NaN in the middle and stays so', () => {
    const { at, solution } = expectReason('nonFinite', {
      rhs: (t, y, dy) => void (dy[0] = t > 0.5 ? Number.NaN : -y[0]!),
    }) as IntegrationFailure<ReturnType<typeof solve>>;
    expect(at.t).toBeGreaterThan(0.49);
    expect(at.t).toBeLessThanOrEqual(0.5);
    expect(solution.y.at(-1)).toBeCloseTo(Math.exp(-0.5), 2); // what was reached is there
  });

  it('f is NaN in one trial step only', () => {
    let calls = 0;
    const rhs = (_t: number, y: Float64Array, dy: Float64Array): void =>
      void (dy[0] = ++calls === 12 ? Number.NaN : -y[0]!);
    const { y, stats, status } = solve({ ...decay, rhs }, { method });
    expect(status).toBe('done');
    expect(stats.rejected).toBeGreaterThan(0);
    expect(y.at(-1)).toBeCloseTo(Math.exp(-1), 5);
  });

  it('the solution blows up: says when', () => {
    const { at, reason } = failure({ rhs: (_t, y, dy) => void (dy[0] = y[0]! * y[0]!), tspan: [0, 2] }, { method });
    expect(['stepTooSmall', 'nonFinite', 'newtonFailed']).toContain(reason);
    expect(Math.abs(at.t - 1)).toBeLessThan(1e-3);
  });

  it('the limit of steps', () => {
    const { at } = expectReason(
      'maxSteps',
      { rhs: (t, _y, dy) => void (dy[0] = Math.cos(1000 * t)) },
      { maxSteps: 20 },
    );
    expect(at.steps).toBeLessThanOrEqual(20);
  });

  it('the solution leaves the domain', () => {
    const { at } = expectReason('outOfDomain', {
      rhs: (_t, _y, dy) => void (dy[0] = -2),
      inDomain: (y) => y[0]! >= 0,
    });
    expect(at.t).toBeLessThanOrEqual(0.5);
    expect(at.y[0]).toBeGreaterThanOrEqual(0);
    expect(at.y[0]).toBeLessThan(0.01);
  });

  it('the start is outside of the domain', () => {
    expectReason('outOfDomain', { inDomain: (y) => y[0]! > 2 });
  });

  it('steps are kept inside a domain where the solution stays', () => {
    // A long first step leaves it; the solution e^−40t does not.
    const { y } = solve(
      { ...decay, rhs: (_t, u, dy) => void (dy[0] = -40 * u[0]!), inDomain: (u) => u[0]! > 0 },
      { method, hInit: 0.09, rtol: 1e-3, atol: 1 },
    );
    expect(y.every((value) => value > 0)).toBe(true);
  });

  it('is told to stop', () => {
    const signal = { aborted: false };
    const rhs = (t: number, y: Float64Array, dy: Float64Array): void => {
      if (t > 0.5) signal.aborted = true;
      dy[0] = -y[0]!;
    };
    const { status, t } = solve({ ...decay, rhs }, { method, signal, hMax: 0.01, throw: false });
    expect(status).toBe('aborted');
    expect(t.at(-1)).toBeLessThan(0.55);
    expect(failure({}, { method, signal: AbortSignal.abort() }).reason).toBe('aborted');
  });
});

describe.each(stiff)('%s: matrices', (method) => {
  it('singular for every step: index higher than 1', () => {
    const singular = failure(
      {
        y0: [1, 0],
        mass: [1, 0, 0, 0],
        rhs: (_t, y, dy) => {
          dy[0] = y[1]!;
          dy[1] = y[0]! - 1;
          dy[1] *= 0;
        },
      },
      { method },
    );
    expect(singular.reason).toBe('singularMatrix');
  });

  it('a start that violates an algebraic equation', () => {
    const dae = (y0: readonly number[]): Partial<OdeProblem> => ({
      y0,
      mass: [1, 0, 0, 0],
      rhs: (_t, y, dy) => {
        dy[0] = -y[1]!;
        dy[1] = y[1]! - 2 * y[0]!;
      },
    });
    const { reason, message } = failure(dae([1, 1.9]), { method });
    expect(reason).toBe('inconsistentStart');
    expect(message).toContain('row 1 of M');
    const { y } = solve({ ...decay, ...dae([1, 2 + 1e-8]) }, { method });
    expect(y.at(-2)).toBeCloseTo(Math.exp(-2), 5);
  });

  it('a Jacobian that is NaN', () => {
    expect(failure({ jac: (_t, _y, J) => void (J[0] = Number.NaN), tspan: [0, 1], mass: [1] }, { method }).reason).toBe(
      'nonFinite',
    );
  });

  it('a Jacobian that is wrong costs steps, or fails; the answer is never wrong', () => {
    const wrong = solve(
      { ...decay, rhs: (_t, y, dy) => void (dy[0] = -50 * y[0]!), jac: (_t, _y, J) => void (J[0] = 100), mass: [1] },
      { method, rtol: 1e-6, atol: 1e-9, throw: false },
    );
    if (wrong.ok) expect(Math.abs(wrong.y.at(-1)! - Math.exp(-50))).toBeLessThan(1e-5);
    else expect(wrong.message).not.toBe('');
  });
});

it('a fixed-step method stops where f is not finite', () => {
  for (const { name } of methods.filter((m) => !m.adaptive)) {
    const { status, t } = solve(
      { ...decay, rhs: (at, y, dy) => void (dy[0] = at > 0.55 ? Number.NaN : -y[0]!) },
      { method: name, hInit: 0.1, throw: false },
    );
    expect(status).toBe('nonFinite');
    expect(t.at(-1)).toBeCloseTo(0.5, 12);
  }
});
