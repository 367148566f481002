import type { FailureReason } from './failure.ts';
import type { StepState } from './stepping/step-state.ts';

/** What is wrong with a state the caller gave, if anything is. */
export function faultAtStart<P>(
  state: StepState<P>,
  isInDomain: boolean,
): { readonly reason: FailureReason; readonly detail: string } | undefined {
  if (!isInDomain) return { reason: 'outOfDomain', detail: 'y is outside at the start' };
  const equation = unsatisfiedEquation(state);
  if (equation < 0) return undefined;
  return { reason: 'inconsistentStart', detail: `row ${equation} of M is zero, and of f(t, y) is not` };
}

/** By how many tolerances the components may be off before a start is refused. */
const TOLERANCES = 100;

/**
 * Index of an algebraic equation that y does not satisfy, or −1. Where a row of M is zero, f must be zero; it is compared with how
 * much it changes when every component moves by a hundred of its tolerances. An implicit method would jump to some consistent state in
 * its first step and say nothing.
 */
function unsatisfiedEquation<P>(state: StepState<P>): number {
  const { n, mass, y, atol, rtol } = state;
  if (mass === undefined) return -1;
  const algebraic = Array.from({ length: n }, (_, i) => i).filter((i) =>
    mass.subarray(i * n, (i + 1) * n).every((x) => x === 0),
  );
  if (algebraic.length === 0) return -1;
  const f0 = new Float64Array(n);
  const f = new Float64Array(n);
  const moved = y.slice();
  const allowed = new Float64Array(n);
  state.rhs(state.t, y, f0, state.params);
  for (let j = 0; j < n; j++) {
    const move = TOLERANCES * (atol[j]! + rtol * Math.abs(y[j]!));
    moved[j] = y[j]! + move;
    state.rhs(state.t, moved, f, state.params);
    moved[j] = y[j]!;
    for (let i = 0; i < n; i++) allowed[i] = allowed[i]! + Math.abs(f[i]! - f0[i]!);
  }
  state.stats.rhs += n + 1;
  return algebraic.find((i) => Math.abs(f0[i]!) > allowed[i]!) ?? -1;
}
