import { methods, sensitivities, solve, type Event, type OdeProblem } from '../src/index.ts';

/** eˣ for −300 < x < 0 by + − × ÷ alone. Math.exp, sin, log and their like are the engine's own: Chromium's are not Node's. */
function exp(x: number): number {
  const halvings = 10;
  const u = x / 1024;
  let sum = 1;
  for (let k = 14; k > 0; k--) sum = 1 + (sum * u) / k;
  for (let k = 0; k < halvings; k++) sum *= sum;
  return sum;
}

interface Tank {
  Tc: number;
}
const tank: OdeProblem<Tank> = {
  rhs: (_t, y, dy, { Tc }) => {
    const rate = 7.2e10 * exp(-8750 / y[1]!) * y[0]!;
    dy[0] = 1 - y[0]! - rate;
    dy[1] = 350 - y[1]! + (5e4 / 239) * rate + (5e4 / 23900) * (Tc - y[1]!);
  },
  params: { Tc: 300 },
  y0: [0.8, 350],
  tspan: [0, 3],
  discontinuities: [1, 2],
};
const robertson: OdeProblem = {
  rhs: (_t, y, dy) => {
    dy[0] = -0.04 * y[0]! + 1e4 * y[1]! * y[2]!;
    dy[1] = 0.04 * y[0]! - 1e4 * y[1]! * y[2]! - 3e7 * y[1]! * y[1]!;
    dy[2] = y[0]! + y[1]! + y[2]! - 1;
  },
  mass: [1, 0, 0, 0, 1, 0, 0, 0, 0],
  params: undefined,
  y0: [1, 0, 0],
  tspan: [0, 1e4],
};

/** One number for every bit of: all methods, at two tolerances, with events, dense output, sensitivities, mass matrix. */
export function fingerprint(): string {
  let hash = 0x811c9dc5;
  const add = (numbers: ArrayLike<number>): void => {
    const bytes = new Uint8Array(Float64Array.from(numbers).buffer);
    for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  };
  const peak: Event<Tank> = { g: (_t, y) => y[1]! - 400 };
  for (const { name, adaptive, stiff } of methods) {
    for (const rtol of [1e-4, 1e-9]) {
      const options = { method: name, rtol, atol: rtol / 100, ...(adaptive ? {} : { hInit: 0.001 }) };
      const solution = solve(tank, { ...options, events: [peak] });
      add(solution.t);
      add(solution.y);
      add(solution.at(0.777));
      for (const event of solution.events) add([event.t, ...event.y]);
      if (!adaptive) continue;
      add(sensitivities(tank, ['Tc'], { ...options, saveAt: [0.1, 3] }).s);
      if (stiff) add(solve(robertson, options).y);
    }
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
