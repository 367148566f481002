import type { DensePolynomial } from './stepping/dense-polynomial.ts';

/** The solution within the last step. One object, filled anew by each `stepper.interpolant()`. */
export interface Interpolant {
  readonly t0: number;
  readonly t1: number;
  /** y(t) into out, for t between t0 and t1. Outside, it throws RangeError. */
  at(t: number, out: Float64Array): Float64Array;
}

/** A view of the dense output, which follows it from step to step. */
export function livePiece(dense: DensePolynomial): Interpolant {
  return {
    get t0() {
      return dense.t0;
    },
    get t1() {
      return dense.end;
    },
    at(t, out) {
      if (!((t - dense.t0) * (dense.end - t) >= 0))
        throw new RangeError(`t = ${t} is outside the last step, ${dense.t0} … ${dense.end}`);
      return dense.at(t, out);
    },
  };
}
