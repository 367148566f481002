import { Jacobian } from '../linear/jacobian.ts';
import { massTimes } from '../linear/mass.ts';
import { structureOf } from '../linear/sparsity.ts';
import { exp2, log2 } from '../stepping/binary-logarithm.ts';
import { DensePolynomial } from '../stepping/dense-polynomial.ts';
import { allFinite } from '../stepping/finite.ts';
import { firstStiffStep } from '../stepping/first-step.ts';
import { PredictiveController } from '../stepping/predictive-controller.ts';
import {
  ACCEPTED,
  DIVERGED,
  NON_FINITE,
  REJECTED,
  SINGULAR,
  type Memory,
  type OneStepMethod,
  type StepState,
  type Verdict,
} from '../stepping/step-state.ts';
import { CONVERGED, MAX_ITERATIONS, NOT_FINITE, RadauNewton } from './radau-newton.ts';
import { radau5 } from './radau-table.ts';

/**
 * Radau IIA of order 5 with variable steps: the stages z solve
 *
 *     M zᵢ = h Σⱼ aᵢⱼ f(t + cⱼ h, y + zⱼ),   yNew = y + z₃
 *
 * by simplified Newton iteration. The Jacobian is kept while the iteration converges fast, the factored matrices as long
 * as the step keeps its length too. Hairer & Wanner II, IV.8; the choices and their constants are those of RADAU5.
 */
export class Radau<P> implements OneStepMethod {
  readonly dense: DensePolynomial;
  readonly looksStiff = false;
  readonly jacobian: Jacobian<P>;
  private readonly state: StepState<P>;
  private readonly newton: RadauNewton<P>;
  private readonly controller = new PredictiveController(0.9, 8, 0.125);
  private readonly f0: Float64Array;
  /** f at the end of the step tried: f0 of the next. */
  private readonly fEnd: Float64Array;
  private readonly error: Float64Array;
  private readonly sum: Float64Array;
  private readonly scratch: Float64Array;
  private readonly scale: Float64Array;
  /** Tolerances of the estimate, which is of order 3: with these the error of the step follows rtol. */
  private readonly rtol: number;
  private readonly atol: Float64Array;
  /** J belongs to (t, y); J exists at all; the step the matrices are factored for, 0 for none. */
  private fresh = false;
  private factoredFor = 0;
  private mustLinearise = true;
  private first = true;
  private afterRejection = false;

  constructor(state: StepState<P>) {
    const { n } = state;
    const structure = structureOf(n, state.sparsity, state.mass);
    this.state = state;
    this.jacobian = new Jacobian(state, structure);
    this.rtol = estimateTolerance(state.rtol);
    this.atol = state.atol.map((a) => (a / state.rtol) * this.rtol);
    this.newton = new RadauNewton(state, structure, this.rtol);
    this.f0 = new Float64Array(n).fill(Number.NaN);
    this.fEnd = new Float64Array(n);
    this.error = new Float64Array(n);
    this.sum = new Float64Array(n);
    this.scratch = new Float64Array(n);
    this.scale = new Float64Array(n);
    this.dense = new DensePolynomial(n, 4);
  }

  begin(): boolean {
    const { state, f0 } = this;
    state.rhs(state.t, state.y, f0, state.params);
    state.stats.rhs++;
    this.fresh = false;
    this.mustLinearise = true;
    this.first = true;
    this.afterRejection = false;
    this.controller.reset();
    return allFinite(f0);
  }

  proposeFirstStep(): void {
    firstStiffStep(this.state, 3, this.f0, this.sum, this.error);
  }

  attempt(): Verdict {
    const { state, newton } = this;
    if (this.mustLinearise) {
      if (!this.jacobian.evaluate(state.t, state.y, this.f0)) return NON_FINITE;
      this.fresh = true;
      this.mustLinearise = false;
      this.factoredFor = 0;
    }
    if (this.factoredFor !== state.h) {
      this.factoredFor = state.h;
      if (!newton.factor(this.jacobian.values)) {
        this.factoredFor = 0;
        return SINGULAR;
      }
    }
    this.setScale();
    const outcome = newton.iterate(this.scale, !this.first);
    if (outcome !== CONVERGED) return this.refuse(outcome === NOT_FINITE ? NON_FINITE : DIVERGED);
    return this.judge();
  }

  private evaluateEnd(): boolean {
    const { state, fEnd } = this;
    state.rhs(state.tEnd, state.yNew, fEnd, state.params);
    state.stats.rhs++;
    return allFinite(fEnd);
  }

  private setScale(): void {
    const { y, n } = this.state;
    for (let i = 0; i < n; i++) this.scale[i] = this.atol[i]! + this.rtol * Math.abs(y[i]!);
  }

  private refuse(verdict: Verdict): Verdict {
    this.state.hNext = this.state.h * this.newton.shrink;
    this.afterRejection = true;
    this.controller.refused();
    this.mustLinearise = !this.fresh;
    return verdict;
  }

  private judge(): Verdict {
    const { state, newton, controller } = this;
    const { h, n, y, yNew } = state;
    const z = newton.z3;
    for (let i = 0; i < n; i++) yNew[i] = y[i]! + z[i]!;
    this.estimate();
    const size = controller.error;
    if (!(size < Infinity) || (size < 1 && !this.evaluateEnd())) return this.refuse(NON_FINITE);
    controller.h = h;
    controller.effort = Math.min(1, (1 + 2 * MAX_ITERATIONS) / (newton.iterations + 2 * MAX_ITERATIONS));
    const accepted = size < 1;
    controller.decide(accepted);
    const wanted = controller.hNext;
    state.growthCapped = controller.capped;
    if (!accepted) {
      state.hNext = wanted;
      if (this.first) state.hNext = 0.1 * h;
      this.afterRejection = true;
      this.mustLinearise = !this.fresh;
      return REJECTED;
    }
    const quotient = wanted / h;
    const converges = newton.rate <= 0.001;
    // Slightly longer is not worth new matrices.
    state.hNext = wanted;
    if (converges && quotient >= 1 && quotient <= 1.2) state.hNext = h;
    this.mustLinearise = !converges;
    return ACCEPTED;
  }

  /** err = (M γ/h − J)⁻¹ (f(t, y) + M Σ eᵢ zᵢ / h), once more through f when it is large at a start. IV.8, (8.19), (8.20). */
  private estimate(): void {
    const { state, newton, sum, error, scratch, f0 } = this;
    const { n, h, y } = state;
    const { e } = radau5;
    for (let i = 0; i < n; i++) scratch[i] = (e[0] * newton.z1[i]! + e[1] * newton.z2[i]! + e[2] * newton.z3[i]!) / h;
    massTimes(state.mass, scratch, sum);
    for (let i = 0; i < n; i++) error[i] = sum[i]! + f0[i]!;
    newton.solveReal(error);
    this.measure();
    if (this.controller.error < 1 || !(this.first || this.afterRejection)) return;
    for (let i = 0; i < n; i++) scratch[i] = y[i]! + error[i]!;
    state.rhs(state.t, scratch, error, state.params);
    state.stats.rhs++;
    for (let i = 0; i < n; i++) error[i] = error[i]! + sum[i]!;
    newton.solveReal(error);
    this.measure();
  }

  /** Size of the error, into the controller. */
  private measure(): void {
    let sum = 0;
    for (let i = 0; i < this.error.length; i++) {
      const e = this.error[i]! / this.scale[i]!;
      sum += e * e;
    }
    this.controller.error = Math.max(1e-10, Math.sqrt(sum / this.error.length));
  }

  accept(): void {
    this.first = false;
    this.afterRejection = false;
    this.fresh = false;
    const { f0, fEnd } = this;
    for (let i = 0; i < f0.length; i++) f0[i] = fEnd[i]!;
    this.newton.accept();
    this.writeDense();
  }

  /** The collocation polynomial through 0, z₁, z₂, z₃, in nested form. Always written: the next step starts from it. */
  private writeDense(): void {
    const { state, dense, newton } = this;
    const { n, yOld } = state;
    const { c } = dense;
    const c1 = radau5.c[0];
    const c2 = radau5.c[1];
    for (let i = 0; i < n; i++) {
      const rise = newton.z3[i]!;
      const g1 = (newton.z1[i]! / c1 - rise) / (1 - c1);
      const g2 = (newton.z2[i]! / c2 - rise) / (1 - c2);
      const slope = (g2 - g1) / (c2 - c1);
      c[i] = yOld[i]!;
      c[n + i] = rise;
      c[2 * n + i] = g1 - c1 * slope;
      c[3 * n + i] = slope;
    }
  }

  interpolate(): void {
    const { dense, state } = this;
    dense.t0 = state.tOld;
    dense.t1 = state.t;
    dense.end = state.t;
  }

  remember(memory: Memory): void {
    this.controller.remember(memory);
    this.newton.remember(memory);
    memory.array(this.f0);
    memory.array(this.jacobian.values);
    this.fresh = memory.number(this.fresh ? 1 : 0) === 1;
    this.mustLinearise = memory.number(this.mustLinearise ? 1 : 0) === 1;
    this.first = memory.number(this.first ? 1 : 0) === 1;
    this.afterRejection = memory.number(this.afterRejection ? 1 : 0) === 1;
    this.factoredFor = memory.number(this.factoredFor);
  }
}

/** rtol^(2/3)/10 as in RADAU5; below 1e-6 smaller by (rtol/1e-6)^(1/8), so that the error keeps following rtol. */
function estimateTolerance(rtol: number): number {
  const exponent = log2(rtol);
  const tighter = Math.min(0, (exponent + 19.931568569324174) / 8); // log₂ 1e-6
  return 0.1 * exp2((2 / 3) * exponent + tighter);
}
