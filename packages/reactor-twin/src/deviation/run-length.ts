import { bisect } from '../arithmetic/bisection.ts';
import { gaussLegendre } from '../arithmetic/gauss-legendre.ts';
import { solveInPlace } from '../arithmetic/linear-system.ts';
import { normalCumulative, normalDensity } from '../arithmetic/normal-law.ts';

/**
 * Average run length of a two-sided CUSUM, S± ← max(0, S± ± z − k), alarm at S > h, for independent z ~ N(shift, 1), in samples.
 *
 *     L(s) = 1 + L(0) Φ(k − μ − s) + ∫₀ʰ L(y) φ(y + k − μ − s) dy         1/ARL = 1/L₊(0) + 1/L₋(0)
 *
 * Page, Biometrika 41 (1954) 100–115; van Dobben de Bruyn (1968). The integral equation is solved on Gauss–Legendre nodes.
 */
export function cusumRunLength(k: number, h: number, shift = 0): number {
  return 1 / (1 / oneSided(k - shift, h) + 1 / oneSided(k + shift, h));
}

function oneSided(k: number, h: number): number {
  const { nodes, weights } = gaussLegendre(24 + Math.ceil(5 * h), 0, h);
  const starts = [0, ...nodes];
  const size = starts.length;
  const A = new Float64Array(size * size);
  starts.forEach((s, i) => {
    A[i * size + i] = 1;
    A[i * size] = A[i * size]! - normalCumulative(k - s);
    for (let j = 1; j < size; j++)
      A[i * size + j] = A[i * size + j]! - weights[j - 1]! * normalDensity(nodes[j - 1]! + k - s);
  });
  return solveInPlace(A, new Float64Array(size).fill(1))[0]!;
}

/**
 * Average run length of a two-sided EWMA, E ← (1 − λ) E + λ z, alarm at |E| > limit · √(λ/(2 − λ)), E = 0 at the start:
 *
 *     L(s) = 1 + λ⁻¹ ∫ L(y) φ((y − (1 − λ) s)/λ − μ) dy     over |y| ≤ limit √(λ/(2 − λ))
 *
 * Crowder, Technometrics 29 (1987) 401–407.
 */
export function ewmaRunLength(lambda: number, limit: number, shift = 0): number {
  const c = limit * Math.sqrt(lambda / (2 - lambda));
  const { nodes, weights } = gaussLegendre(31 + 2 * Math.ceil((4 * c) / lambda), -c, c);
  const size = nodes.length;
  const A = new Float64Array(size * size);
  nodes.forEach((s, i) => {
    A[i * size + i] = 1;
    for (let j = 0; j < size; j++)
      A[i * size + j] =
        A[i * size + j]! - (weights[j]! / lambda) * normalDensity((nodes[j]! - (1 - lambda) * s) / lambda - shift);
  });
  return solveInPlace(A, new Float64Array(size).fill(1))[(size - 1) / 2]!;
}

/** h of a CUSUM with this reference value k and in-control average run length, samples. */
export function cusumLimit(k: number, runLength: number): number {
  if (!(k > 0 && k <= 3)) throw new RangeError(`k must lie between 0 and 3, is ${k}`);
  return limitFor((h) => cusumRunLength(k, h), runLength, 60);
}

/** Limit, in standard deviations of the EWMA, with this in-control average run length, samples. */
export function ewmaLimit(lambda: number, runLength: number): number {
  if (!(lambda >= 0.01 && lambda <= 1)) throw new RangeError(`lambda must lie between 0.01 and 1, is ${lambda}`);
  return limitFor((limit) => ewmaRunLength(lambda, limit), runLength, 8);
}

/** Run length rises with the limit. To a millionth of the run length: no one measures it closer. */
function limitFor(runLengthOf: (limit: number) => number, runLength: number, most: number): number {
  if (!(runLength >= 10 && runLength <= 1e7))
    throw new RangeError(`an average run length must lie between 10 and 10,000,000 samples, is ${runLength}`);
  let above = 0.5;
  while (above < most && runLengthOf(above) < runLength) above *= 1.5;
  return bisect(
    (limit) => {
      const off = runLengthOf(limit) - runLength;
      return Math.abs(off) < 1e-6 * runLength ? 0 : off;
    },
    0,
    above,
  );
}
