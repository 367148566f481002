import { InvalidProblem } from '../failure.ts';

/**
 * A linearly implicit method in the form its papers print for programs: uᵢ instead of kᵢ, so that no product with the
 * Jacobian is needed. Hairer & Wanner, Solving ODEs II, IV.7.
 */
export interface RosenbrockTable {
  readonly name: string;
  readonly order: number;
  readonly denseOrder: number;
  readonly gamma: number;
  /** Times of the stages and weights of ∂f/∂t, in steps. */
  readonly alpha: readonly number[];
  readonly d: readonly number[];
  /** a and c below the diagonal; y at the end is y + Σ mᵢ uᵢ, the last u is the error. */
  readonly a: readonly (readonly number[])[];
  readonly c: readonly (readonly number[])[];
  readonly m: readonly number[];
  /** Rows of the nested polynomial after y0 and y1 − y0. */
  readonly dense: readonly (readonly number[])[];
}

/** Recovers αᵢⱼ, γᵢⱼ, bᵢ from the printed numbers and checks sums and conditions up to order 4. */
export function rosenbrockTable(spec: RosenbrockTable): RosenbrockTable {
  const s = spec.m.length;
  const square = (rows: readonly (readonly number[])[]): number[][] =>
    Array.from({ length: s }, (_, i) => Array.from({ length: s }, (__, j) => rows[i]?.[j] ?? 0));
  // Γ⁻¹ = 1/γ − C, solved column by column.
  const inverse = square(spec.c).map((row, i) => row.map((x, j) => (i === j ? 1 / spec.gamma : -x)));
  const gamma = square([]);
  for (let j = 0; j < s; j++)
    for (let i = j; i < s; i++) {
      let sum = i === j ? 1 : 0;
      for (let l = j; l < i; l++) sum -= inverse[i]![l]! * gamma[l]![j]!;
      gamma[i]![j] = sum / inverse[i]![i]!;
    }
  const times = (rows: readonly (readonly number[])[]): number[][] =>
    rows.map((row) => gamma.map((_, j) => row.reduce((sum, x, l) => sum + x * gamma[l]![j]!, 0)));
  const alpha = times(square(spec.a));
  const [b] = times([spec.m]) as [number[]];
  const beta = alpha.map((row, i) => row.map((x, j) => x + gamma[i]![j]!));
  const sums = (rows: readonly (readonly number[])[]): number[] => rows.map((row) => row.reduce((t, x) => t + x, 0));
  const on = (rows: readonly (readonly number[])[], x: readonly number[]): number[] =>
    rows.map((row) => row.reduce((t, v, j) => t + v * x[j]!, 0));
  const weigh = (x: readonly number[]): number => b.reduce((t, v, i) => t + v * x[i]!, 0);
  const [sumAlpha, sumBeta] = [sums(alpha), sums(beta)];
  const near = (what: string, value: number, expected: number): void => {
    if (!(Math.abs(value - expected) <= 2e-12))
      throw new InvalidProblem(`table ${spec.name}`, `is wrong: ${what} gives ${value}, not ${expected}`);
  };
  spec.alpha.forEach((x, i) => near(`sum of a in stage ${i}`, sumAlpha[i]!, x));
  spec.d.forEach((x, i) => near(`sum of γ in stage ${i}`, sums(gamma)[i]!, x));
  near(
    'order 1',
    b.reduce((t, x) => t + x, 0),
    1,
  );
  near('order 2', weigh(sumBeta), 1 / 2);
  near('order 3, α²', weigh(sumAlpha.map((x) => x * x)), 1 / 3);
  near('order 3, ββ', weigh(on(beta, sumBeta)), 1 / 6);
  near('order 4, α³', weigh(sumAlpha.map((x) => x * x * x)), 1 / 4);
  near('order 4, ααβ', weigh(on(alpha, sumBeta).map((x, i) => x * sumAlpha[i]!)), 1 / 8);
  near(
    'order 4, βα²',
    weigh(
      on(
        beta,
        sumAlpha.map((x) => x * x),
      ),
    ),
    1 / 12,
  );
  near('order 4, βββ', weigh(on(beta, on(beta, sumBeta))), 1 / 24);
  return spec;
}
