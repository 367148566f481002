/** As RealLu, for a complex matrix given as real and imaginary parts. Pivots by |re| + |im|. */
export class ComplexLu {
  readonly n: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
  private readonly pivots: Int32Array;
  private readonly lower: number;
  private readonly upper: number;

  constructor(n: number, lower: number, upper: number) {
    this.n = n;
    this.re = new Float64Array(n * n);
    this.im = new Float64Array(n * n);
    this.pivots = new Int32Array(n);
    this.lower = Math.min(lower, n - 1);
    this.upper = Math.min(upper + lower, n - 1);
  }

  /** False when a pivot is zero or not finite. */
  factor(): boolean {
    const { n, re, im, pivots, lower, upper } = this;
    for (let k = 0; k < n; k++) {
      const last = k + lower < n - 1 ? k + lower : n - 1;
      let p = k;
      let largest = Math.abs(re[k * n + k]!) + Math.abs(im[k * n + k]!);
      for (let i = k + 1; i <= last; i++) {
        const size = Math.abs(re[i * n + k]!) + Math.abs(im[i * n + k]!);
        if (size > largest) {
          largest = size;
          p = i;
        }
      }
      if (!(largest > 0 && largest < Infinity)) return false;
      pivots[k] = p;
      const right = k + upper < n - 1 ? k + upper : n - 1;
      if (p !== k) this.exchange(k, p, right);
      this.eliminate(k, last, right);
    }
    return true;
  }

  private exchange(k: number, p: number, right: number): void {
    const { n, re, im } = this;
    for (let j = k; j <= right; j++) {
      const heldRe = re[k * n + j]!;
      const heldIm = im[k * n + j]!;
      re[k * n + j] = re[p * n + j]!;
      im[k * n + j] = im[p * n + j]!;
      re[p * n + j] = heldRe;
      im[p * n + j] = heldIm;
    }
  }

  private eliminate(k: number, last: number, right: number): void {
    const { n, re, im } = this;
    const rowK = k * n;
    const pr = re[rowK + k]!;
    const pi = im[rowK + k]!;
    const size = pr * pr + pi * pi;
    const inverseRe = pr / size;
    const inverseIm = -pi / size;
    for (let i = k + 1; i <= last; i++) {
      const rowI = i * n;
      const fr = re[rowI + k]!;
      const fi = im[rowI + k]!;
      if (fr === 0 && fi === 0) continue;
      const mr = fr * inverseRe - fi * inverseIm;
      const mi = fr * inverseIm + fi * inverseRe;
      re[rowI + k] = mr;
      im[rowI + k] = mi;
      for (let j = k + 1; j <= right; j++) {
        const ar = re[rowK + j]!;
        const ai = im[rowK + j]!;
        re[rowI + j] = re[rowI + j]! - (mr * ar - mi * ai);
        im[rowI + j] = im[rowI + j]! - (mr * ai + mi * ar);
      }
    }
    re[rowK + k] = inverseRe;
    im[rowK + k] = inverseIm;
  }

  /** x := A⁻¹ x, x = xr + i xi. */
  solve(xr: Float64Array, xi: Float64Array): void {
    const { n, re, im, pivots, lower, upper } = this;
    for (let k = 0; k < n; k++) {
      const p = pivots[k]!;
      const hr = xr[p]!;
      const hi = xi[p]!;
      xr[p] = xr[k]!;
      xi[p] = xi[k]!;
      xr[k] = hr;
      xi[k] = hi;
      const last = k + lower < n - 1 ? k + lower : n - 1;
      for (let i = k + 1; i <= last; i++) {
        const mr = re[i * n + k]!;
        const mi = im[i * n + k]!;
        xr[i] = xr[i]! - (mr * hr - mi * hi);
        xi[i] = xi[i]! - (mr * hi + mi * hr);
      }
    }
    for (let i = n - 1; i >= 0; i--) {
      const right = i + upper < n - 1 ? i + upper : n - 1;
      let sr = xr[i]!;
      let si = xi[i]!;
      for (let j = i + 1; j <= right; j++) {
        const ar = re[i * n + j]!;
        const ai = im[i * n + j]!;
        sr -= ar * xr[j]! - ai * xi[j]!;
        si -= ar * xi[j]! + ai * xr[j]!;
      }
      const dr = re[i * n + i]!;
      const di = im[i * n + i]!;
      xr[i] = sr * dr - si * di;
      xi[i] = sr * di + si * dr;
    }
  }

  /** Row exchanges; the matrix itself is the caller's to remember. */
  remember(memory: { number(x: number): number }): void {
    for (let k = 0; k < this.n; k++) this.pivots[k] = memory.number(this.pivots[k]!);
  }
}
