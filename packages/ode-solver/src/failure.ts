/**
 * Why integration stands where it stands.
 *
 * | status | meaning |
 * |---|---|
 * | running | a step was accepted, the end is not reached |
 * | done | the end of tspan, exactly |
 * | event | a terminal event |
 * | maxSteps | the limit of steps in one call |
 * | stepTooSmall | the step fell below what t can resolve: a singularity of the solution, or a tolerance too tight |
 * | nonFinite | f, the Jacobian or an event function gave NaN or ±∞ and shorter steps did not help |
 * | newtonFailed | the nonlinear equations of a step were not solved |
 * | singularMatrix | the matrix of the linear equations of a step is singular at every step tried |
 * | inconsistentStart | y0 violates an algebraic equation, by more than a hundred tolerances |
 * | outOfDomain | no step stays inside `inDomain` |
 * | aborted | the signal asked to stop |
 */
export type Status =
  | 'running'
  | 'done'
  | 'event'
  | 'maxSteps'
  | 'stepTooSmall'
  | 'nonFinite'
  | 'newtonFailed'
  | 'singularMatrix'
  | 'inconsistentStart'
  | 'outOfDomain'
  | 'aborted';

export type FailureReason = Exclude<Status, 'running' | 'done' | 'event'>;

/** Where it stopped: enough to reproduce it by hand. */
export interface FailurePoint {
  readonly t: number;
  /** The step last tried, signed. */
  readonly h: number;
  readonly y: readonly number[];
  /** Accepted steps so far. */
  readonly steps: number;
}

const advice: Readonly<Record<FailureReason, string>> = {
  maxSteps: 'raise maxSteps, loosen rtol and atol, or try a stiff method (radau5)',
  stepTooSmall:
    'the solution may be singular here; else loosen rtol and atol, give a jump of f in discontinuities, or try radau5',
  nonFinite: 'look at rhs at this point; keep it out with inDomain, or start elsewhere',
  newtonFailed: 'check jac against differences, or take a smaller step',
  singularMatrix: 'a differential–algebraic system must be of index 1; check mass and jac',
  inconsistentStart: 'solve the algebraic equations for y0 first',
  outOfDomain: 'the solution itself leaves the domain: check y0, params and inDomain',
  aborted: 'asked to stop by the signal',
};

export function isFailure(status: Status): status is FailureReason {
  return status !== 'running' && status !== 'done' && status !== 'event';
}

export function explain(reason: FailureReason, at: FailurePoint, detail: string): string {
  const shown = at.y.slice(0, 8).join(', ') + (at.y.length > 8 ? ', …' : '');
  const where = `at t = ${at.t} after ${at.steps} steps (h = ${at.h}, y = [${shown}])`;
  return `${reason} ${where}${detail === '' ? '' : `: ${detail}`}. To try: ${advice[reason]}.`;
}

/** An integration stopped short. `solution` holds what was reached. */
export class IntegrationFailure<S = unknown> extends Error {
  override readonly name = 'IntegrationFailure';
  readonly reason: FailureReason;
  readonly at: FailurePoint;
  readonly solution: S;

  constructor(reason: FailureReason, at: FailurePoint, message: string, solution: S) {
    super(message);
    this.reason = reason;
    this.at = at;
    this.solution = solution;
  }
}

/** The question itself is wrong: nothing was integrated. `field` names the part of the problem or of the options. */
export class InvalidProblem extends Error {
  override readonly name = 'InvalidProblem';
  readonly field: string;

  constructor(field: string, fault: string) {
    super(`${field} ${fault}`);
    this.field = field;
  }
}
