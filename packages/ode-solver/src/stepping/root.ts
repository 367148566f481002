/**
 * A zero of g between a and b, where g has opposite signs: `signA` is its sign just after a, so that g(a) = 0 left by an
 * earlier crossing does no harm. Bisection guarded false position (Illinois), down to neighbouring doubles. The answer
 * is the end at or beyond the crossing, so g has changed its sign there.
 */
export function findRoot(g: (t: number) => number, a: number, b: number, signA: number): number {
  let left = a;
  let right = b;
  let gLeft = g(left);
  let gRight = g(right);
  if (Math.sign(gLeft) !== signA) gLeft = 0;
  let side = 0;
  for (let i = 0; i < 200; i++) {
    if (gRight === 0) return right;
    const width = right - left;
    let t = gLeft === 0 || i % 8 === 7 ? left + width / 2 : right - (gRight * width) / (gRight - gLeft);
    if (!((t - left) / width > 0 && (t - left) / width < 1)) t = left + width / 2;
    if (t === left || t === right) return right;
    const gt = g(t);
    if (Math.sign(gt) === signA) {
      left = t;
      gLeft = gt;
      if (side === -1) gRight /= 2;
      side = -1;
    } else {
      right = t;
      gRight = gt;
      if (side === 1 && gLeft !== 0) gLeft /= 2;
      side = 1;
    }
    if (Math.abs(right - left) <= 2e-16 * Math.abs(right)) return right;
  }
  return right;
}
