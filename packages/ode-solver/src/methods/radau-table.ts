import { InvalidProblem } from '../failure.ts';

/**
 * Radau IIA with three stages: collocation at (4 ∓ √6)/10 and 1; order 5, L-stable, stiffly accurate.
 * The inverse of its matrix A has one real and two complex eigenvalues; T brings it to the block form
 *
 *     T⁻¹ A⁻¹ T = ⎡ γ  0  0 ⎤
 *                 ⎢ 0  α −β ⎥
 *                 ⎣ 0  β  α ⎦
 *
 * so a step needs one real and one complex matrix of size n instead of one of size 3n.
 * Hairer & Wanner, Solving Ordinary Differential Equations II (2nd ed. 1996), IV.5 and IV.8.
 */
export interface RadauTable {
  readonly c: readonly [number, number, number];
  readonly gamma: number;
  readonly alpha: number;
  readonly beta: number;
  readonly t: readonly (readonly [number, number, number])[];
  readonly tInverse: readonly (readonly [number, number, number])[];
  /** Weights of the stages in the error estimate, of order 3. */
  readonly e: readonly [number, number, number];
}

/** Checks T T⁻¹ = 1 and T (block) T⁻¹ A = 1, with A from its conditions of collocation. */
export function radauTable(spec: RadauTable): RadauTable {
  const { t, tInverse, gamma, alpha, beta, c } = spec;
  const block = [
    [gamma, 0, 0],
    [0, alpha, -beta],
    [0, beta, alpha],
  ];
  const identity = multiply(t, tInverse);
  const inverseA = multiply(t, multiply(block, tInverse));
  // A maps cᵏ⁻¹ to cᵏ/k for k = 1, 2, 3; so A⁻¹ maps them back.
  const powers = [1, 2, 3].map((k) => c.map((x) => [x, x * x, x * x * x][k - 1]! / k));
  for (let i = 0; i < 3; i++)
    for (let j = 0; j < 3; j++) {
      check(`T T⁻¹ at ${i}, ${j}`, identity[i]![j]!, i === j ? 1 : 0);
      const back = inverseA[i]!.reduce((sum, x, l) => sum + x * powers[j]![l]!, 0);
      check(`A⁻¹ of c^${j + 1} in stage ${i}`, back, [1, c[i]!, c[i]! * c[i]!][j]!);
    }
  // The estimate is of order 3: it must not see solutions y = t, t², t³ but for f at the start.
  for (const k of [2, 3])
    check(
      `error of t^${k}`,
      spec.e.reduce((sum, x, i) => sum + x * powers[k - 1]![i]! * k, 0),
      0,
    );
  check(
    'error of t',
    spec.e.reduce((sum, x, i) => sum + x * c[i]!, 0),
    -1,
  );
  return spec;
}

function check(what: string, value: number, expected: number): void {
  if (!(Math.abs(value - expected) <= 2e-13))
    throw new InvalidProblem('table radau5', `is wrong: ${what} gives ${value}, not ${expected}`);
}

function multiply(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] {
  return a.map((row) => [0, 1, 2].map((j) => row.reduce((sum, x, l) => sum + x * b[l]![j]!, 0)));
}

export const radau5 = /* @__PURE__ */ radauTable({
  c: [0.1550510257216822, 0.6449489742783178, 1],
  gamma: 3.637834252744496,
  alpha: 2.681082873627752,
  beta: 3.050430199247411,
  t: [
    [0.09123239487089295, -0.1412552950209542, -0.03002919410514742],
    [0.241717932707107, 0.20412935229379994, 0.3829421127572619],
    [0.966048182615093, 1, 0],
  ],
  tInverse: [
    [4.325579890063155, 0.3391992518158099, 0.5417705399358749],
    [-4.178718591551905, -0.3276828207610624, 0.47662355450055044],
    [-0.5028726349457869, 2.571926949855605, -0.5960392048282249],
  ],
  // −(13 + 7√6)/3, (−13 + 7√6)/3, −1/3
  e: [-10.04880939982741, 1.382142733160749, -0.3333333333333333],
});
