import { InvalidProblem } from './failure.ts';
import type { OdeProblem } from './problem.ts';

/** Refuses what cannot be integrated, naming the field. A stepper may have no end: t1 = ±∞. */
export function checkProblem<P>(problem: OdeProblem<P>, mayBeEndless: boolean): void {
  const n = problem.y0.length;
  if (!(n >= 1)) throw new InvalidProblem('y0', 'has no components');
  checkFinite('y0', problem.y0);
  if (problem.tspan.length !== 2) throw new InvalidProblem('tspan', 'must be [t0, t1]');
  const [t0, t1] = problem.tspan;
  if (!Number.isFinite(t0)) throw new InvalidProblem('tspan', `must start at a finite time, starts at ${t0}`);
  if (Number.isNaN(t1) || (!mayBeEndless && !Number.isFinite(t1)))
    throw new InvalidProblem('tspan', `must end at a finite time, ends at ${t1}`);
  if (typeof problem.rhs !== 'function') throw new InvalidProblem('rhs', 'must be a function');
  if (problem.mass !== undefined) {
    if (problem.mass.length !== n * n)
      throw new InvalidProblem('mass', `must have ${n * n} numbers, has ${problem.mass.length}`);
    checkFinite('mass', problem.mass);
  }
  if (problem.discontinuities !== undefined) checkFinite('discontinuities', problem.discontinuities);
  checkSparsity(problem.sparsity, n);
}

function checkSparsity(sparsity: OdeProblem['sparsity'], n: number): void {
  if (sparsity === undefined) return;
  if ('lower' in sparsity) {
    for (const [side, width] of [['lower', sparsity.lower] as const, ['upper', sparsity.upper] as const])
      if (!(Number.isInteger(width) && width >= 0))
        throw new InvalidProblem(`sparsity.${side}`, `must be a whole number ≥ 0, is ${width}`);
  } else if (sparsity.length !== n * n) {
    throw new InvalidProblem('sparsity', `must have ${n * n} flags, has ${sparsity.length}`);
  }
}

export function checkFinite(field: string, numbers: ArrayLike<number>): void {
  for (let i = 0; i < numbers.length; i++)
    if (!Number.isFinite(numbers[i]))
      throw new InvalidProblem(field, `must be finite, component ${i} is ${numbers[i]}`);
}

/** saveAt as a copy, checked: inside tspan, in its direction, no time twice. */
export function checkSaveTimes(saveAt: ArrayLike<number>, [t0, t1]: readonly [number, number]): Float64Array {
  const times = Float64Array.from(saveAt);
  const direction = t1 < t0 ? -1 : 1;
  for (let i = 0; i < times.length; i++) {
    const t = times[i]!;
    if (!(direction * t >= direction * t0 && direction * t <= direction * t1))
      throw new InvalidProblem('saveAt', `must lie inside tspan, time ${i} is ${t}`);
    if (i > 0 && !(direction * t > direction * times[i - 1]!))
      throw new InvalidProblem(
        'saveAt',
        `must be sorted in the direction of tspan, time ${i} is ${t} after ${times[i - 1]}`,
      );
  }
  return times;
}
