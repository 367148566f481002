import type { StepState } from '../stepping/step-state.ts';

/** A row of a table bound to the arrays it sums. */
export interface StageSum {
  readonly terms: number;
  readonly a: Float64Array;
  readonly k: readonly Float64Array[];
}

/**
 * out = y + h Σⱼ aⱼ kⱼ. One loop over the components with all terms of a row in it, unrolled by their number: measured
 * 2 to 3 times faster than a loop over terms, for 2 components as for 28. h is read from the state because a number
 * handed to a function that is not inlined would be allocated.
 */
export function addStages<P>(state: StepState<P>, sum: StageSum, out: Float64Array): void {
  const { y, n, h } = state;
  const { a, k } = sum;
  switch (sum.terms) {
    case 1: {
      const k0 = k[0]!;
      const a0 = h * a[0]!;
      for (let i = 0; i < n; i++) out[i] = y[i]! + a0 * k0[i]!;
      return;
    }
    case 2: {
      const k0 = k[0]!;
      const k1 = k[1]!;
      const a0 = h * a[0]!;
      const a1 = h * a[1]!;
      for (let i = 0; i < n; i++) out[i] = y[i]! + (a0 * k0[i]! + a1 * k1[i]!);
      return;
    }
    case 3: {
      const k0 = k[0]!;
      const k1 = k[1]!;
      const k2 = k[2]!;
      const a0 = h * a[0]!;
      const a1 = h * a[1]!;
      const a2 = h * a[2]!;
      for (let i = 0; i < n; i++) out[i] = y[i]! + (a0 * k0[i]! + a1 * k1[i]! + a2 * k2[i]!);
      return;
    }
    case 4:
      addFour(state, sum, out);
      return;
    case 5:
      addFive(state, sum, out);
      return;
    default:
      addMany(state, sum, out);
  }
}

function addFour<P>({ y, n, h }: StepState<P>, { a, k }: StageSum, out: Float64Array): void {
  const k0 = k[0]!;
  const k1 = k[1]!;
  const k2 = k[2]!;
  const k3 = k[3]!;
  const a0 = h * a[0]!;
  const a1 = h * a[1]!;
  const a2 = h * a[2]!;
  const a3 = h * a[3]!;
  for (let i = 0; i < n; i++) out[i] = y[i]! + (a0 * k0[i]! + a1 * k1[i]! + a2 * k2[i]! + a3 * k3[i]!);
}

function addFive<P>({ y, n, h }: StepState<P>, { a, k }: StageSum, out: Float64Array): void {
  const k0 = k[0]!;
  const k1 = k[1]!;
  const k2 = k[2]!;
  const k3 = k[3]!;
  const k4 = k[4]!;
  const a0 = h * a[0]!;
  const a1 = h * a[1]!;
  const a2 = h * a[2]!;
  const a3 = h * a[3]!;
  const a4 = h * a[4]!;
  for (let i = 0; i < n; i++) out[i] = y[i]! + (a0 * k0[i]! + a1 * k1[i]! + a2 * k2[i]! + a3 * k3[i]! + a4 * k4[i]!);
}

/** Six terms or more: six, and what is left one by one. */
function addMany<P>({ y, n, h }: StepState<P>, { a, k, terms }: StageSum, out: Float64Array): void {
  const k0 = k[0]!;
  const k1 = k[1]!;
  const k2 = k[2]!;
  const k3 = k[3]!;
  const k4 = k[4]!;
  const k5 = k[5]!;
  const a0 = h * a[0]!;
  const a1 = h * a[1]!;
  const a2 = h * a[2]!;
  const a3 = h * a[3]!;
  const a4 = h * a[4]!;
  const a5 = h * a[5]!;
  for (let i = 0; i < n; i++) {
    let sum = a0 * k0[i]! + a1 * k1[i]! + a2 * k2[i]! + a3 * k3[i]! + a4 * k4[i]! + a5 * k5[i]!;
    for (let j = 6; j < terms; j++) sum += h * a[j]! * k[j]![i]!;
    out[i] = y[i]! + sum;
  }
}

/** out = h Σⱼ aⱼ kⱼ, for an error estimate: many terms as a rule, so six at a time. */
export function sumStages<P>({ n, h }: StepState<P>, { a, k, terms }: StageSum, out: Float64Array): void {
  let first = 0;
  if (terms >= 6) {
    first = 6;
    const k0 = k[0]!;
    const k1 = k[1]!;
    const k2 = k[2]!;
    const k3 = k[3]!;
    const k4 = k[4]!;
    const k5 = k[5]!;
    for (let i = 0; i < n; i++)
      out[i] =
        h * (a[0]! * k0[i]! + a[1]! * k1[i]! + a[2]! * k2[i]! + (a[3]! * k3[i]! + a[4]! * k4[i]! + a[5]! * k5[i]!));
  } else out.fill(0);
  for (let j = first; j < terms; j++) {
    const kj = k[j]!;
    const aj = h * a[j]!;
    for (let i = 0; i < n; i++) out[i] = out[i]! + aj * kj[i]!;
  }
}
