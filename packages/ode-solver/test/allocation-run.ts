/**
 * Bytes allocated per accepted step, by the growth of the heap between two collections:
 * `node --expose-gc --max-semi-space-size=256 --conditions=@twin/source test/allocation-run.ts dopri5 1e8`
 */
import { stepper, type Method } from '../src/index.ts';
import { cstr, cstrJac } from './problems.ts';

const method = process.argv[2] as Method;
const steps = Number(process.argv[3] ?? 1e5);
const collect = globalThis.gc;
if (collect === undefined) throw new Error('needs --expose-gc');

const params = { q: 100, Tf: 350, Caf: 1, Tc: 305 }; // a limit cycle: never at rest
const tank = stepper(
  { rhs: cstr, jac: cstrJac, params, y0: [0.8, 350], tspan: [0, Infinity] },
  { method, rtol: 1e-6, atol: [1e-6, 3e-4], ...(method === 'rk4' ? { hInit: 1e-3 } : {}) },
);
const change = { keepStep: true };
const step = (count: number): void => {
  for (let k = 0; k < count; k++) tank.step();
};
const twin = (count: number): void => {
  const end = tank.stats.steps + count;
  while (tank.stats.steps < end) {
    tank.restart(change);
    tank.advance(tank.t + 0.1);
  }
};
const heap = (): number => process.memoryUsage().heapUsed;
const perStep = (drive: (count: number) => void): number => {
  collect();
  const before = heap();
  drive(1e5);
  return (heap() - before) / 1e5;
};

// The least of several rounds: what the code itself allocates it allocates in all of them; V8 recompiles between them.
let stepping = Infinity;
let restarting = Infinity;
for (let round = 0; round < 4; round++) {
  step(1e5);
  stepping = Math.min(stepping, perStep(step));
  twin(1e5);
  restarting = Math.min(restarting, perStep(twin));
}
collect();
const before = heap();
step(steps);
collect();
console.log(
  JSON.stringify({ stepping, restarting, growth: heap() - before, steps: tank.stats.steps, status: tank.status }),
);
