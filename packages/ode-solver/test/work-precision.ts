import { solve, type Method, type Solution } from '../src/index.ts';
import { problems, type Kind, type TestProblem } from './problems.ts';

export const tolerances = [1e-4, 1e-6, 1e-8, 1e-10] as const;

const meant: Readonly<Record<Kind, readonly Method[]>> = {
  nonstiff: ['dopri5', 'tsit5', 'bs3', 'dop853', 'radau5', 'rodas4', 'auto'],
  stiff: ['radau5', 'rodas4', 'auto'],
  dae: ['radau5', 'rodas4', 'auto'],
};

/** A method of order p needs about rtol^(−1/p) steps: these are meant for looser tolerances. */
export function isMeantFor(method: Method, kind: Kind, rtol: number): boolean {
  if (!meant[kind].includes(method)) return false;
  if (method === 'bs3') return rtol >= 1e-8;
  return true;
}

export interface Row {
  readonly problem: string;
  readonly method: Method;
  readonly rtol: number;
  /** Largest |error| / (atol + rtol |y|) over the components at the end: 1 is exactly the tolerance. */
  readonly error: number;
  readonly solution: Solution;
}

export function atolOf({ floor, problem }: TestProblem, rtol: number): number[] {
  return Array.from(problem.y0, (_, i) => rtol * (typeof floor === 'number' ? floor : floor[i]!));
}

export function run(test: TestProblem, method: Method, rtol: number): Row {
  const atol = atolOf(test, rtol);
  const end = test.problem.tspan[1];
  const solution = solve(test.problem, { method, rtol, atol, saveAt: [end], maxSteps: 5e6, throw: false });
  const error = test.yEnd.reduce((worst, y, i) => {
    const e = Math.abs(solution.y[i]! - y) / (atol[i]! + rtol * Math.abs(y));
    return e <= worst ? worst : e; // NaN stays
  }, 0);
  return { problem: test.name, method, rtol, error, solution };
}

export function table(): Row[] {
  return problems.flatMap((test) =>
    meant[test.kind].flatMap((method) =>
      tolerances.filter((rtol) => isMeantFor(method, test.kind, rtol)).map((rtol) => run(test, method, rtol)),
    ),
  );
}
