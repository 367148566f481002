import { ComplexLu } from '../linear/complex-lu.ts';
import { RealLu } from '../linear/lu.ts';
import { massMinusJacobian, massTimes } from '../linear/mass.ts';
import type { Structure } from '../linear/sparsity.ts';
import { exp2, log2 } from '../stepping/binary-logarithm.ts';
import type { Memory, StepState } from '../stepping/step-state.ts';
import { radau5 } from './radau-table.ts';

export const CONVERGED = 0;
const TOO_SLOW = 1;
export const NOT_FINITE = 2;
type Outcome = typeof CONVERGED | typeof TOO_SLOW | typeof NOT_FINITE;

export const MAX_ITERATIONS = 7;

/** The simplified Newton iteration for the three stages, in the variables w = T⁻¹ z. Hairer & Wanner II, IV.8. */
export class RadauNewton<P> {
  readonly z1: Float64Array;
  readonly z2: Float64Array;
  readonly z3: Float64Array;
  iterations = 0;
  /** Measured rate of convergence. */
  rate = 0.001;
  /** By how much to shorten the step after a failure. */
  shrink = 0.5;
  private readonly state: StepState<P>;
  private readonly real: RealLu;
  private readonly complex: ComplexLu;
  private readonly enough: number;
  private readonly w: readonly [Float64Array, Float64Array, Float64Array];
  private readonly f: readonly [Float64Array, Float64Array, Float64Array];
  private readonly yStage: Float64Array;
  private readonly massW: Float64Array;
  private readonly past: readonly [Float64Array, Float64Array, Float64Array];
  private hPast = 0;
  /** Size of the increment of the last iteration. */
  private size = 0;
  /** Those of the iteration before, and the ratio of the two before it. */
  private sizeBefore = 0;
  private ratioBefore = 0;
  /** η of the text: how far off the last increment can be. */
  private reach = 1;

  constructor(state: StepState<P>, { lower, upper }: Structure, rtol: number) {
    const { n } = state;
    const three = (): [Float64Array, Float64Array, Float64Array] => [
      new Float64Array(n),
      new Float64Array(n),
      new Float64Array(n),
    ];
    this.state = state;
    this.real = new RealLu(n, lower, upper);
    this.complex = new ComplexLu(n, lower, upper);
    this.enough = Math.max(2.2e-15 / rtol, Math.min(0.03, Math.sqrt(rtol)));
    [this.z1, this.z2, this.z3] = three();
    this.w = three();
    this.f = three();
    this.past = three();
    this.yStage = new Float64Array(n);
    this.massW = new Float64Array(n);
  }

  factor(jacobian: Float64Array): boolean {
    const { state, real, complex } = this;
    const { n, h, mass } = state;
    massMinusJacobian(mass, radau5.gamma / h, jacobian, real.a, n);
    massMinusJacobian(mass, radau5.alpha / h, jacobian, complex.re, n);
    const beta = radau5.beta / h;
    if (mass === undefined) {
      complex.im.fill(0);
      for (let i = 0; i < n; i++) complex.im[i * n + i] = beta;
    } else for (let i = 0; i < mass.length; i++) complex.im[i] = beta * mass[i]!;
    state.stats.lu += 2;
    return real.factor() && complex.factor();
  }

  solveReal(x: Float64Array): void {
    this.real.solve(x);
    this.state.stats.solves++;
  }

  /** From zero, or from the polynomial of the last step continued. */
  iterate(scale: Float64Array, extrapolate: boolean): Outcome {
    this.start(extrapolate);
    this.reach = exp2(0.8 * log2(Math.max(this.reach, 2.2e-16)));
    this.shrink = 0.5;
    this.rate = 0.001;
    for (let k = 1; k <= MAX_ITERATIONS; k++) {
      this.iterations = k;
      this.increment(scale);
      const size = this.size;
      if (!(size < Infinity)) {
        this.shrink = 0.2;
        return NOT_FINITE;
      }
      if (k > 1 && k < MAX_ITERATIONS) {
        const ratio = size / this.sizeBefore;
        this.rate = ratio;
        if (k > 2) this.rate = Math.sqrt(ratio * this.ratioBefore);
        this.ratioBefore = ratio;
        if (!(this.rate < 0.99)) return TOO_SLOW;
        this.reach = this.rate / (1 - this.rate);
        if (!this.willConverge(size, k)) return TOO_SLOW;
      }
      this.sizeBefore = Math.max(size, 2.2e-16);
      this.applyIncrement();
      if (this.reach * size <= this.enough) return CONVERGED;
    }
    return TOO_SLOW;
  }

  /** Foresees whether the iterations left suffice; if not, sets by how much a shorter step would. */
  private willConverge(size: number, k: number): boolean {
    const left = MAX_ITERATIONS - 1 - k;
    let foreseen = (this.reach * size) / this.enough;
    for (let i = 0; i < left; i++) foreseen *= this.rate;
    if (foreseen < 1) return true;
    const q = Math.max(1e-4, Math.min(20, foreseen));
    this.shrink = 0.8 * exp2(-log2(q) / (4 + left));
    return false;
  }

  private start(extrapolate: boolean): void {
    const { w, z1, z2, z3, past, state } = this;
    const p1 = past[0];
    const p2 = past[1];
    const p3 = past[2];
    if (!extrapolate) {
      z1.fill(0);
      z2.fill(0);
      z3.fill(0);
      for (let j = 0; j < 3; j++) w[j]!.fill(0);
      return;
    }
    const w1 = w[0];
    const w2 = w[1];
    const w3 = w[2];
    const ratio = state.h / this.hPast;
    const c1 = radau5.c[0];
    const c2 = radau5.c[1];
    for (let i = 0; i < state.n; i++) {
      z1[i] = continued(c1 * ratio, p1[i]!, p2[i]!, p3[i]!);
      z2[i] = continued(c2 * ratio, p1[i]!, p2[i]!, p3[i]!);
      z3[i] = continued(ratio, p1[i]!, p2[i]!, p3[i]!);
    }
    const r1 = radau5.tInverse[0]!;
    const r2 = radau5.tInverse[1]!;
    const r3 = radau5.tInverse[2]!;
    for (let i = 0; i < state.n; i++) {
      const a = z1[i]!;
      const b = z2[i]!;
      const c = z3[i]!;
      w1[i] = r1[0] * a + r1[1] * b + r1[2] * c;
      w2[i] = r2[0] * a + r2[1] * b + r2[2] * c;
      w3[i] = r3[0] * a + r3[1] * b + r3[2] * c;
    }
  }

  /** f at the three stages, and from it the increment of w, left in this.f. */
  private increment(scale: Float64Array): void {
    const { state, f, w, yStage, massW } = this;
    const { n, t, h, y, mass } = state;
    const f1 = f[0];
    const f2 = f[1];
    const f3 = f[2];
    const c1 = radau5.c[0];
    const c2 = radau5.c[1];
    for (let i = 0; i < n; i++) yStage[i] = y[i]! + this.z1[i]!;
    state.rhs(t + c1 * h, yStage, f1, state.params);
    for (let i = 0; i < n; i++) yStage[i] = y[i]! + this.z2[i]!;
    state.rhs(t + c2 * h, yStage, f2, state.params);
    for (let i = 0; i < n; i++) yStage[i] = y[i]! + this.z3[i]!;
    state.rhs(state.tEnd, yStage, f3, state.params);
    state.stats.rhs += 3;
    const r1 = radau5.tInverse[0]!;
    const r2 = radau5.tInverse[1]!;
    const r3 = radau5.tInverse[2]!;
    for (let i = 0; i < n; i++) {
      const a = f1[i]!;
      const b = f2[i]!;
      const c = f3[i]!;
      f1[i] = r1[0] * a + r1[1] * b + r1[2] * c;
      f2[i] = r2[0] * a + r2[1] * b + r2[2] * c;
      f3[i] = r3[0] * a + r3[1] * b + r3[2] * c;
    }
    const gamma = radau5.gamma / h;
    const alpha = radau5.alpha / h;
    const beta = radau5.beta / h;
    massTimes(mass, w[0], massW);
    for (let i = 0; i < n; i++) f1[i] = f1[i]! - gamma * massW[i]!;
    massTimes(mass, w[1], massW);
    for (let i = 0; i < n; i++) {
      f2[i] = f2[i]! - alpha * massW[i]!;
      f3[i] = f3[i]! - beta * massW[i]!;
    }
    massTimes(mass, w[2], massW);
    for (let i = 0; i < n; i++) {
      f2[i] = f2[i]! + beta * massW[i]!;
      f3[i] = f3[i]! - alpha * massW[i]!;
    }
    this.real.solve(f1);
    this.complex.solve(f2, f3);
    state.stats.solves += 2;
    this.size = sizeOf(f1, f2, f3, scale);
  }

  private applyIncrement(): void {
    const { state, w, f } = this;
    const f1 = f[0];
    const f2 = f[1];
    const f3 = f[2];
    const w1 = w[0];
    const w2 = w[1];
    const w3 = w[2];
    const r1 = radau5.t[0]!;
    const r2 = radau5.t[1]!;
    const r3 = radau5.t[2]!;
    for (let i = 0; i < state.n; i++) {
      const a = w1[i]! + f1[i]!;
      const b = w2[i]! + f2[i]!;
      const c = w3[i]! + f3[i]!;
      w1[i] = a;
      w2[i] = b;
      w3[i] = c;
      this.z1[i] = r1[0] * a + r1[1] * b + r1[2] * c;
      this.z2[i] = r2[0] * a + r2[1] * b + r2[2] * c;
      this.z3[i] = r3[0] * a + b;
    }
  }

  /** Keeps divided differences of the stages, from which the next step starts: nodes 1, c₂, c₁, 0 of this one. */
  accept(): void {
    const { state, past, z1, z2, z3 } = this;
    const p1 = past[0];
    const p2 = past[1];
    const p3 = past[2];
    const c1 = radau5.c[0];
    const c2 = radau5.c[1];
    this.hPast = state.h;
    for (let i = 0; i < state.n; i++) {
      const first = (z2[i]! - z3[i]!) / (c2 - 1);
      const middle = (z1[i]! - z2[i]!) / (c1 - c2);
      const second = (middle - first) / (c1 - 1);
      p1[i] = first;
      p2[i] = second;
      p3[i] = second - (middle - z1[i]! / c1) / c2;
    }
  }

  remember(memory: Memory): void {
    this.hPast = memory.number(this.hPast);
    this.reach = memory.number(this.reach);
    for (const x of [...this.past, this.z1, this.z2, this.z3, this.real.a, this.complex.re, this.complex.im])
      memory.array(x);
    this.real.remember(memory);
    this.complex.remember(memory);
  }
}

/** The last polynomial at s steps of it beyond its end, less its value there. */
function continued(s: number, p1: number, p2: number, p3: number): number {
  return s * (p1 + (s + 1 - radau5.c[1]) * (p2 + (s + 1 - radau5.c[0]) * p3));
}

function sizeOf(f1: Float64Array, f2: Float64Array, f3: Float64Array, scale: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < scale.length; i++) {
    const a = f1[i]! / scale[i]!;
    const b = f2[i]! / scale[i]!;
    const c = f3[i]! / scale[i]!;
    sum += a * a + b * b + c * c;
  }
  return Math.sqrt(sum / (3 * scale.length));
}
