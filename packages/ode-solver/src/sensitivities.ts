import { checkProblem } from './check-problem.ts';
import { InvalidProblem } from './failure.ts';
import { checkTolerances, type SolveOptions } from './options.ts';
import type { OdeProblem } from './problem.ts';
import type { Solution } from './solution.ts';
import { solve } from './solve.ts';
import { withSensitivities, type ParameterJac, type WithRespectTo } from './variational.ts';

export interface SensitivityOptions<P> extends SolveOptions<P> {
  /** ∂f/∂p, exact; by central differences when left out. */
  readonly parameterJac?: ParameterJac<P>;
}

/** A solution and its derivatives. `t`, `y`, `n` and `events` are those of the problem itself. */
export interface SensitivitySolution extends Solution {
  /** Columns: parameters, or components of y0. */
  readonly m: number;
  /** ∂yᵢ/∂pⱼ at t[k] is s[(k·n + i)·m + j]. */
  readonly s: Float64Array;
  /** ∂y/∂p at t, row-major n × m. Needs `dense`. */
  sensitivityAt(t: number): Float64Array;
}

/**
 * Solves the problem and its variational equations together, errors of both under control: of sᵢⱼ relative to rtol and to
 * atolᵢ/|pⱼ|. Events may stop but not act: what an effect does to derivatives is not known.
 */
export function sensitivities<P>(
  problem: OdeProblem<P>,
  wrt: WithRespectTo<P>,
  options: SensitivityOptions<P> = {},
): SensitivitySolution {
  checkProblem(problem, false);
  if (options.events?.some((event) => event.effect !== undefined) === true)
    throw new InvalidProblem('events', 'with effects cannot be differentiated');
  const n = problem.y0.length;
  const extended = withSensitivities(problem, wrt, options.parameterJac);
  const m = extended.y0.length / n - 1;
  const solution = solve(extended, { ...options, atol: tolerances(problem, wrt, options, m) });
  const rows = solution.t.length;
  const y = new Float64Array(rows * n);
  const s = new Float64Array(rows * n * m);
  for (let k = 0; k < rows; k++) {
    const row = solution.y.subarray(k * n * (1 + m), (k + 1) * n * (1 + m));
    y.set(row.subarray(0, n), k * n);
    s.set(transposed(row, n, m), k * n * m);
  }
  return {
    ...solution,
    n,
    m,
    y,
    s,
    events: solution.events.map((event) => ({ ...event, y: event.y.slice(0, n) })),
    at: (t) => solution.at(t).slice(0, n),
    sensitivityAt: (t) => transposed(solution.at(t), n, m),
  };
}

/** s₁, s₂, … behind y as rows of n × m. */
function transposed(row: Float64Array, n: number, m: number): Float64Array {
  const s = new Float64Array(n * m);
  for (let j = 0; j < m; j++) for (let i = 0; i < n; i++) s[i * m + j] = row[n + j * n + i]!;
  return s;
}

function tolerances<P>(
  problem: OdeProblem<P>,
  wrt: WithRespectTo<P>,
  options: SolveOptions<P>,
  m: number,
): Float64Array {
  const n = problem.y0.length;
  const { atol } = checkTolerances(options, n);
  const all = new Float64Array(n * (1 + m));
  all.set(atol);
  for (let j = 0; j < m; j++) {
    const value = wrt === 'y0' ? problem.y0[j]! : (problem.params[wrt[j]!] as number);
    for (let i = 0; i < n; i++) all[n + j * n + i] = atol[i]! / (value === 0 ? 1 : Math.abs(value));
  }
  return all;
}
