/**
 * A zero of f between a and b, where f has opposite signs, to the last bit: halves until no double lies between. Slower than
 * cleverer methods and never wrong.
 */
export function bisect(f: (x: number) => number, a: number, b: number): number {
  let low = a;
  let high = b;
  const positiveBelow = f(low) > 0;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) return Math.abs(f(low)) < Math.abs(f(high)) ? low : high;
    const value = f(middle);
    if (value === 0) return middle;
    if (value > 0 === positiveBelow) low = middle;
    else high = middle;
  }
}
