import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidProblem, methods, solve, stepper, type Method, type Options } from '../src/index.ts';
import { adaptive } from './every-method.ts';
import { cstr, problem, type CstrInputs } from './problems.ts';

const nominal: CstrInputs = { q: 100, Tf: 350, Caf: 1, Tc: 300 };
const tank = (method: Method, options: Options<CstrInputs> = {}) =>
  stepper(
    { rhs: cstr, params: { ...nominal }, y0: [0.8, 350], tspan: [0, Infinity] },
    {
      method,
      rtol: 1e-7,
      atol: [1e-8, 1e-6],
      ...(method === 'rk4' || method === 'collocation' ? { hInit: 0.002 } : {}),
      ...options,
    },
  );

describe.each(methods.map(({ name }) => name))('%s', (method) => {
  it('a snapshot taken anywhere goes on bit for bit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.boolean(), (steps, inCall) => {
        const one = tank(method);
        for (let k = 0; k < steps; k++)
          if (inCall) one.step(10);
          else one.advance(one.t + 0.0371);
        const bytes = one.snapshot();
        const other = tank(method);
        other.advance(0.2); // whatever it did before is forgotten
        other.restore(bytes);
        expect(other.t).toBe(one.t);
        for (let k = 0; k < 20; k++) {
          expect(other.step(10)).toBe(one.step(10));
          expect([other.t, ...other.y]).toEqual([one.t, ...one.y]);
        }
        expect(other.stats).toEqual(one.stats);
        expect(other.snapshot()).toEqual(one.snapshot());
        const [a, b] = [new Float64Array(2), new Float64Array(2)];
        const middle = (one.interpolant().t0 + one.t) / 2;
        expect(other.interpolant().at(middle, a)).toEqual(one.interpolant().at(middle, b));
      }),
      { numRuns: 15 },
    );
  });

  it('lands exactly, whatever is asked for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-9, max: 0.5, noNaN: true }), { minLength: 1, maxLength: 15 }),
        (waits) => {
          const s = tank(method);
          let t = 0;
          for (const wait of waits) {
            t += wait;
            expect(s.advance(t)).toBe('running');
            expect(s.t).toBe(t);
          }
        },
      ),
      { numRuns: 10 },
    );
  });
});

it('a snapshot between events goes on bit for bit, counts included', () => {
  const ball = () =>
    stepper(
      {
        rhs: (_t, y, dy) => {
          dy[0] = y[1]!;
          dy[1] = -9.81;
        },
        params: undefined,
        y0: [10, 0],
        tspan: [0, 40],
      },
      {
        rtol: 1e-9,
        events: [
          {
            g: (_t, y) => y[0]!,
            direction: -1,
            terminal: 7,
            effect: (_t, y) => {
              y[0] = 0;
              y[1] = -0.9 * y[1]!;
            },
          },
        ],
      },
    );
  const whole = ball();
  expect(whole.advance(40)).toBe('event');
  for (const pause of [1, 3.997, 9]) {
    const first = ball();
    expect(first.advance(pause)).toBe('running');
    const second = ball();
    second.restore(first.snapshot());
    expect(second.advance(40)).toBe('event');
    expect(first.advance(40)).toBe('event');
    expect([second.t, ...second.y]).toEqual([first.t, ...first.y]);
    expect(Math.abs(second.t - whole.t)).toBeLessThan(1e-6); // the seventh bounce, whenever it was stored
  }
});

describe('snapshots that are not ours are refused', () => {
  it('by what is wrong with them, leaving the stepper as it was', () => {
    const s = tank('radau5');
    s.advance(0.3);
    const bytes = s.snapshot();
    const refused = (damaged: Uint8Array): void => {
      const before = s.snapshot();
      expect(() => s.restore(damaged)).toThrow(InvalidProblem);
      expect(s.snapshot()).toEqual(before);
    };
    refused(new Uint8Array(0));
    refused(bytes.slice(0, -1));
    refused(tank('dopri5').snapshot());
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at] = damaged[at]! ^ change;
        refused(damaged);
      }),
      { numRuns: 50 },
    );
    const other = stepper({ ...problem('lorenz_t1').problem }, { method: 'radau5' });
    expect(() => other.restore(bytes)).toThrow(/n = 3/);
  });

  it('survives storage in a larger buffer', () => {
    const s = tank('dop853');
    s.advance(0.3);
    const bytes = s.snapshot();
    const stored = new Uint8Array(bytes.length + 7);
    stored.set(bytes, 5);
    const other = tank('dop853');
    other.restore(stored.subarray(5, 5 + bytes.length));
    expect(Array.from(other.y)).toEqual(Array.from(s.y));
  });
});

describe('restart', () => {
  it('with the step kept needs about half the work, with a larger but still small error', () => {
    const work = (keepStep: boolean): number => {
      const s = tank('dopri5', { rtol: 1e-6, atol: [1e-6, 3e-4] });
      const params = { ...nominal };
      for (let k = 1; k <= 100; k++) {
        params.Tc = 300 + 5 * Math.sin(k / 10);
        s.restart({ params, keepStep });
        s.advance(k / 10);
      }
      return s.stats.rhs;
    };
    expect({ cold: work(false), kept: work(true) }).toMatchInlineSnapshot(`
      {
        "cold": 2120,
        "kept": 1475,
      }
    `);
  });

  it('from another state, time and input is a new problem', () => {
    const s = tank('tsit5');
    s.advance(3);
    s.restart({ t: 7, y: [0.5, 360], params: { ...nominal, Tc: 305 } });
    s.advance(8);
    const fresh = stepper(
      { rhs: cstr, params: { ...nominal, Tc: 305 }, y0: [0.5, 360], tspan: [7, Infinity] },
      { method: 'tsit5', rtol: 1e-7, atol: [1e-8, 1e-6] },
    );
    fresh.advance(8);
    expect(Array.from(s.y)).toEqual(Array.from(fresh.y));
  });

  it('is the way on after a failure', () => {
    const s = stepper({ rhs: (_t, y, dy) => void (dy[0] = y[0]! * y[0]!), params: undefined, y0: [1], tspan: [0, 5] });
    const failed = s.advance(5);
    expect(['stepTooSmall', 'nonFinite']).toContain(failed);
    expect(s.advance(5)).toBe(failed); // it stays failed
    expect(s.message).toContain('To try');
    expect(() => s.interpolant()).toThrow(/none was taken/); // that of the step before is gone, not guessed
    s.restart({ y: [-1] });
    expect(s.message).toBe('');
    expect(s.advance(5)).toBe('done');
    expect(s.y[0]).toBeCloseTo(-1 / (1 + 5 - 1), 2);
  });
});

describe.each(adaptive)('%s', (method) => {
  it('goes backward as well as forward', () => {
    const there = solve(
      { ...problem('brusselator').problem, tspan: [0, 2] },
      { method, rtol: 1e-9, atol: 1e-11, saveAt: [2] },
    );
    const back = solve(
      { ...problem('brusselator').problem, y0: there.y, tspan: [2, 0], discontinuities: [1.5, 0.5, 1] },
      { method, rtol: 1e-9, atol: 1e-11, saveAt: [1.5, 1, 0] },
    );
    expect(back.y[4]).toBeCloseTo(1.5, 5);
    expect(back.y[5]).toBeCloseTo(3, 5);
    expect(Array.from(back.t)).toEqual([1.5, 1, 0]);
  });

  it('solve, step and advance give the same bits', () => {
    const { problem: p } = problem('brusselator');
    const options = { method, rtol: 1e-6, atol: 1e-8 };
    const whole = solve(p, options);
    const stepped = stepper(p, options);
    for (let k = 1; k < whole.t.length; k++) {
      stepped.step();
      expect([stepped.t, ...stepped.y]).toEqual([whole.t[k], ...whole.y.subarray(2 * k, 2 * k + 2)]);
    }
    expect(stepped.status).toBe('done');
    const advanced = stepper(p, options);
    expect(advanced.advance(20)).toBe('done');
    expect(Array.from(advanced.y)).toEqual(Array.from(stepped.y));
  });

  it('keeps to hMax and to tolerances per component', () => {
    const s = tank(method, { hMax: 0.01 });
    let longest = 0;
    while (s.t < 0.5) {
      const before = s.t;
      s.step(0.5);
      longest = Math.max(longest, s.t - before);
    }
    expect(longest).toBeLessThanOrEqual(0.0102);
    const loose = tank(method, { atol: [1e-2, 1e-6] });
    const tight = tank(method, { atol: [1e-10, 1e-6] });
    loose.advance(1);
    tight.advance(1);
    expect(tight.stats.steps).toBeGreaterThan(loose.stats.steps);
  });
});

it('reports progress every hundred steps', () => {
  const seen: number[] = [];
  const { stats } = solve(problem('lorenz_t10').problem, {
    method: 'dopri5',
    rtol: 1e-9,
    onProgress: ({ fraction }) => seen.push(fraction),
  });
  expect(seen.length).toBe(Math.floor(stats.steps / 100));
  expect(seen.every((x, i) => x > (seen[i - 1] ?? 0) && x <= 1)).toBe(true);
});

it('auto changes to the stiff method and back as Van der Pol relaxes and jumps', () => {
  const { problem: p } = problem('vdpol_mu1000');
  const { stats } = solve(p, { rtol: 1e-6, atol: 1e-9 });
  expect(stats.switches).toBeGreaterThanOrEqual(3);
  expect(stats.steps).toBeLessThan(1000); // dopri5 alone needs millions
  const easy = solve(problem('brusselator').problem, { rtol: 1e-6, atol: 1e-9 });
  expect(easy.stats.switches).toBe(0);
  expect(easy.stats.jac).toBe(0);
});
