import type { StepState } from '../stepping/step-state.ts';
import type { Structure } from './sparsity.ts';

/** ∂f/∂y at the start of a step: the user's, or by differences, one evaluation of f a group of columns. */
export class Jacobian<P> {
  readonly values: Float64Array;
  private readonly state: StepState<P>;
  private readonly structure: Structure;
  private readonly yMoved: Float64Array;
  private readonly fMoved: Float64Array;

  constructor(state: StepState<P>, structure: Structure) {
    this.state = state;
    this.structure = structure;
    this.values = new Float64Array(state.n * state.n);
    this.yMoved = new Float64Array(state.n);
    this.fMoved = new Float64Array(state.n);
  }

  /** At (t, y); f0 is f there, and state.h the step about to be tried. False when not finite. */
  evaluate(t: number, y: Float64Array, f0: Float64Array): boolean {
    const { state, values } = this;
    state.stats.jac++;
    values.fill(0);
    if (state.jac !== undefined) state.jac(t, y, values, state.params);
    else {
      const floor = this.smallestSize(y);
      for (const group of this.structure.groups) this.difference(t, y, group, f0, floor);
    }
    for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) return false;
    return true;
  }

  /**
   * An algebraic equation often adds components of unlike size; an increment far below the largest would be lost in it.
   * So with a mass matrix no component counts as smaller than 1e-4 of the largest.
   */
  private smallestSize(y: Float64Array): number {
    if (this.state.mass === undefined) return 0;
    let largest = 0;
    for (let i = 0; i < y.length; i++) largest = Math.max(largest, Math.abs(y[i]!));
    return 1e-4 * largest;
  }

  /**
   * Forward differences with an increment of √ε times the size of the component: of y, of its change over the step, or of its
   * tolerance, whichever is largest. Toward where the solution goes, so as not to leave its domain.
   */
  private difference(t: number, y: Float64Array, group: readonly number[], f0: Float64Array, floor: number): void {
    const { state, yMoved, fMoved, values } = this;
    const { n, h, atol } = state;
    yMoved.set(y);
    for (const j of group) {
      const change = h * f0[j]!;
      const size = Math.max(Math.abs(y[j]!), Math.abs(change), atol[j]!, floor);
      const increment = 1.5e-8 * size;
      yMoved[j] = y[j]! + (change < 0 ? -increment : increment);
    }
    state.rhs(t, yMoved, fMoved, state.params);
    state.stats.rhs++;
    for (const j of group) {
      const increment = yMoved[j]! - y[j]!;
      for (const i of this.structure.rowsOf[j]!) values[i * n + j] = (fMoved[i]! - f0[i]!) / increment;
    }
  }

  /** Largest growth ‖J v‖/‖v‖ seen so far by power iteration on v, which it moves on: an estimate of the spectral radius. */
  spectralRadius(v: Float64Array, product: Float64Array): number {
    const { n } = this.state;
    let before = 0;
    let after = 0;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += this.values[i * n + j]! * v[j]!;
      product[i] = sum;
      before += v[i]! * v[i]!;
      after += sum * sum;
    }
    const size = Math.sqrt(after);
    for (let i = 0; i < n; i++) v[i] = size > 0 ? product[i]! / size : 1;
    return before > 0 ? Math.sqrt(after / before) : Infinity;
  }
}
