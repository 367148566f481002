import type { Band, OdeProblem, Rhs, Jac } from '../problem.ts';
import { noWork, type Stats } from '../statistics.ts';
import type { DensePolynomial } from './dense-polynomial.ts';

/** What became of a trial step. */
export const ACCEPTED = 0;
export const REJECTED = 1;
export const NON_FINITE = 2;
export const DIVERGED = 3;
export const SINGULAR = 4;
export type Verdict = typeof ACCEPTED | typeof REJECTED | typeof NON_FINITE | typeof DIVERGED | typeof SINGULAR;

/** What the step driver and a method share: the problem, where it stands, and the step being tried. */
export class StepState<P> {
  readonly n: number;
  readonly rhs: Rhs<P>;
  readonly jac: Jac<P> | undefined;
  readonly mass: Float64Array | undefined;
  readonly sparsity: Band | ArrayLike<number> | undefined;
  params: P;
  readonly rtol: number;
  readonly atol: Float64Array;

  t = 0;
  /** The step tried, signed, and where it ends. */
  h = 0;
  tNew = 0;
  /** Time the stages at the end of the step see: tNew, or just before it where f jumps at tNew. */
  tEnd = 0;
  /** Where the next step must stop at the latest. A field, because numbers handed to functions may be allocated. */
  target = 0;
  /** The step that would have been tried without a target. */
  planned = 0;
  /** How far it is to the next stop or jump, signed. */
  rest = 0;
  /** The step the method would like next, signed; 0 before the first. */
  hNext = 0;
  /** hNext stopped at the limit of growth: the error would have allowed more. */
  growthCapped = false;
  hMax = 0;
  /** +1 forward, −1 backward. */
  direction = 1;
  readonly y: Float64Array;
  readonly yNew: Float64Array;
  /** Start of the last accepted step. */
  readonly yOld: Float64Array;
  tOld = 0;
  hOld = 0;
  readonly stats: Stats = noWork();

  constructor(problem: OdeProblem<P>, rtol: number, atol: Float64Array) {
    this.n = problem.y0.length;
    this.rhs = problem.rhs;
    this.jac = problem.jac;
    this.mass = problem.mass === undefined ? undefined : Float64Array.from(problem.mass);
    this.sparsity = problem.sparsity;
    this.params = problem.params;
    this.rtol = rtol;
    this.atol = atol;
    this.y = Float64Array.from(problem.y0);
    this.yNew = new Float64Array(this.n);
    this.yOld = new Float64Array(this.n);
  }

  /** The step tried becomes the past. */
  advance(): void {
    const { n, y, yNew, yOld } = this;
    for (let i = 0; i < n; i++) {
      yOld[i] = y[i]!;
      y[i] = yNew[i]!;
    }
    this.tOld = this.t;
    this.hOld = this.h;
    this.t = this.tNew;
  }

  remember(memory: Memory): void {
    const { stats } = this;
    this.t = memory.number(this.t);
    this.hNext = memory.number(this.hNext);
    this.tOld = memory.number(this.tOld);
    this.hOld = memory.number(this.hOld);
    memory.array(this.y);
    memory.array(this.yOld);
    for (const key of Object.keys(stats) as (keyof Stats)[]) stats[key] = memory.number(stats[key]);
  }
}

/** What must be remembered passes through here, in an order of its own: recorded, or replaced by what was recorded. */
export interface Memory {
  number(x: number): number;
  array(x: Float64Array): void;
}

/** One step of a method at a time. Everything it needs is made in its constructor; a step allocates nothing. */
export interface OneStepMethod {
  readonly dense: DensePolynomial;
  /** At the start and after every jump: forgets the past, evaluates f at (t, y). False when that is not finite. */
  begin(): boolean;
  /** Proposes hNext from f at (t, y); called after `begin` when no step is known. */
  proposeFirstStep(): void;
  /** Tries state.h: leaves yNew, and in hNext what to try next. */
  attempt(): Verdict;
  /** The step tried is taken: called after state.advance(). */
  accept(): void;
  /** Fills `dense` for the last accepted step. */
  interpolate(): void;
  /** Passes every number it must remember through memory, which records them or replaces them. */
  remember(memory: Memory): void;
  /** True when the solution looks stiff to it. */
  readonly looksStiff: boolean;
}
