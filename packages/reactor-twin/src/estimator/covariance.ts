/** Small dense covariance algebra, row-major, in place. */

/** P ← F P Fᵀ, made symmetric to the bit. `work` has the size of P. */
export function propagate(P: Float64Array, F: Float64Array, n: number, work: Float64Array): void {
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let l = 0; l < n; l++) sum += F[i * n + l]! * P[l * n + j]!;
      work[i * n + j] = sum;
    }
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let l = 0; l < n; l++) sum += work[i * n + l]! * F[j * n + l]!;
      P[i * n + j] = sum;
      P[j * n + i] = sum;
    }
}

/**
 * P ← (I − K H) P (I − K H)ᵀ + K r Kᵀ for one sensor that sees state s, H = factor · eₛᵀ: Joseph's form, which stays positive
 * semi-definite whatever K is. Bucy & Joseph, Filtering for Stochastic Processes with Applications to Guidance (1968).
 */
export function josephUpdate(
  P: Float64Array,
  K: Float64Array,
  s: number,
  factor: number,
  noiseVariance: number,
  work: Float64Array,
): void {
  const n = K.length;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) work[i * n + j] = P[i * n + j]! - K[i]! * factor * P[s * n + j]!;
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) {
      const value = work[i * n + j]! - work[i * n + s]! * factor * K[j]! + K[i]! * noiseVariance * K[j]!;
      P[i * n + j] = value;
      P[j * n + i] = value;
    }
}
