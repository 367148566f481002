import { InvalidProblem } from '../failure.ts';
import { RealLu } from '../linear/lu.ts';

/**
 * Collocation as GEKKO and APMonitor do it (IMODE 4, NODES 2 … 6): a polynomial of degree NODES − 1 through the state at the
 * left end, whose slope meets f at the Lobatto points of the step except the left one. NODES 2 is the implicit Euler
 * method; order NODES − 1; not L-stable from NODES 3 on. Hedengren et al., Comput. Chem. Eng. 70 (2014) 133–148.
 */
export interface CollocationTable {
  readonly stages: number;
  /** Points of the step, the last is 1. */
  readonly c: Float64Array;
  /** aᵢⱼ = ∫₀^cᵢ ℓⱼ, ℓⱼ the Lagrange polynomials on c; row-major. */
  readonly a: Float64Array;
  /** Coefficients of the nested dense polynomial from the stages; row-major. */
  readonly nested: Float64Array;
}

const interior: Readonly<Record<number, readonly number[]>> = {
  2: [],
  3: [0.5],
  4: [0.27639320225002106, 0.7236067977499789], // (1 ∓ 1/√5)/2
  5: [0.1726731646460114, 0.5, 0.8273268353539887], // (1 ∓ √(3/7))/2
  6: [0.11747233803526769, 0.3573842417596774, 0.6426157582403226, 0.8825276619647323], // (1 ∓ √((7 ± 2√7)/21))/2
};

export function collocationTable(nodes: number): CollocationTable {
  const c = Float64Array.from([...interior[nodes]!, 1]);
  const s = c.length;
  // A maps cᵏ⁻¹ to cᵏ/k for k = 1 … s: solved row by row with the transposed Vandermonde matrix.
  const vandermonde = new RealLu(s, s, s);
  for (let k = 0; k < s; k++) for (let j = 0; j < s; j++) vandermonde.a[k * s + j] = power(c[j]!, k);
  const a = new Float64Array(s * s);
  solved(vandermonde);
  for (let i = 0; i < s; i++) {
    const row = Float64Array.from({ length: s }, (_, k) => power(c[i]!, k + 1) / (k + 1));
    vandermonde.solve(row);
    a.set(row, i * s);
  }
  for (let i = 0; i < s; i++) {
    const sum = a.subarray(i * s, (i + 1) * s).reduce((total, x) => total + x, 0);
    if (!(Math.abs(sum - c[i]!) < 1e-13))
      throw new InvalidProblem('table collocation', `is wrong: row ${i} sums to ${sum}`);
  }
  return { stages: s, c, a, nested: nestedFrom(c) };
}

/** Inverse of the matrix of θ, θ(1−θ), θ²(1−θ), … at the points. */
function nestedFrom(c: Float64Array): Float64Array {
  const s = c.length;
  const basis = new RealLu(s, s, s);
  c.forEach((theta, i) => {
    let value = 1;
    for (let m = 0; m < s; m++) {
      value *= m % 2 === 0 ? theta : 1 - theta;
      basis.a[i * s + m] = value;
    }
  });
  solved(basis);
  const inverse = new Float64Array(s * s);
  for (let j = 0; j < s; j++) {
    const unit = new Float64Array(s);
    unit[j] = 1;
    basis.solve(unit);
    for (let i = 0; i < s; i++) inverse[i * s + j] = unit[i]!;
  }
  return inverse;
}

function solved(matrix: RealLu): void {
  if (!matrix.factor()) throw new InvalidProblem('table collocation', 'is wrong: its points coincide');
}

function power(x: number, k: number): number {
  let product = 1;
  for (let i = 0; i < k; i++) product *= x;
  return product;
}
