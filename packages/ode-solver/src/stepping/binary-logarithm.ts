/**
 * Binary logarithm and exponential to 2e-4 and 4e-6, enough to choose a step: a dozen additions and multiplications each, so a
 * controller needs no pow. The same bits on every machine, because IEEE 754 fixes each operation used.
 */
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
double[0] = 1; // its high word is 0x3ff00000
const high = words[1] === 0x3ff00000 ? 1 : 0;

/** log₂ x for normal x > 0; about −1023 for zero and smaller. x must not be NaN. */
export function log2(x: number): number {
  double[0] = x;
  const top = words[high]!;
  const exponent = (top >>> 20) - 1023;
  words[high] = (top & 0xfffff) | 0x3ff00000;
  const m = double[0]; // 1 ≤ m < 2
  const u = (m - 1) / (m + 1); // ln m = 2 artanh u, u ≤ 1/3
  const v = u * u;
  return exponent + u * (2.885390081777927 + v * (0.961796693925976 + v * (0.577078016355585 + v * 0.45)));
}

/** 2ˣ for −1000 < x < 1000. */
export function exp2(x: number): number {
  const whole = Math.round(x);
  const f = (x - whole) * Math.LN2; // |f| ≤ 0.35
  double[0] =
    1 + f * (1 + f * (0.5 + f * (0.16666666666666666 + f * (0.041666666666666664 + f * 0.008333333333333333))));
  words[high] = words[high]! + (whole << 20);
  return double[0];
}
