/** out := M x; M is the identity when undefined. */
export function massTimes(mass: Float64Array | undefined, x: Float64Array, out: Float64Array): void {
  const n = x.length;
  if (mass === undefined) {
    for (let i = 0; i < n; i++) out[i] = x[i]!;
    return;
  }
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += mass[i * n + j]! * x[j]!;
    out[i] = sum;
  }
}

/** out := factor M − J. */
export function massMinusJacobian(
  mass: Float64Array | undefined,
  factor: number,
  jacobian: Float64Array,
  out: Float64Array,
  n: number,
): void {
  if (mass === undefined) {
    for (let i = 0; i < out.length; i++) out[i] = -jacobian[i]!;
    for (let i = 0; i < n; i++) out[i * n + i] = out[i * n + i]! + factor;
    return;
  }
  for (let i = 0; i < out.length; i++) out[i] = factor * mass[i]! - jacobian[i]!;
}
