/**
 * Binary logarithm and exponential to 2e-4 and 4e-6, enough to choose a step: a dozen additions and multiplications each, so a
 * controller needs no pow. The same bits on every machine, because IEEE 754 fixes each operation used.
 */
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
double[0] = 1; // its high word is 0x3ff00000
const high = words[1] === 0x3ff00000 ? 1 : 0;

/** 2^(e − 1023): a multiplication is quicker than putting the bits together, which waits for memory. */
const powers = /* @__PURE__ */ powersOfTwo();

function powersOfTwo(): Float64Array {
  const all = new Float64Array(2047);
  let up = 1;
  let down = 1;
  for (let k = 0; k <= 1023; k++) {
    all[1023 + k] = up;
    all[1023 - k] = down;
    up *= 2;
    down /= 2;
  }
  return all;
}

/** log₂ x for normal x > 0; below −1023 for zero and smaller. x must not be NaN. */
export function log2(x: number): number {
  double[0] = x;
  const exponent = words[high]! >>> 20;
  const m = x * powers[2046 - exponent]!; // 1 ≤ m < 2
  const u = (m - 1) / (m + 1); // ln m = 2 artanh u, u ≤ 1/3
  const v = u * u;
  return exponent - 1023 + u * (2.885390081777927 + v * (0.961796693925976 + v * (0.577078016355585 + v * 0.45)));
}

/** 2ˣ for −1000 < x < 1000. */
export function exp2(x: number): number {
  const whole = Math.round(x);
  const f = (x - whole) * Math.LN2; // |f| ≤ 0.35
  const near =
    1 + f * (1 + f * (0.5 + f * (0.16666666666666666 + f * (0.041666666666666664 + f * 0.008333333333333333))));
  return near * powers[1023 + whole]!;
}
