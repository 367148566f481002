import { exp2, log2 } from './binary-logarithm.ts';
import type { StepState } from './step-state.ts';

/**
 * A first step from the sizes of y, y′ and y″: an Euler step a hundredth of ‖y‖/‖y′‖ long shows how y′ changes, and
 * the step is that for which a hundredth of the largest term of order q is reached. One evaluation of f.
 * Hairer, Nørsett & Wanner I, II.4. `f0` is f at (t, y); `y1`, `f1` are overwritten.
 */
export function proposeFirstStep<P>(
  state: StepState<P>,
  q: number,
  f0: Float64Array,
  y1: Float64Array,
  f1: Float64Array,
): void {
  const { n, y, atol, rtol } = state;
  let sizeY = 0;
  let sizeF = 0;
  for (let i = 0; i < n; i++) {
    const scale = atol[i]! + rtol * Math.abs(y[i]!);
    const a = y[i]! / scale;
    const b = f0[i]! / scale;
    sizeY += a * a;
    sizeF += b * b;
  }
  let h = sizeY <= 1e-10 || sizeF <= 1e-10 ? 1e-6 : 0.01 * Math.sqrt(sizeY / sizeF);
  // Never past the next stop: f may jump there.
  const limit = Math.min(state.hMax, Math.abs(state.rest));
  if (!(h < limit)) h = limit;
  let sizeChange = change(state, h, f0, y1, f1);
  // Where an Euler step leaves the domain of f, so would the first step: look closer.
  for (let tries = 0; tries < 8 && !(sizeChange < Infinity); tries++) {
    h *= 0.01;
    sizeChange = change(state, h, f0, y1, f1);
  }
  const largest = Math.max(sizeF, sizeChange); // squares of norms, still to be divided by n
  let growth = 0.01 * h; // where sizes overflow
  if (largest / n <= 1e-30) growth = Math.max(1e-6, h * 1e-3);
  else if (largest < Infinity) growth = exp2((LOG_HUNDREDTH - 0.5 * log2(largest / n)) / q);
  state.hNext = state.direction * Math.min(100 * h, growth, state.hMax);
}

/** Square of the scaled size of y″ by a difference over h. */
function change<P>(state: StepState<P>, h: number, f0: Float64Array, y1: Float64Array, f1: Float64Array): number {
  const { n, y, atol, rtol, direction } = state;
  for (let i = 0; i < n; i++) y1[i] = y[i]! + direction * h * f0[i]!;
  state.rhs(state.t + direction * h, y1, f1, state.params);
  state.stats.rhs++;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const d = (f1[i]! - f0[i]!) / (atol[i]! + rtol * Math.abs(y[i]!));
    sum += d * d;
  }
  return sum / (h * h);
}

const LOG_HUNDREDTH = -6.643856189774724;

/** As above. Where M is not the identity f is not y′, and the step starts at a millionth. */
export function firstStiffStep<P>(
  state: StepState<P>,
  q: number,
  f0: Float64Array,
  y1: Float64Array,
  f1: Float64Array,
): void {
  if (state.mass === undefined) proposeFirstStep(state, q, f0, y1, f1);
  else state.hNext = state.direction * Math.min(1e-6, state.hMax);
}
