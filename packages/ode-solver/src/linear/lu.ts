/**
 * LU with partial pivoting of a small square matrix, dense or banded, stored dense and row-major.
 * A band lets both loops stop early: n (lower)(lower + upper) instead of n³/3 multiplications.
 */
export class RealLu {
  readonly n: number;
  /** Filled by the caller before each `factor`, which overwrites it. */
  readonly a: Float64Array;
  private readonly pivots: Int32Array;
  private readonly lower: number;
  /** Upper bandwidth once rows have been exchanged. */
  private readonly upper: number;

  constructor(n: number, lower: number, upper: number) {
    this.n = n;
    this.a = new Float64Array(n * n);
    this.pivots = new Int32Array(n);
    this.lower = Math.min(lower, n - 1);
    this.upper = Math.min(upper + lower, n - 1);
  }

  /** False when a pivot is zero or not finite. */
  factor(): boolean {
    const { n, a, pivots, lower, upper } = this;
    for (let k = 0; k < n; k++) {
      const last = k + lower < n - 1 ? k + lower : n - 1;
      let p = k;
      let largest = Math.abs(a[k * n + k]!);
      for (let i = k + 1; i <= last; i++) {
        const size = Math.abs(a[i * n + k]!);
        if (size > largest) {
          largest = size;
          p = i;
        }
      }
      if (!(largest > 0 && largest < Infinity)) return false;
      pivots[k] = p;
      const right = k + upper < n - 1 ? k + upper : n - 1;
      const rowK = k * n;
      if (p !== k) {
        for (let j = k; j <= right; j++) {
          const held = a[rowK + j]!;
          a[rowK + j] = a[p * n + j]!;
          a[p * n + j] = held;
        }
      }
      const inverse = 1 / a[rowK + k]!;
      for (let i = k + 1; i <= last; i++) {
        const rowI = i * n;
        const factor = a[rowI + k]!;
        if (factor === 0) continue;
        const m = factor * inverse;
        a[rowI + k] = m;
        for (let j = k + 1; j <= right; j++) a[rowI + j] = a[rowI + j]! - m * a[rowK + j]!;
      }
      a[rowK + k] = inverse;
    }
    return true;
  }

  /** x := A⁻¹ x. */
  solve(x: Float64Array): void {
    const { n, a, pivots, lower, upper } = this;
    for (let k = 0; k < n; k++) {
      const p = pivots[k]!;
      const held = x[p]!;
      x[p] = x[k]!;
      x[k] = held;
      if (held === 0) continue;
      const last = k + lower < n - 1 ? k + lower : n - 1;
      for (let i = k + 1; i <= last; i++) x[i] = x[i]! - a[i * n + k]! * held;
    }
    for (let i = n - 1; i >= 0; i--) {
      const right = i + upper < n - 1 ? i + upper : n - 1;
      let sum = x[i]!;
      for (let j = i + 1; j <= right; j++) sum -= a[i * n + j]! * x[j]!;
      x[i] = sum * a[i * n + i]!; // the inverse of the pivot is kept there
    }
  }

  /** Row exchanges; the matrix itself is the caller's to remember. */
  remember(memory: { number(x: number): number }): void {
    for (let k = 0; k < this.n; k++) this.pivots[k] = memory.number(this.pivots[k]!);
  }
}
