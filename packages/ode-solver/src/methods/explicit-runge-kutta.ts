import { DensePolynomial, hermite } from '../stepping/dense-polynomial.ts';
import { allFinite } from '../stepping/finite.ts';
import { proposeFirstStep } from '../stepping/first-step.ts';
import { StepController } from '../stepping/step-controller.ts';
import {
  ACCEPTED,
  NON_FINITE,
  REJECTED,
  type Memory,
  type OneStepMethod,
  type StepState,
  type Verdict,
} from '../stepping/step-state.ts';
import type { ExplicitTable, SparseRow } from './explicit-table.ts';
import { addStages, sumStages, type StageSum } from './stage-sum.ts';

/**
 * One step of any explicit Runge–Kutta table from (t, y) over h:
 *
 *     kₛ = f(t + cₛ h, y + h Σⱼ aₛⱼ kⱼ),   yNew = y + h Σ bₛ kₛ,   k_last = f(tNew, yNew)
 *
 * k_last is the first stage of the next step. Hairer, Nørsett & Wanner I, II.1 and II.4.
 */
export class ExplicitRungeKutta<P> implements OneStepMethod {
  readonly dense: DensePolynomial;
  looksStiff = false;
  private readonly state: StepState<P>;
  private readonly table: ExplicitTable;
  private readonly controller: StepController;
  private readonly k: readonly Float64Array[];
  private readonly sums: readonly StageSum[];
  private readonly error: StageSum;
  private readonly errorLow: StageSum;
  private readonly yStage: Float64Array;
  private readonly errorVector: Float64Array;
  private readonly alwaysWatching: boolean;
  private readonly stiffLimit: number;
  /** Stage `last` of the accepted step waits to become stage 0. */
  private lastIsFirst = false;
  private stiffSigns = 0;
  private mildSigns = 0;

  /** `stiffLimit`: |hλ| that counts as stiff; when given, every step is watched instead of some. */
  constructor(state: StepState<P>, table: ExplicitTable, stiffLimit = 0) {
    const { n } = state;
    this.state = state;
    this.table = table;
    this.alwaysWatching = stiffLimit > 0;
    this.stiffLimit = stiffLimit > 0 ? stiffLimit : table.order === 8 ? 6.1 : 3.25;
    const eighth = table.order === 8;
    // Limits of a change of step and β as DOPRI5 and DOP853 have them.
    this.controller = new StepController(
      table.controlOrder,
      eighth ? 0 : 0.2 / (table.controlOrder + 1),
      eighth ? LOG_THIRD : LOG_FIFTH,
      eighth ? LOG_SIX : LOG_TEN,
      table.order < 4 ? 0.8 : 0.9,
    );
    // Filled with NaN: what rhs forgets to write is found at once.
    this.k = Array.from({ length: table.allStages }, () => new Float64Array(n).fill(Number.NaN));
    this.sums = table.rows.map((row) => this.bind(row));
    this.error = this.bind(table.error);
    this.errorLow = this.bind(table.errorLow);
    this.yStage = new Float64Array(n);
    this.errorVector = new Float64Array(n);
    this.dense = new DensePolynomial(n, 4 + table.dense.length);
  }

  private bind(row: SparseRow): StageSum {
    return { terms: row.stage.length, a: row.coefficient, k: row.stage.map((j) => this.k[j]!) };
  }

  begin(): boolean {
    const { state } = this;
    const k0 = this.k[0]!;
    state.rhs(state.t, state.y, k0, state.params);
    state.stats.rhs++;
    this.lastIsFirst = false;
    this.controller.reset();
    return allFinite(k0);
  }

  proposeFirstStep(): void {
    proposeFirstStep(this.state, this.table.order, this.k[0]!, this.yStage, this.k[1]!);
  }

  attempt(): Verdict {
    const { state, table, k, sums, yStage } = this;
    const { t, h, rhs, params, yNew } = state;
    const { stages, c } = table;
    if (this.lastIsFirst) this.shiftStages();
    // Stage `stages` is f at the end, of the solution itself. One place that calls f, so that it can be inlined there.
    const last = table.errorNeedsLast ? stages : stages - 1;
    for (let s = 1; s <= last; s++) {
      const argument = s === stages ? yNew : yStage;
      addStages(state, sums[s]!, argument);
      rhs(c[s] === 1 ? state.tEnd : t + c[s]! * h, argument, k[s]!, params);
    }
    if (last < stages) addStages(state, sums[stages]!, yNew);
    state.stats.rhs += last;
    if (table.errorOrder === 0) return this.finishFixed();
    this.measureError();
    const { meanSquare } = this.controller;
    if (meanSquare <= 1) {
      if (!table.errorNeedsLast && !this.evaluateLast()) return this.refuse();
      this.controller.accepted();
      state.hNext = h * this.controller.factor;
      state.growthCapped = this.controller.capped;
      return ACCEPTED;
    }
    if (meanSquare < Infinity) {
      this.controller.rejected();
      state.hNext = h * this.controller.factor;
      return REJECTED;
    }
    return this.refuse(); // NaN or overflow in a stage
  }

  private refuse(): Verdict {
    this.controller.refused();
    return NON_FINITE;
  }

  private finishFixed(): Verdict {
    const { state } = this;
    state.hNext = state.h;
    return allFinite(state.yNew) && this.evaluateLast() ? ACCEPTED : NON_FINITE;
  }

  /** f at the end of the step, when the error estimate did not ask for it. */
  private evaluateLast(): boolean {
    const { state } = this;
    const last = this.k[this.table.stages]!;
    state.rhs(state.tEnd, state.yNew, last, state.params);
    state.stats.rhs++;
    return allFinite(last);
  }

  private shiftStages(): void {
    const first = this.k[0]!;
    const last = this.k[this.table.stages]!;
    for (let i = 0; i < first.length; i++) first[i] = last[i]!;
    this.lastIsFirst = false;
  }

  /** Mean over the components of (error / (atol + rtol max(|y|, |yNew|)))². */
  private measureError(): void {
    const { state, errorLow } = this;
    const { n, y, yNew, atol, rtol } = state;
    const e = this.errorVector;
    sumStages(state, this.error, e);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const after = Math.abs(yNew[i]!);
      const scaled = e[i]! / (atol[i]! + rtol * Math.max(Math.abs(y[i]!), after));
      sum += scaled * scaled;
      if (!(after < Infinity)) sum = Number.NaN;
    }
    if (errorLow.terms > 0 && sum > 0) {
      let low = 0;
      sumStages(state, errorLow, e);
      for (let i = 0; i < n; i++) {
        const scaled = e[i]! / (atol[i]! + rtol * Math.max(Math.abs(y[i]!), Math.abs(yNew[i]!)));
        low += scaled * scaled;
      }
      sum *= sum / (sum + 0.01 * low); // e₅⁴/(e₅² + e₃²/100)
    }
    this.controller.meanSquare = sum / n;
  }

  accept(): void {
    const { state, table } = this;
    this.lastIsFirst = true;
    if (table.measuresStiffness && (this.alwaysWatching || this.stiffSigns > 0 || (state.stats.steps & 255) === 0))
      this.watchStiffness();
  }

  /**
   * |h λ| by the two last stages, both at the end of the step; beyond the boundary of stability fifteen times, with
   * fewer than six times well inside between them, the problem is stiff. Hairer & Wanner II, IV.2. Near the next stop it
   * does not matter: a stiff method would have to land there too.
   */
  private watchStiffness(): void {
    const { state, k, table, yStage } = this;
    if (Math.abs(state.rest) < 20 * Math.abs(state.hOld)) return;
    const last = k[table.stages]!;
    const beforeLast = k[table.stages - 1]!;
    let df = 0;
    let dy = 0;
    for (let i = 0; i < state.n; i++) {
      const a = last[i]! - beforeLast[i]!;
      const b = state.y[i]! - yStage[i]!;
      df += a * a;
      dy += b * b;
    }
    const limit = this.stiffLimit;
    if (dy > 0 && df * state.hOld * state.hOld > limit * limit * dy) {
      this.mildSigns = 0;
      if (++this.stiffSigns >= 15) this.looksStiff = true;
    } else if (++this.mildSigns >= 6) {
      this.stiffSigns = 0;
      this.looksStiff = false;
    }
  }

  forgetStiffness(): void {
    this.stiffSigns = 0;
    this.mildSigns = 0;
    this.looksStiff = false;
  }

  interpolate(): void {
    const { state, table, k, dense } = this;
    const { n, yOld, y, hOld: h } = state;
    const last = table.stages;
    if (this.lastIsFirst) for (let s = last + 1; s < table.allStages; s++) this.denseStage(s);
    hermite(dense.c, n, h, yOld, y, k[0]!, k[last]!);
    for (let m = 0; m < table.dense.length; m++) {
      const { stage, coefficient } = table.dense[m]!;
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < stage.length; j++) sum += coefficient[j]! * k[stage[j]!]![i]!;
        dense.c[(4 + m) * n + i] = h * sum;
      }
    }
    dense.t0 = state.tOld;
    dense.t1 = state.t;
    dense.end = state.t;
  }

  /** A stage only dense output needs, from the start of the last accepted step. */
  private denseStage(s: number): void {
    const { state, yStage } = this;
    const { a, k, terms } = this.sums[s]!;
    const h = state.hOld;
    for (let i = 0; i < state.n; i++) {
      let sum = 0;
      for (let j = 0; j < terms; j++) sum += a[j]! * k[j]![i]!;
      yStage[i] = state.yOld[i]! + h * sum;
    }
    state.rhs(state.tOld + this.table.c[s]! * h, yStage, this.k[s]!, state.params);
    state.stats.rhs++;
  }

  remember(memory: Memory): void {
    this.controller.remember(memory);
    this.lastIsFirst = memory.number(this.lastIsFirst ? 1 : 0) === 1;
    this.stiffSigns = memory.number(this.stiffSigns);
    this.mildSigns = memory.number(this.mildSigns);
    this.looksStiff = memory.number(this.looksStiff ? 1 : 0) === 1;
    for (const k of this.k) memory.array(k);
  }
}

const LOG_FIFTH = -2.321928094887362;
const LOG_TEN = 3.321928094887362;
const LOG_THIRD = -1.584962500721156;
const LOG_SIX = 2.584962500721156;
