/**
 * Logarithm and exponential from the four operations alone, so that every engine of JavaScript gives the same bits:
 * the language leaves Math.log and Math.exp to each engine, and they do differ (V8's in Node 24 and in Chromium 156).
 */

/** ln 2 in two parts; the first has 32 bits, so that its product with an exponent is exact. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const twoTo54 = 18014398509481984;
const leastNormal = 2.2250738585072014e-308;
/** A number and its two halves; which of them is the upper one depends on the machine. */
const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);
const upper = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;

/** 2^k at place k + 1022, k = −1022 … 1023: doubling is exact. */
const powersOfTwo = new Float64Array(2046);
powersOfTwo[0] = leastNormal;
for (let i = 1; i < powersOfTwo.length; i++) powersOfTwo[i] = 2 * powersOfTwo[i - 1]!;

/**
 * ln x, to the bit as fdlibm rounds it (Sun Microsystems 1993, e_log: its coefficients and the order of its sums), which
 * is what V8 does in Node, and less than 1 unit in the last place off. With x = 2^k (1 + f), √½ < 1 + f < √2, and
 * s = f/(2 + f): ln(1 + f) = f − s (f − R(s²)), where R is the minimax polynomial for 2 s²/3 + 2 s⁴/5 + …; in the middle
 * of the range f − s f is written as f − f²/2 + s f²/2, which loses less.
 */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : Number.NaN;
  if (x === Infinity) return x;
  const isSubnormal = x < leastNormal;
  const normal = isSubnormal ? x * twoTo54 : x;
  double[0] = normal;
  const top = halves[upper]!;
  const fraction = top & 0xfffff;
  const exponent = (top >>> 20) - 1023 + (fraction >= 0x6a09c ? 1 : 0);
  // By a power of two, which is exact, and by one that there is.
  const isHuge = exponent > 1022;
  const f = (isHuge ? normal / 4 : normal) * powersOfTwo[1022 - exponent + (isHuge ? 2 : 0)]! - 1;
  const k = exponent - (isSubnormal ? 54 : 0);
  if (((fraction + 2) & 0xfffff) < 3) return k * ln2High - (f * f * (0.5 - f / 3) - k * ln2Low - f);
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const odd = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const series = odd + even;
  if (fraction < 0x6147a || fraction > 0x6b851) return k * ln2High - (s * (f - series) - k * ln2Low - f);
  const half = 0.5 * f * f;
  return k * ln2High - (half - (s * (half + series) + k * ln2Low) - f);
}

/**
 * e^x, less than 1 unit in the last place off. With x = 2^k e^r and |r| ≤ ½ ln 2, e^r by its Taylor series up to r¹³, summed in
 * branches that a processor works on side by side (Estrin's scheme): this term is half the cost of a reactor's derivatives.
 */
export function exp(x: number): number {
  if (!(x < 709.79)) return x > 0 ? Infinity : Number.NaN;
  if (x < -745.2) return 0;
  const k = Math.round(x * Math.LOG2E);
  const r = x - k * ln2High - k * ln2Low;
  const r2 = r * r;
  const r4 = r2 * r2;
  const low = 1 / 2 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120));
  const middle = 1 / 720 + r * (1 / 5040) + r2 * (1 / 40320 + r * (1 / 362880));
  const high = 1 / 3628800 + r * (1 / 39916800) + r2 * (1 / 479001600 + r * (1 / 6227020800));
  const series = 1 + (r + r2 * (low + r4 * (middle + r4 * high)));
  return k < -1000 ? (series * powersOfTwo[k + 54 + 1022]!) / twoTo54 : series * powersOfTwo[k - 1 + 1022]! * 2;
}

/** ln(1 + x), exact also for small x: what rounding 1 + x took away is put back (Kahan's trick). */
export function ln1p(x: number): number {
  const u = 1 + x;
  return u === 1 ? x : u === Infinity ? u : (ln(u) * x) / (u - 1);
}

/** e^x − 1, exact also for small x. */
export function expm1(x: number): number {
  const u = exp(x);
  if (u === 1) return x;
  if (u - 1 === -1) return -1;
  return u === Infinity ? u : ((u - 1) * x) / ln(u);
}
