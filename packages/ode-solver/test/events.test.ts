import { describe, expect, it } from 'vitest';
import { solve, stepper, type Event } from '../src/index.ts';
import { adaptive } from './every-method.ts';
import { cstr, type CstrInputs } from './problems.ts';

const nominal: CstrInputs = { q: 100, Tf: 350, Caf: 1, Tc: 300 };
const hot = { rhs: cstr, params: nominal, y0: [0.8, 350], tspan: [0, 5] as const };
const at400: Event<CstrInputs> = { g: (_t, y) => y[1]! - 400 };
const slope = new Float64Array(2);
const peak: Event<CstrInputs> = {
  g: (t, y, p) => {
    cstr(t, y, slope, p);
    return slope[1]!;
  },
  direction: -1,
};
const ball = {
  rhs: (_t: number, y: Float64Array, dy: Float64Array): void => {
    dy[0] = y[1]!;
    dy[1] = -9.81;
  },
  params: undefined,
  y0: [10, 0],
};
/** Of a ball dropped from 10 m: analytic. */
const bounceTimes =
  `1.427843122927064467 3.9979607441957805075 6.311066603337624944 8.3928618765652849368 10.26647762247017893
  11.952731793784583525 13.470360547967547659 14.836226426732215381`
    .split(/\s+/)
    .map(Number);
const bounce: Event = {
  g: (_t, y) => y[0]!,
  direction: -1,
  effect: (_t, y) => {
    y[0] = 0;
    y[1] = -0.9 * y[1]!;
  },
};
const wave = { rhs: (_t: number, _y: Float64Array, dy: Float64Array) => void (dy[0] = 1), params: undefined, y0: [0] };

describe('event times', () => {
  it.each(adaptive)('%s: T = 400 K and the peak of the ignition to 1e-9 at rtol 1e-10', (method) => {
    // bs3, of order 3, is not meant for this: a little tighter for it.
    const rtol = method === 'bs3' ? 3e-11 : 1e-10;
    const { events, status } = solve(hot, { method, rtol, atol: [rtol / 100, rtol], events: [at400, peak] });
    expect(status).toBe('done');
    const crossings = events.filter(({ index }) => index === 0);
    expect(crossings.length).toBe(2);
    expect(Math.abs(crossings[0]!.t - 0.17827412048455776)).toBeLessThan(1e-9);
    expect(Math.abs(crossings[1]!.t - 0.732672732031034)).toBeLessThan(1e-9);
    const top = events.find(({ index }) => index === 1)!;
    expect(Math.abs(top.t - 0.19331274857142083)).toBeLessThan(1e-9);
    expect(Math.abs(top.y[1]! - 498.9830223213864)).toBeLessThan(1e-5);
  });

  it.each(adaptive)('%s: a ball bounces when it should, with the effect applied each time', (method) => {
    const { events, status, y, t } = solve(
      { ...ball, tspan: [0, 15] },
      { method, rtol: 1e-10, atol: 1e-12, events: [bounce], hMax: 1 },
    );
    expect(status).toBe('done');
    expect(events.length).toBe(8);
    events.forEach((event, k) => expect(Math.abs(event.t - bounceTimes[k]!)).toBeLessThan(1e-8));
    for (let k = 0; k < t.length; k++) expect(y[2 * k]).toBeGreaterThan(-1e-9);
  });
});

describe('which crossings count', () => {
  const crossings = (events: Event[], tEnd = 3): number[][] => {
    const found = solve({ ...wave, tspan: [0, tEnd] }, { events }).events;
    return events.map((_, i) => found.filter(({ index }) => index === i).map(({ t }) => t));
  };
  const sine = (t: number): number => Math.sin(Math.PI * (t + 0.25));

  it('keeps to the direction asked for', () => {
    const [both, up, down] = crossings([{ g: sine }, { g: sine, direction: 1 }, { g: sine, direction: -1 }]);
    const near = (found: number[], expected: number[]): void => {
      expect(found.length).toBe(expected.length);
      found.forEach((t, i) => expect(Math.abs(t - expected[i]!)).toBeLessThan(1e-12));
    };
    near(both!, [0.75, 1.75, 2.75]);
    near(up!, [1.75]);
    near(down!, [0.75, 2.75]);
  });

  it('finds two crossings in one step that end with the sign they began with', () => {
    // The step is the whole span; 1.5 ± 0.05 are within one eighth of it.
    const g = (t: number): number => (t - 1.45) * (t - 1.55);
    const solution = solve({ ...wave, tspan: [0, 3] }, { hInit: 3, events: [{ g }] });
    expect(solution.events.length).toBe(2);
    expect(solution.events[0]!.t).toBeCloseTo(1.45, 12);
    expect(solution.events[1]!.t).toBeCloseTo(1.55, 12);
  });

  it('misses none farther apart than a part of a step', () => {
    const g = (t: number): number => Math.sin(20 * t) + 0.3;
    const { events } = solve({ ...wave, tspan: [0, 3] }, { hInit: 3, eventSamples: 64, events: [{ g }] });
    const roots = Math.asin(0.3);
    const expected: number[] = [];
    for (let k = 0; k < 10; k++)
      for (const phase of [Math.PI + roots, 2 * Math.PI - roots]) {
        const t = (phase + 2 * Math.PI * k) / 20;
        if (t < 3) expected.push(t);
      }
    expect(events.length).toBe(expected.length);
    events.forEach((event, i) => expect(event.t).toBeCloseTo(expected[i]!, 11));
  });

  it('an event that is always zero never happens; one that starts at zero does when it comes back', () => {
    const [never, later] = crossings([{ g: () => 0 }, { g: (t) => t * (t - 1) }]);
    expect(never).toEqual([]);
    expect(later!.length).toBe(1);
    expect(later![0]).toBeCloseTo(1, 12);
  });

  it('reports an event exactly at the end, and several at one time in their order', () => {
    const found = solve(
      { ...wave, tspan: [0, 2] },
      { events: [{ g: (t) => t - 2 }, { g: (t) => 2 * t - 2 }, { g: (t) => 1 - t }] },
    );
    expect(found.events.map(({ index }) => index)).toEqual([1, 2, 0]);
    expect(found.events[2]!.t).toBe(2);
  });
});

describe('events that stop or act', () => {
  it('stops at the first, or at the n-th', () => {
    const g = (t: number): number => Math.sin(Math.PI * (t + 0.25));
    const first = solve({ ...wave, tspan: [0, 9] }, { events: [{ g, terminal: true }] });
    expect(first.status).toBe('event');
    expect(first.ok).toBe(true);
    expect(first.t.at(-1)).toBeCloseTo(0.75, 12);
    expect(first.y.at(-1)).toBeCloseTo(0.75, 12);
    const third = solve({ ...wave, tspan: [0, 9] }, { events: [{ g, terminal: 3 }] });
    expect(third.events.length).toBe(3);
    expect(third.t.at(-1)).toBeCloseTo(2.75, 12);
  });

  it('an effect may change params: a thermostat', () => {
    const params = { heating: 1 };
    const rhs = (_t: number, y: Float64Array, dy: Float64Array, p: { heating: number }): void => {
      dy[0] = 2 * p.heating - y[0]!;
    };
    const { events } = solve(
      { rhs, params, y0: [0], tspan: [0, 10] },
      {
        rtol: 1e-9,
        atol: 1e-12,
        events: [
          { g: (_t, y) => y[0]! - 1.2, direction: 1, effect: (_t, _y, p) => (p.heating = 0) },
          { g: (_t, y) => y[0]! - 0.8, direction: -1, effect: (_t, _y, p) => (p.heating = 1) },
        ],
      },
    );
    // Up: (2 − y) decays from 2 to 0.8, then from 1.2 to 0.8; down: y decays from 1.2 to 0.8.
    let t = Math.log(2 / 0.8);
    const expected = [t];
    while (t < 10) {
      t += Math.log(1.2 / 0.8);
      expected.push(t);
    }
    expect(events.length).toBe(expected.filter((x) => x < 10).length);
    events.forEach((event, k) => expect(Math.abs(event.t - expected[k]!)).toBeLessThan(1e-7));
  });

  it('shows the state before and after an effect', () => {
    const { t, y } = solve({ ...ball, tspan: [0, 2] }, { rtol: 1e-9, atol: 1e-9, events: [bounce] });
    const k = t.findIndex((time, i) => i > 0 && time === t[i - 1]);
    expect(t[k]).toBeCloseTo(bounceTimes[0]!, 9);
    expect(y[2 * (k - 1) + 1]).toBeCloseTo(-Math.sqrt(2 * 9.81 * 10), 6);
    expect(y[2 * k + 1]).toBeCloseTo(0.9 * Math.sqrt(2 * 9.81 * 10), 6);
  });

  it('a stepper stops at a terminal event and goes on when asked', () => {
    const s = stepper(
      { ...wave, tspan: [0, 5] },
      { events: [{ g: (t) => Math.sin(Math.PI * (t + 0.25)), terminal: true }] },
    );
    expect(s.advance(5)).toBe('event');
    expect(s.t).toBeCloseTo(0.75, 12);
    expect(s.events.length).toBe(1);
    expect(s.interpolant().t1).toBe(s.t);
    expect(s.advance(5)).toBe('event');
    expect(s.t).toBeCloseTo(1.75, 12);
  });

  it('accumulating events end in a status, not in a loop for ever', () => {
    // Zeno: infinitely many bounces before t = 27.12901933561422.
    const { status, t, y, events } = solve({ ...ball, tspan: [0, 40] }, { events: [bounce], throw: false });
    expect(status).toBe('stepTooSmall');
    expect(events.length).toBeGreaterThan(200);
    expect(Math.abs(t.at(-1)! - 27.12901933561422)).toBeLessThan(1e-6);
    for (let k = 0; k < t.length; k++) expect(y[2 * k]).toBeGreaterThan(-1e-9);
  });

  it('an event function that gives NaN is a failure with its number', () => {
    const { status, message } = solve(
      { ...wave, tspan: [0, 2] },
      { throw: false, events: [{ g: () => 1 }, { g: (t) => (t > 1 ? Number.NaN : 1) }] },
    );
    expect(status).toBe('nonFinite');
    expect(message).toContain('event 1');
  });
});
