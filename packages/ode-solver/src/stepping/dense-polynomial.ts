/**
 * The solution over one step as a polynomial in θ = (t − t0)/(t1 − t0), nested at both ends by turns:
 *
 *     y(θ) = c₀ + θ (c₁ + (1−θ) (c₂ + θ (c₃ + (1−θ) (c₄ + …))))
 *
 * Every method writes its own dense output in this one form, so saving, events and `at` know nothing of methods.
 * Hairer, Nørsett & Wanner, Solving ODEs I, II.6 use it for Dormand–Prince.
 */
export class DensePolynomial {
  t0 = 0;
  t1 = 0;
  /** Up to where it is the solution: t1, or before it where an event cut the step. */
  end = 0;
  readonly n: number;
  readonly terms: number;
  /** c₀ … , n numbers each. */
  readonly c: Float64Array;

  constructor(n: number, terms: number) {
    this.n = n;
    this.terms = terms;
    this.c = new Float64Array(n * terms);
  }

  /** Takes over another of the same n with no more terms. */
  copy(other: DensePolynomial): void {
    this.t0 = other.t0;
    this.t1 = other.t1;
    this.end = other.end;
    const shared = other.c.length;
    for (let i = 0; i < shared; i++) this.c[i] = other.c[i]!;
    for (let i = shared; i < this.c.length; i++) this.c[i] = 0;
  }

  remember(memory: { number(x: number): number; array(x: Float64Array): void }): void {
    this.t0 = memory.number(this.t0);
    this.t1 = memory.number(this.t1);
    this.end = memory.number(this.end);
    memory.array(this.c);
  }

  /** y(t) into out; exact at both ends to rounding. */
  at(t: number, out: Float64Array): Float64Array {
    const { n, c } = this;
    const theta = (t - this.t0) / (this.t1 - this.t0);
    evaluateNested(c, 0, this.terms, n, theta, out, 0);
    return out;
  }
}

/** One nested polynomial of `terms` coefficients of n numbers, starting at c[from], into out[to …]. */
export function evaluateNested(
  c: Float64Array,
  from: number,
  terms: number,
  n: number,
  theta: number,
  out: Float64Array,
  to: number,
): void {
  const rest = 1 - theta;
  for (let i = 0; i < n; i++) {
    let sum = c[from + (terms - 1) * n + i]!;
    for (let m = terms - 2; m >= 0; m--) sum = c[from + m * n + i]! + (m % 2 === 0 ? theta : rest) * sum;
    out[to + i] = sum;
  }
}

/**
 * First four coefficients from values and slopes at both ends: cubic Hermite interpolation.
 * c₁ = y1 − y0, c₂ = h f0 − c₁, c₃ = c₁ − h f1 − c₂.
 */
export function hermite(
  c: Float64Array,
  n: number,
  h: number,
  y0: Float64Array,
  y1: Float64Array,
  f0: Float64Array,
  f1: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    const rise = y1[i]! - y0[i]!;
    const bend = h * f0[i]! - rise;
    c[i] = y0[i]!;
    c[n + i] = rise;
    c[2 * n + i] = bend;
    c[3 * n + i] = rise - h * f1[i]! - bend;
  }
}
