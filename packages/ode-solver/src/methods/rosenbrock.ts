import { Jacobian } from '../linear/jacobian.ts';
import { RealLu } from '../linear/lu.ts';
import { massMinusJacobian, massTimes } from '../linear/mass.ts';
import { structureOf } from '../linear/sparsity.ts';
import { DensePolynomial } from '../stepping/dense-polynomial.ts';
import { allFinite } from '../stepping/finite.ts';
import { firstStiffStep } from '../stepping/first-step.ts';
import { PredictiveController } from '../stepping/predictive-controller.ts';
import {
  ACCEPTED,
  NON_FINITE,
  REJECTED,
  SINGULAR,
  type Memory,
  type OneStepMethod,
  type StepState,
  type Verdict,
} from '../stepping/step-state.ts';
import type { RosenbrockTable } from './rosenbrock-table.ts';

/**
 * One step of a Rosenbrock method: six linear systems with one matrix, no iteration.
 *
 *     (M/(hγ) − J) uᵢ = f(t + αᵢ h, y + Σ aᵢⱼ uⱼ) + M Σ (cᵢⱼ/h) uⱼ + dᵢ h ∂f/∂t
 *
 * Hairer & Wanner II, IV.7 and VI.4. J must be that of this step, so it is formed at every point.
 */
export class Rosenbrock<P> implements OneStepMethod {
  readonly dense: DensePolynomial;
  readonly looksStiff = false;
  private readonly state: StepState<P>;
  private readonly table: RosenbrockTable;
  private readonly jacobian: Jacobian<P>;
  private readonly lu: RealLu;
  private readonly controller = new PredictiveController(0.9, 6, 0.2);
  private readonly f0: Float64Array;
  private readonly ft: Float64Array;
  private readonly f: Float64Array;
  private readonly yStage: Float64Array;
  private readonly sum: Float64Array;
  private readonly u: readonly Float64Array[];
  /** f at the end of the step tried: f0 of the next. */
  private readonly fEnd: Float64Array;
  /** J and ∂f/∂t belong to (t, y). */
  private fresh = false;

  constructor(state: StepState<P>, table: RosenbrockTable) {
    const { n } = state;
    const structure = structureOf(n, state.sparsity, state.mass);
    this.state = state;
    this.table = table;
    this.jacobian = new Jacobian(state, structure);
    this.lu = new RealLu(n, structure.lower, structure.upper);
    this.f0 = new Float64Array(n).fill(Number.NaN);
    this.fEnd = new Float64Array(n);
    this.ft = new Float64Array(n);
    this.f = new Float64Array(n);
    this.yStage = new Float64Array(n);
    this.sum = new Float64Array(n);
    this.u = table.m.map(() => new Float64Array(n));
    this.dense = new DensePolynomial(n, 2 + table.dense.length);
  }

  begin(): boolean {
    const { state, f0 } = this;
    state.rhs(state.t, state.y, f0, state.params);
    state.stats.rhs++;
    this.fresh = false;
    this.controller.reset();
    return allFinite(f0);
  }

  proposeFirstStep(): void {
    firstStiffStep(this.state, this.table.order, this.f0, this.yStage, this.f);
  }

  attempt(): Verdict {
    const { state } = this;
    if (!this.fresh && !this.linearise()) return NON_FINITE;
    massMinusJacobian(state.mass, 1 / (state.h * this.table.gamma), this.jacobian.values, this.lu.a, state.n);
    state.stats.lu++;
    if (!this.lu.factor()) return SINGULAR;
    this.stages();
    return this.judge();
  }

  /** J and ∂f/∂t at (t, y). ∂f/∂t looks into the step, never across its ends. */
  private linearise(): boolean {
    const { state, f0, ft, f } = this;
    if (!this.jacobian.evaluate(state.t, state.y, f0)) return false;
    const wanted = 1.5e-8 * Math.max(Math.abs(state.t), Math.abs(state.h));
    const later = state.t + state.direction * Math.min(wanted, 0.5 * Math.abs(state.h));
    const increment = later - state.t;
    state.rhs(later, state.y, f, state.params);
    state.stats.rhs++;
    for (let i = 0; i < state.n; i++) ft[i] = increment === 0 ? 0 : (f[i]! - f0[i]!) / increment;
    this.fresh = allFinite(ft);
    return this.fresh;
  }

  private stages(): void {
    const { state, table, f0, ft, f, yStage, sum, u } = this;
    const { n, h, y } = state;
    for (let s = 0; s < u.length; s++) {
      const us = u[s]!;
      if (s > 0) {
        const a = table.a[s]!;
        const c = table.c[s]!;
        for (let i = 0; i < n; i++) {
          let move = y[i]!;
          let past = 0;
          for (let j = 0; j < a.length; j++) move += a[j]! * u[j]![i]!;
          for (let j = 0; j < c.length; j++) past += c[j]! * u[j]![i]!;
          yStage[i] = move;
          sum[i] = past / h;
        }
        state.rhs(table.alpha[s] === 1 ? state.tEnd : state.t + table.alpha[s]! * h, yStage, f, state.params);
        massTimes(state.mass, sum, us);
      } else us.fill(0);
      const stageF = s > 0 ? f : f0;
      const d = table.d[s]! * h;
      for (let i = 0; i < n; i++) us[i] = us[i]! + stageF[i]! + d * ft[i]!;
      this.lu.solve(us);
    }
    state.stats.rhs += u.length - 1;
    state.stats.solves += u.length;
  }

  private judge(): Verdict {
    const { state, table, u, controller } = this;
    const { n, y, yNew, atol, rtol } = state;
    const error = u[u.length - 1]!;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      let end = y[i]!;
      for (let j = 0; j < u.length; j++) end += table.m[j]! * u[j]![i]!;
      yNew[i] = end;
      const e = error[i]! / (atol[i]! + rtol * Math.max(Math.abs(y[i]!), Math.abs(end)));
      sum += e * e;
    }
    const size = Math.sqrt(sum / n);
    const accepted = size <= 1;
    if (!(size < Infinity) || (accepted && !this.evaluateEnd())) {
      controller.refused();
      return NON_FINITE;
    }
    controller.h = state.h;
    controller.error = size;
    controller.decide(accepted);
    state.hNext = controller.hNext;
    state.growthCapped = controller.capped;
    return accepted ? ACCEPTED : REJECTED;
  }

  private evaluateEnd(): boolean {
    const { state, fEnd } = this;
    state.rhs(state.tEnd, state.yNew, fEnd, state.params);
    state.stats.rhs++;
    return allFinite(fEnd);
  }

  accept(): void {
    const { f0, fEnd } = this;
    for (let i = 0; i < f0.length; i++) f0[i] = fEnd[i]!;
    this.fresh = false;
  }

  interpolate(): void {
    const { state, table, u, dense } = this;
    const { n, yOld, y } = state;
    for (let i = 0; i < n; i++) {
      dense.c[i] = yOld[i]!;
      dense.c[n + i] = y[i]! - yOld[i]!;
      for (let m = 0; m < table.dense.length; m++) {
        let sum = 0;
        for (let j = 0; j < u.length; j++) sum += table.dense[m]![j]! * u[j]![i]!;
        dense.c[(2 + m) * n + i] = sum;
      }
    }
    dense.t0 = state.tOld;
    dense.t1 = state.t;
    dense.end = state.t;
  }

  remember(memory: Memory): void {
    this.controller.remember(memory);
    this.fresh = memory.number(this.fresh ? 1 : 0) === 1;
    memory.array(this.f0);
    memory.array(this.ft);
    memory.array(this.jacobian.values);
    for (const u of this.u) memory.array(u);
  }
}
