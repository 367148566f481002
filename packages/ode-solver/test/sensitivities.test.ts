import { describe, expect, it } from 'vitest';
import { InvalidProblem, sensitivities, solve, stepper, withSensitivities, type Method } from '../src/index.ts';
import { cstr, cstrJac, problem, type CstrInputs } from './problems.ts';

const nominal: CstrInputs = { q: 100, Tf: 350, Caf: 1, Tc: 300 };
const options = { rtol: 1e-10, atol: 1e-12 };

/** Logistic growth y′ = r y (1 − y/K), with all its derivatives known. */
const logistic = {
  rhs: (_t: number, y: Float64Array, dy: Float64Array, p: { r: number; K: number }) =>
    void (dy[0] = p.r * y[0]! * (1 - y[0]! / p.K)),
  jac: (_t: number, y: Float64Array, J: Float64Array, p: { r: number; K: number }) =>
    void (J[0] = p.r * (1 - (2 * y[0]!) / p.K)),
  params: { r: 1.3, K: 4 },
  y0: [0.5],
  tspan: [0, 3] as const,
};
const logisticAt = (t: number, r: number, K: number, a: number): number => (K * a) / (a + (K - a) * Math.exp(-r * t));

describe.each<Method>(['dopri5', 'tsit5', 'dop853', 'radau5', 'rodas4', 'auto'])('%s', (method) => {
  it.each([true, false])('closed form, Jacobian given: %s', (given) => {
    const { jac, ...bare } = logistic;
    const found = sensitivities(given ? { ...bare, jac } : bare, ['r', 'K'], {
      ...options,
      method,
      saveAt: [1, 2, 3],
      dense: true,
    });
    const start = sensitivities(given ? { ...bare, jac } : bare, 'y0', { ...options, method, saveAt: [3] });
    expect(found.m).toBe(2);
    const d = (f: (x: number) => number, x: number): number => (f(x * (1 + 1e-6)) - f(x * (1 - 1e-6))) / (2e-6 * x);
    [1, 2, 3].forEach((t, k) => {
      expect(found.y[k]).toBeCloseTo(logisticAt(t, 1.3, 4, 0.5), 8);
      expect(found.s[2 * k]).toBeCloseTo(
        d((r) => logisticAt(t, r, 4, 0.5), 1.3),
        7,
      );
      expect(found.s[2 * k + 1]).toBeCloseTo(
        d((K) => logisticAt(t, 1.3, K, 0.5), 4),
        7,
      );
    });
    expect(start.s[0]).toBeCloseTo(
      d((a) => logisticAt(3, 1.3, 4, a), 0.5),
      7,
    );
    expect(found.at(1.5)[0]).toBeCloseTo(logisticAt(1.5, 1.3, 4, 0.5), 6);
    expect(found.sensitivityAt(1.5)[0]).toBeCloseTo(
      d((r) => logisticAt(1.5, r, 4, 0.5), 1.3),
      5,
    );
  });

  it('through an ignition, against differences of whole solutions', () => {
    const tank = { rhs: cstr, jac: cstrJac, params: nominal, y0: [0.8, 350], tspan: [0, 0.5] as const };
    const tight = { rtol: 1e-11, atol: [1e-13, 1e-11] };
    const { s } = sensitivities(tank, ['Tc', 'q'], { ...tight, method, saveAt: [0.5] });
    const end = (change: Partial<CstrInputs>): Float64Array =>
      solve(
        { ...tank, params: { ...nominal, ...change } },
        { rtol: 1e-13, atol: 1e-14, method: 'dop853', saveAt: [0.5] },
      ).y;
    (['Tc', 'q'] as const).forEach((name, j) => {
      const h = 1e-4 * nominal[name];
      const [up, down] = [end({ [name]: nominal[name] + h }), end({ [name]: nominal[name] - h })];
      [0, 1].forEach((i) => {
        const expected = (up[i]! - down[i]!) / (2 * h);
        expect(Math.abs(s[2 * i + j]! / expected - 1)).toBeLessThan(1e-4);
      });
    });
  });
});

describe('with a mass matrix', () => {
  it('Robertson as a differential–algebraic system agrees with Robertson as it is', () => {
    const rates = { k1: 0.04, k2: 3e7, k3: 1e4 };
    type Rates = typeof rates;
    const ode = (_t: number, y: Float64Array, dy: Float64Array, p: Rates): void => {
      dy[0] = -p.k1 * y[0]! + p.k3 * y[1]! * y[2]!;
      dy[2] = p.k2 * y[1]! * y[1]!;
      dy[1] = -dy[0] - dy[2];
    };
    const dae = (t: number, y: Float64Array, dy: Float64Array, p: Rates): void => {
      ode(t, y, dy, p);
      dy[2] = y[0]! + y[1]! + y[2]! - 1;
    };
    const common = { params: rates, y0: [1, 0, 0], tspan: [0, 40] as const };
    const set = { rtol: 1e-9, atol: [1e-11, 1e-15, 1e-11], method: 'radau5' as const, saveAt: [40] };
    const plain = sensitivities({ ...common, rhs: ode }, ['k1', 'k2', 'k3'], set);
    const mass = [1, 0, 0, 0, 1, 0, 0, 0, 0];
    const withMass = sensitivities({ ...common, rhs: dae, mass }, ['k1', 'k2', 'k3'], set);
    plain.s.forEach((value, k) => expect(Math.abs(withMass.s[k]! / value - 1)).toBeLessThan(1e-4));
    // Mass is conserved whatever the rates are.
    for (const j of [0, 1, 2]) {
      const size = Math.abs(plain.s[j]!);
      expect(Math.abs(plain.s[j]! + plain.s[3 + j]! + plain.s[6 + j]!)).toBeLessThan(1e-7 * size + 1e-14);
    }
  });
});

describe('as a problem of its own', () => {
  it('drives a filter: transition matrices of consecutive steps multiply', () => {
    const tank = { rhs: cstr, jac: cstrJac, params: nominal, y0: [0.8, 350], tspan: [0, Infinity] as const };
    const both = stepper(withSensitivities(tank, 'y0'), { method: 'dop853', rtol: 1e-11, atol: 1e-12 });
    const phi = (s: Readonly<Float64Array>): number[] => [s[2]!, s[4]!, s[3]!, s[5]!];
    both.advance(0.1);
    const first = phi(both.y);
    const [Ca, T] = both.y as unknown as [number, number];
    both.restart({ y: [Ca, T, 1, 0, 0, 1], keepStep: true });
    both.advance(0.25);
    const second = phi(both.y);
    const whole = sensitivities({ ...tank, tspan: [0, 0.25] }, 'y0', {
      method: 'dop853',
      rtol: 1e-11,
      atol: 1e-12,
      saveAt: [0.25],
    }).s;
    const product = [0, 1, 2, 3].map(
      (k) => second[k & 2]! * first[k & 1]! + second[(k & 2) + 1]! * first[2 + (k & 1)]!,
    );
    product.forEach((value, k) => expect(Math.abs(value / whole[k]! - 1)).toBeLessThan(1e-7));
  });

  it('takes ∂f/∂p when given', () => {
    const given = sensitivities(logistic, ['r', 'K'], {
      ...options,
      method: 'dop853',
      saveAt: [3],
      parameterJac: (_t, y, out, p) => {
        out[0] = y[0]! * (1 - y[0]! / p.K);
        out[1] = (p.r * y[0]! * y[0]!) / (p.K * p.K);
      },
    });
    const differences = sensitivities(logistic, ['r', 'K'], { ...options, method: 'dop853', saveAt: [3] });
    given.s.forEach((value, k) => expect(Math.abs(value - differences.s[k]!)).toBeLessThan(1e-8));
  });

  it('refuses what it cannot differentiate', () => {
    expect(() => sensitivities(logistic, [])).toThrow(InvalidProblem);
    expect(() => sensitivities(logistic, ['x' as 'r'])).toThrow(/wrt names x/);
    expect(() => sensitivities(problem('lorenz_t1').problem, ['a' as never])).toThrow(InvalidProblem);
    expect(() => sensitivities(logistic, 'y0', { events: [{ g: () => 1, effect: () => {} }] })).toThrow(/effects/);
  });

  it('leaves params as they are', () => {
    const params = Object.freeze({ r: 1.3, K: 4 });
    expect(() => sensitivities({ ...logistic, params }, ['r'], options)).not.toThrow();
  });
});
