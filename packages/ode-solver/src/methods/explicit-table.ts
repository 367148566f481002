import { InvalidProblem } from '../failure.ts';

/** An explicit Runge–Kutta method as its paper prints it. */
export interface ExplicitSpec {
  readonly name: string;
  readonly order: number;
  /** Order of the embedded solution; 0 when there is none. */
  readonly errorOrder: number;
  /** How the estimate shrinks with the step, when not as its order: q of h^(q+1). */
  readonly controlOrder?: number;
  readonly denseOrder: number;
  readonly c: readonly number[];
  readonly a: readonly (readonly number[])[];
  readonly b: readonly number[];
  /** Weights of y − ŷ over all stages; one more than b when it uses f at the end of the step. */
  readonly bError: readonly number[];
  /** Weights of a second estimate of lower order, to damp the first (DOP853). */
  readonly bErrorLow?: readonly number[];
  /** Rows that follow the four of cubic Hermite interpolation in the nested form, over all stages. */
  readonly dense: readonly (readonly number[])[];
  /** Stages only dense output needs, after the one at the end of the step. */
  readonly denseC?: readonly number[];
  readonly denseA?: readonly (readonly number[])[];
}

/** Σⱼ coefficient[j] · k[stage[j]]: a row of a table without its zeros. */
export interface SparseRow {
  readonly coefficient: Float64Array;
  readonly stage: readonly number[];
}

/** A checked table, ready to step with. Stage `last` is f at the end of the step. */
export interface ExplicitTable {
  readonly name: string;
  readonly order: number;
  readonly errorOrder: number;
  readonly controlOrder: number;
  readonly denseOrder: number;
  /** Stages of the step without the last. */
  readonly stages: number;
  /** All stages: with the last and those for dense output. */
  readonly allStages: number;
  readonly c: Float64Array;
  /** Row s gives the argument of stage s; row `stages` is the solution itself. */
  readonly rows: readonly SparseRow[];
  readonly error: SparseRow;
  readonly errorLow: SparseRow;
  /** The error estimate needs f at the end of the step. */
  readonly errorNeedsLast: boolean;
  readonly dense: readonly SparseRow[];
  /** The two last stages sit at the end of the step, so their difference measures stiffness. */
  readonly measuresStiffness: boolean;
}

/** Checks the numbers against each other and packs them. Throws when one of them cannot be right. */
export function explicitTable(spec: ExplicitSpec): ExplicitTable {
  checkOrder(spec);
  const stages = spec.b.length;
  const c = [...spec.c, 1, ...(spec.denseC ?? [])];
  const matrix = [...spec.a, spec.b, ...(spec.denseA ?? [])];
  matrix.forEach((row, s) => near(spec, `row ${s} of a`, sum(row), c[s]!));
  near(spec, 'bError', sum(spec.bError), 0);
  near(spec, 'bErrorLow', sum(spec.bErrorLow ?? []), 0);
  return {
    name: spec.name,
    order: spec.order,
    errorOrder: spec.errorOrder,
    controlOrder: spec.controlOrder ?? spec.errorOrder,
    denseOrder: spec.denseOrder,
    stages,
    allStages: c.length,
    c: Float64Array.from(c),
    rows: matrix.map(sparse),
    error: sparse(spec.bError),
    errorLow: sparse(spec.bErrorLow ?? []),
    errorNeedsLast: spec.bError.length > stages,
    dense: spec.dense.map(sparse),
    measuresStiffness: c[stages - 1] === 1,
  };
}

/**
 * Conditions of order: Σ bᵢ (Aᵐ cᵏ)ᵢ = k!/(k+m+1)! for all k + m < order, and the same sums of the error weights are
 * zero below the order of the embedded solution. Hairer, Nørsett & Wanner I, II.2.
 */
function checkOrder(spec: ExplicitSpec): void {
  for (let k = 0; k < spec.order; k++) {
    let vector = spec.c.map((x) => power(x, k));
    let expected = 1 / (k + 1);
    let atEnd = 1; // what the vector would be in the stage at the end of the step
    for (let m = 0; k + m < spec.order; m++) {
      near(spec, `order condition ${k}, ${m}`, dot(spec.b, vector), expected);
      if (spec.errorOrder > k + m) near(spec, `error condition ${k}, ${m}`, dot(spec.bError, [...vector, atEnd]), 0);
      vector = spec.a.map((row) => dot(row, vector));
      atEnd = expected;
      expected /= k + m + 2;
    }
  }
}

function near(spec: ExplicitSpec, what: string, value: number, expected: number): void {
  if (!(Math.abs(value - expected) <= 5e-14))
    throw new InvalidProblem(`table ${spec.name}`, `is wrong: ${what} gives ${value}, not ${expected}`);
}

function sparse(row: readonly number[]): SparseRow {
  const stage = row.flatMap((x, j) => (x === 0 ? [] : [j]));
  return { stage, coefficient: Float64Array.from(stage, (j) => row[j]!) };
}

const sum = (row: readonly number[]): number => row.reduce((total, x) => total + x, 0);
const dot = (row: readonly number[], x: readonly number[]): number => row.reduce((total, a, j) => total + a * x[j]!, 0);

function power(x: number, k: number): number {
  let product = 1;
  for (let i = 0; i < k; i++) product *= x;
  return product;
}
