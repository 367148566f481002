export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Gauss–Legendre rule of `count` points on [a, b]: zeros of the Legendre polynomial by Newton's method from the guesses
 * cos π(i − ¼)/(n + ½). Abramowitz & Stegun 25.4.29, 22.16.6.
 */
export function gaussLegendre(count: number, a: number, b: number): Quadrature {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  const half = (b - a) / 2;
  for (let i = 0; i < count; i++) {
    const { x, slope } = zero(count, cosineOf((i + 0.75) / (count + 0.5)));
    nodes[count - 1 - i] = (a + b) / 2 + half * x;
    weights[count - 1 - i] = (2 * half) / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

function zero(n: number, guess: number): { x: number; slope: number } {
  let x = guess;
  let slope = 1;
  for (let turn = 0; turn < 12; turn++) {
    let before = 1;
    let value = x;
    for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
    slope = (n * (x * value - before)) / (x * x - 1);
    const step = value / slope;
    x -= step;
    if (Math.abs(step) < 1e-16) break;
  }
  return { x, slope };
}

/** cos πs for 0 ≤ s ≤ 1 by its Taylor series around ½: a first guess, and the same on every engine. */
function cosineOf(s: number): number {
  const x = Math.PI * (0.5 - s);
  let term = x;
  let sum = x;
  for (let k = 3; k < 24; k += 2) {
    term *= (-x * x) / (k * (k - 1));
    sum += term;
  }
  return sum;
}
