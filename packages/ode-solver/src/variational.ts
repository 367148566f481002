import { InvalidProblem } from './failure.ts';
import type { Jac, OdeProblem, Rhs } from './problem.ts';

/** With respect to what: all initial values, or numbers in params by name. */
export type WithRespectTo<P> = 'y0' | readonly (keyof P)[];

/** ∂f/∂p: writes out, row-major n × m in the order of the names. */
export type ParameterJac<P> = (t: number, y: Float64Array, out: Float64Array, params: P) => void;

/**
 * The problem together with its variational equations, as one problem of n (1 + m) components that solve and stepper take:
 *
 *     M y′ = f(t, y; p),   M sⱼ′ = (∂f/∂y) sⱼ + ∂f/∂pⱼ,   sⱼ = ∂y/∂pⱼ  (or ∂y/∂y0ⱼ, without the last term)
 *
 * First come the n components of y, then s₁, s₂, …, n each. With `jac` (and `parameterJac`) exact; otherwise by central
 * differences, good to about ten digits. Hairer, Nørsett & Wanner I, I.14. f may jump only at times that do not depend on p.
 */
export function withSensitivities<P>(
  problem: OdeProblem<P>,
  wrt: WithRespectTo<P>,
  parameterJac?: ParameterJac<P>,
): OdeProblem<P> {
  const n = problem.y0.length;
  const names = wrt === 'y0' ? undefined : wrt;
  checkNames(problem.params, names);
  const m = names === undefined ? n : names.length;
  const size = n * (1 + m);
  const y0 = new Float64Array(size);
  for (let i = 0; i < n; i++) y0[i] = problem.y0[i]!;
  if (names === undefined) for (let j = 0; j < n; j++) y0[n + j * n + j] = 1;
  const equations = new VariationalEquations(problem, names, m, parameterJac);
  const { mass, inDomain, discontinuities } = problem;
  return {
    rhs: equations.rhs,
    jac: equations.jac,
    ...(mass === undefined ? {} : { mass: blocks(mass, n, m) }),
    ...(inDomain === undefined ? {} : { inDomain: (y) => inDomain(y.subarray(0, n)) }),
    ...(discontinuities === undefined ? {} : { discontinuities }),
    params: problem.params,
    y0,
    tspan: problem.tspan,
  };
}

function checkNames<P>(params: P, names: readonly (keyof P)[] | undefined): void {
  if (names === undefined) return;
  if (names.length === 0) throw new InvalidProblem('wrt', 'names no parameter');
  for (const name of names)
    if (typeof params !== 'object' || params === null || !Number.isFinite(params[name]))
      throw new InvalidProblem('wrt', `names ${String(name)}, which is not a finite number in params`);
}

function blocks(mass: ArrayLike<number>, n: number, m: number): Float64Array {
  const size = n * (1 + m);
  const all = new Float64Array(size * size);
  for (let b = 0; b <= m; b++)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) all[(b * n + i) * size + b * n + j] = mass[i * n + j]!;
  return all;
}

class VariationalEquations<P> {
  private readonly problem: OdeProblem<P>;
  private readonly names: readonly (keyof P)[] | undefined;
  private readonly parameterJac: ParameterJac<P> | undefined;
  private readonly n: number;
  private readonly m: number;
  private readonly y: Float64Array;
  private readonly moved: Float64Array;
  private readonly movedY: Float64Array;
  private readonly f: Float64Array;
  private readonly fBack: Float64Array;
  private readonly J: Float64Array;
  private readonly JMoved: Float64Array;
  private readonly fp: Float64Array;
  private readonly movedParams: P;
  readonly rhs: Rhs<P>;
  readonly jac: Jac<P>;

  constructor(
    problem: OdeProblem<P>,
    names: readonly (keyof P)[] | undefined,
    m: number,
    parameterJac?: ParameterJac<P>,
  ) {
    const n = problem.y0.length;
    this.problem = problem;
    this.names = names;
    this.parameterJac = parameterJac;
    this.n = n;
    this.m = m;
    this.y = new Float64Array(n);
    this.moved = new Float64Array(n);
    this.movedY = new Float64Array(n);
    this.f = new Float64Array(n);
    this.fBack = new Float64Array(n);
    this.J = new Float64Array(n * n);
    this.JMoved = new Float64Array(n * n);
    this.fp = new Float64Array(n * m);
    this.movedParams =
      names === undefined ? problem.params : (Object.create(Object.getPrototypeOf(problem.params) as object) as P);
    this.rhs = (t, y, dy, params) => this.evaluate(t, y, dy, params);
    this.jac = (t, y, J, params) => this.linearise(t, y, J, params);
  }

  private evaluate(t: number, all: Float64Array, out: Float64Array, params: P): void {
    const { problem, n, m, y, f, J } = this;
    for (let i = 0; i < n; i++) y[i] = all[i]!;
    problem.rhs(t, y, f, params);
    for (let i = 0; i < n; i++) out[i] = f[i]!;
    if (problem.jac !== undefined) {
      J.fill(0);
      problem.jac(t, y, J, params);
    }
    for (let j = 0; j < m; j++) {
      const at = n + j * n;
      if (problem.jac === undefined) this.along(t, all, at, out, params);
      else this.times(J, all, at, out);
    }
    if (this.names !== undefined) this.addParameters(t, this.names, out, params);
  }

  /** out[at …] = J s. */
  private times(J: Float64Array, s: Float64Array, at: number, out: Float64Array): void {
    const { n } = this;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let l = 0; l < n; l++) sum += J[i * n + l]! * s[at + l]!;
      out[at + i] = sum;
    }
  }

  /** out[at …] = (f(y + εs) − f(y − εs)) / 2ε. */
  private along(t: number, s: Float64Array, at: number, out: Float64Array, params: P): void {
    const { problem, n, y, moved, f, fBack } = this;
    let largest = 0;
    let relative = 0;
    for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(y[i]!));
    for (let i = 0; i < n; i++)
      relative = Math.max(relative, Math.abs(s[at + i]!) / (Math.abs(y[i]!) + 1e-3 * largest + 1e-12));
    if (relative === 0) {
      out.fill(0, at, at + n);
      return;
    }
    const epsilon = 6e-6 / relative;
    for (let i = 0; i < n; i++) moved[i] = y[i]! + epsilon * s[at + i]!;
    problem.rhs(t, moved, f, params);
    for (let i = 0; i < n; i++) moved[i] = y[i]! - epsilon * s[at + i]!;
    problem.rhs(t, moved, fBack, params);
    for (let i = 0; i < n; i++) out[at + i] = (f[i]! - fBack[i]!) / (2 * epsilon);
  }

  private addParameters(t: number, names: readonly (keyof P)[], out: Float64Array, params: P): void {
    const { problem, n, m, y, f, fBack, fp } = this;
    if (this.parameterJac !== undefined) {
      fp.fill(0);
      this.parameterJac(t, y, fp, params);
      for (let j = 0; j < m; j++) for (let i = 0; i < n; i++) out[n + j * n + i] = out[n + j * n + i]! + fp[i * m + j]!;
      return;
    }
    const moved = Object.assign(this.movedParams as object, params) as Record<keyof P, number>;
    names.forEach((name, j) => {
      const value = moved[name];
      const increment = 6e-6 * (Math.abs(value) + (value === 0 ? 1 : 0));
      moved[name] = value + increment;
      problem.rhs(t, y, f, this.movedParams);
      moved[name] = value - increment;
      problem.rhs(t, y, fBack, this.movedParams);
      moved[name] = value;
      const at = n + j * n;
      for (let i = 0; i < n; i++) out[at + i] = out[at + i]! + (f[i]! - fBack[i]!) / (2 * increment);
    });
  }

  /** Diagonal blocks J; in the first column of blocks ∂(J s + ∂f/∂p)/∂y, by differences of J in y and in p. */
  private linearise(t: number, all: Float64Array, out: Float64Array, params: P): void {
    const { problem, n, m, J, JMoved, y, movedY } = this;
    const size = n * (1 + m);
    for (let i = 0; i < n; i++) y[i] = all[i]!;
    this.baseJacobian(t, y, J, params);
    for (let b = 0; b <= m; b++)
      for (let i = 0; i < n; i++) for (let l = 0; l < n; l++) out[(b * n + i) * size + b * n + l] = J[i * n + l]!;
    const relative = problem.jac === undefined ? 1e-3 : 1.5e-8;
    const floor = sizeFloor(y);
    for (let l = 0; l < n; l++) {
      movedY.set(y);
      movedY[l] = y[l]! + relative * Math.max(Math.abs(y[l]!), floor);
      const increment = movedY[l]! - y[l]!;
      this.baseJacobian(t, movedY, JMoved, params);
      for (let b = 1; b <= m; b++)
        for (let i = 0; i < n; i++) {
          let sum = 0;
          for (let k = 0; k < n; k++) sum += (JMoved[i * n + k]! - J[i * n + k]!) * all[b * n + k]!;
          out[(b * n + i) * size + l] = sum / increment;
        }
    }
    if (this.names !== undefined) this.mixedDerivatives(t, this.names, out, params, relative);
  }

  /** ∂J/∂pⱼ added to the first column of blocks. */
  private mixedDerivatives(
    t: number,
    names: readonly (keyof P)[],
    out: Float64Array,
    params: P,
    relative: number,
  ): void {
    const { n, m, J, JMoved, y } = this;
    const size = n * (1 + m);
    const moved = Object.assign(this.movedParams as object, params) as Record<keyof P, number>;
    names.forEach((name, j) => {
      const value = moved[name];
      moved[name] = value + relative * (value === 0 ? 1 : Math.abs(value));
      const increment = moved[name] - value;
      this.baseJacobian(t, y, JMoved, this.movedParams);
      moved[name] = value;
      for (let i = 0; i < n; i++)
        for (let l = 0; l < n; l++) {
          const at = ((1 + j) * n + i) * size + l;
          out[at] = out[at]! + (JMoved[i * n + l]! - J[i * n + l]!) / increment;
        }
    });
  }

  /** ∂f/∂y: the user's, or by central differences. */
  private baseJacobian(t: number, y: Float64Array, out: Float64Array, params: P): void {
    const { problem, n, moved, f, fBack } = this;
    out.fill(0);
    if (problem.jac !== undefined) {
      problem.jac(t, y, out, params);
      return;
    }
    const floor = sizeFloor(y);
    for (let l = 0; l < n; l++) {
      moved.set(y);
      const increment = 6e-6 * Math.max(Math.abs(y[l]!), floor);
      moved[l] = y[l]! + increment;
      problem.rhs(t, moved, f, params);
      moved[l] = y[l]! - increment;
      problem.rhs(t, moved, fBack, params);
      for (let i = 0; i < n; i++) out[i * n + l] = (f[i]! - fBack[i]!) / (2 * increment);
    }
  }
}

/** No component counts as smaller than a millionth of the largest, so that no increment is lost in rounding. */
function sizeFloor(y: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < y.length; i++) largest = Math.max(largest, Math.abs(y[i]!));
  return largest === 0 ? 1e-6 : 1e-6 * largest;
}
