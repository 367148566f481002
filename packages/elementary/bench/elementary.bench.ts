import { exp, ln } from '@twin/elementary';
import { expect, test } from 'vitest';

/** Nanoseconds a call over the same thousand numbers: the best of several rounds. */
function nanoseconds(f: (x: number) => number, xs: Float64Array): number {
  let best = Infinity;
  for (let round = 0; round < 20; round++) {
    const beganMs = performance.now();
    let sum = 0;
    for (let i = 0; i < 1_000; i++) for (let k = 0; k < xs.length; k++) sum += f(xs[k]!);
    expect(sum).not.toBeNaN();
    best = Math.min(best, ((performance.now() - beganMs) * 1e6) / (1_000 * xs.length));
  }
  return best;
}

test('beside what the engine has itself', () => {
  const xs = Float64Array.from({ length: 1_000 }, (_, i) => 0.001 + i / 100);
  for (const [name, ours, theirs] of [
    ['exp', exp, Math.exp],
    ['ln', ln, Math.log],
  ] as const) {
    const [a, b] = [nanoseconds(ours, xs), nanoseconds(theirs, xs)];
    expect(a).toBeGreaterThan(0);
    console.log(`${name.padEnd(4)} ${a.toFixed(1)} ns, Math ${b.toFixed(1)} ns: ${(b / a).toFixed(2)} × as fast`);
  }
});
