/** Where a rising function passes 0 between low and high, to the last bit. */
export function bisected(rising: (x: number) => number, low: number, high: number): number {
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
}
