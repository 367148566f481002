/** Solves A x = b for a small dense A (row-major, overwritten) by Gaussian elimination with partial pivoting; x replaces b. */
export function solveInPlace(A: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c + 1; r < n; r++) if (Math.abs(A[r * n + c]!) > Math.abs(A[pivot * n + c]!)) pivot = r;
    if (pivot !== c) {
      for (let j = c; j < n; j++) [A[c * n + j], A[pivot * n + j]] = [A[pivot * n + j]!, A[c * n + j]!];
      [b[c], b[pivot]] = [b[pivot]!, b[c]!];
    }
    for (let r = c + 1; r < n; r++) {
      const share = A[r * n + c]! / A[c * n + c]!;
      if (share === 0) continue;
      for (let j = c; j < n; j++) A[r * n + j] = A[r * n + j]! - share * A[c * n + j]!;
      b[r] = b[r]! - share * b[c]!;
    }
  }
  for (let r = n - 1; r >= 0; r--) {
    let sum = b[r]!;
    for (let j = r + 1; j < n; j++) sum -= A[r * n + j]! * b[j]!;
    b[r] = sum / A[r * n + r]!;
  }
  return b;
}
