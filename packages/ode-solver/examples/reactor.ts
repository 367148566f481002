import { solve, stepper } from '@twin/ode-solver';

// A stirred tank with a hot reaction; y = [mol/L, K], t in minutes. The coolant warms from 300 to 310 K at 2 min.
const tank = {
  rhs: (_t: number, y: Float64Array, dy: Float64Array, { coolantK }: { coolantK: number }) => {
    const rate = 7.2e10 * Math.exp(-8750 / y[1]!) * y[0]!;
    dy[0] = 1 - y[0]! - rate;
    dy[1] = 350 - y[1]! + (5e4 / 239) * rate + (5e4 / 23900) * (coolantK - y[1]!);
  },
  params: { coolantK: 310 },
  y0: [0.877, 324.5],
  tspan: [2, 12] as const,
};

const run = solve(tank, { rtol: 1e-8, atol: [1e-10, 1e-7], events: [{ g: (_t, y) => y[1]! - 400, direction: 1 }] });
console.log(`${run.status}: ignites at ${run.events[0]!.t.toFixed(6)} min, ${run.at(4)[1]!.toFixed(3)} K at 4 min`);
console.log(`${run.stats.steps} steps, ${run.stats.rhs} evaluations`);

// The same tank as a twin is driven: a new input every 0.1 min, the step kept, nothing allocated.
const twin = stepper({ ...tank, tspan: [0, Infinity] }, { method: 'dopri5' });
for (let k = 1; k <= 100; k++) {
  twin.restart({ params: { coolantK: k <= 20 ? 300 : 310 }, keepStep: true });
  twin.advance(k / 10);
}
console.log(`twin at ${twin.t} min: ${twin.y[1]!.toFixed(2)} K after ${twin.stats.steps} steps`);

// What cannot be answered says so: y′ = y² from 1 has no value at 2.
const lost = solve(
  { rhs: (_t, y, dy) => void (dy[0] = y[0]! ** 2), params: undefined, y0: [1], tspan: [0, 2] },
  { throw: false },
);
console.log(`${lost.ok}, ${lost.status} at t = ${lost.t.at(-1)!.toFixed(6)}`);
