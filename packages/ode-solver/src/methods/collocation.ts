import { Jacobian } from '../linear/jacobian.ts';
import { RealLu } from '../linear/lu.ts';
import { structureOf } from '../linear/sparsity.ts';
import { DensePolynomial } from '../stepping/dense-polynomial.ts';
import { allFinite } from '../stepping/finite.ts';
import {
  ACCEPTED,
  DIVERGED,
  NON_FINITE,
  SINGULAR,
  type Memory,
  type OneStepMethod,
  type StepState,
  type Verdict,
} from '../stepping/step-state.ts';
import { collocationTable, type CollocationTable } from './collocation-table.ts';

const MOST_ITERATIONS = 50;

/**
 * Collocation with fixed steps and no error control, for comparison with GEKKO:
 *
 *     M zᵢ = h Σⱼ aᵢⱼ f(t + cⱼ h, y + zⱼ),   yNew = y + z_last
 *
 * by full Newton iteration from zᵢ = 0, as a solver of nonlinear equations without knowledge of the flow does.
 */
export class Collocation<P> implements OneStepMethod {
  readonly dense: DensePolynomial;
  readonly looksStiff = false;
  private readonly state: StepState<P>;
  private readonly table: CollocationTable;
  private readonly jacobian: Jacobian<P>;
  private readonly lu: RealLu;
  private readonly z: Float64Array;
  private readonly residual: Float64Array;
  private readonly f: Float64Array;
  private readonly fAll: Float64Array;
  private readonly yStage: Float64Array;

  constructor(state: StepState<P>, nodes: number) {
    const { n } = state;
    this.state = state;
    this.table = collocationTable(nodes);
    const { stages } = this.table;
    this.jacobian = new Jacobian(state, structureOf(n, state.sparsity, state.mass));
    this.lu = new RealLu(n * stages, n * stages, n * stages);
    this.z = new Float64Array(n * stages);
    this.residual = new Float64Array(n * stages);
    this.fAll = new Float64Array(n * stages);
    this.f = new Float64Array(n).fill(Number.NaN);
    this.yStage = new Float64Array(n);
    this.dense = new DensePolynomial(n, stages + 1);
  }

  begin(): boolean {
    const { state, f } = this;
    state.rhs(state.t, state.y, f, state.params);
    state.stats.rhs++;
    return allFinite(f);
  }

  proposeFirstStep(): void {}

  attempt(): Verdict {
    const { state, z, residual } = this;
    const { n, y, yNew } = state;
    z.fill(0);
    for (let k = 0; k < MOST_ITERATIONS; k++) {
      if (!this.equations()) return NON_FINITE;
      state.stats.lu++;
      if (!this.lu.factor()) return SINGULAR;
      this.lu.solve(residual);
      state.stats.solves++;
      for (let i = 0; i < z.length; i++) z[i] = z[i]! - residual[i]!;
      if (this.increment() <= 1e-3) {
        const last = z.length - n;
        for (let i = 0; i < n; i++) yNew[i] = y[i]! + z[last + i]!;
        return allFinite(yNew) ? ACCEPTED : NON_FINITE;
      }
    }
    return DIVERGED;
  }

  /** Size of the Newton increment in tolerances: an increment of 1e-3 leaves, converging quadratically, 1e-6 or less. */
  private increment(): number {
    const { y, n, atol, rtol } = this.state;
    let sum = 0;
    for (let i = 0; i < this.residual.length; i++) {
      const e = this.residual[i]! / (atol[i % n]! + rtol * Math.abs(y[i % n]!));
      sum += e * e;
    }
    return Math.sqrt(sum / this.residual.length);
  }

  /** Residual M zᵢ − h Σ aᵢⱼ fⱼ and its Jacobian. False when f or its Jacobian is not finite. */
  private equations(): boolean {
    const { state, table, z, residual, f, fAll, yStage, jacobian, lu } = this;
    const { n, t, h, y, mass } = state;
    const { stages, a, c } = table;
    const size = n * stages;
    lu.a.fill(0);
    for (let j = 0; j < stages; j++) {
      for (let i = 0; i < n; i++) yStage[i] = y[i]! + z[j * n + i]!;
      const tStage = c[j] === 1 ? state.tEnd : t + c[j]! * h;
      state.rhs(tStage, yStage, f, state.params);
      state.stats.rhs++;
      if (!allFinite(f) || !jacobian.evaluate(tStage, yStage, f)) return false;
      fAll.set(f, j * n);
      for (let s = 0; s < stages; s++) {
        const weight = h * a[s * stages + j]!;
        for (let i = 0; i < n; i++)
          for (let l = 0; l < n; l++) {
            const unit = s !== j ? 0 : mass === undefined ? (i === l ? 1 : 0) : mass[i * n + l]!;
            lu.a[(s * n + i) * size + j * n + l] = unit - weight * jacobian.values[i * n + l]!;
          }
      }
    }
    for (let s = 0; s < stages; s++)
      for (let i = 0; i < n; i++) {
        let sum = 0;
        if (mass === undefined) sum = z[s * n + i]!;
        else for (let l = 0; l < n; l++) sum += mass[i * n + l]! * z[s * n + l]!;
        for (let j = 0; j < stages; j++) sum -= h * a[s * stages + j]! * fAll[j * n + i]!;
        residual[s * n + i] = sum;
      }
    return true;
  }

  accept(): void {
    const { state, table, dense, z } = this;
    const { n, yOld } = state;
    const { stages, nested } = table;
    for (let i = 0; i < n; i++) {
      dense.c[i] = yOld[i]!;
      for (let m = 0; m < stages; m++) {
        let sum = 0;
        for (let s = 0; s < stages; s++) sum += nested[m * stages + s]! * z[s * n + i]!;
        dense.c[(1 + m) * n + i] = sum;
      }
    }
  }

  interpolate(): void {
    const { dense, state } = this;
    dense.t0 = state.tOld;
    dense.t1 = state.t;
    dense.end = state.t;
  }

  /** Nothing is carried from step to step. */
  remember(_memory: Memory): void {}
}
