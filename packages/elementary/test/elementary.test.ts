import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, expm1, ln, ln1p } from '@twin/elementary';

/** Units in the last place of `right` by which `value` is off. */
function unitsOff(value: number, right: number): number {
  if (Object.is(value, right)) return 0;
  const [a, b] = [value, right].map((x) => new BigInt64Array(new Float64Array([x]).buffer)[0]!);
  return Number(a! > b! ? a! - b! : b! - a!);
}

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const runs = { numRuns: 20_000 };

describe('logarithm and exponential', () => {
  it.each<[string, number, number]>([
    // e^4 and 1/e: OEIS A092426, A068985.
    ['ln 2', ln(2), Math.LN2],
    ['ln 10', ln(10), Math.LN10],
    ['e', exp(1), Math.E],
    ['e^4', exp(4), 54.598150033144236],
    ['1/e', exp(-1), 0.36787944117144233],
    ['ln(1 + 1e-10)', ln1p(1e-10), 9.9999999995e-11],
    ['e^1e-10 - 1', expm1(1e-10), 1.00000000005e-10],
  ])('%s', (_what, value, right) => {
    expect(unitsOff(value, right)).toBeLessThanOrEqual(2);
  });

  it('are right at the ends of what a double can be', () => {
    expect([ln(0), ln(-0), ln(Infinity), ln(1)]).toStrictEqual([-Infinity, -Infinity, Infinity, 0]);
    expect([ln(-1), ln(Number.NaN), exp(Number.NaN)]).toStrictEqual([Number.NaN, Number.NaN, Number.NaN]);
    expect([exp(-Infinity), exp(-746), exp(710), exp(Infinity)]).toStrictEqual([0, 0, Infinity, Infinity]);
    expect([exp(0), exp(-0), ln1p(-1), expm1(-Infinity)]).toStrictEqual([1, 1, -Infinity, -1]);
    expect(unitsOff(ln(5e-324), -744.4400719213812)).toBeLessThanOrEqual(2);
    expect(unitsOff(exp(-745), 5e-324)).toBe(0);
  });

  it('gives the logarithm of V8 in Node to the bit', () => {
    const same = (x: number) => {
      expect(ln(x)).toBe(Math.log(x));
    };
    for (const x of [real(5e-324, 1.7e308), real(5e-324, 1e-300), real(0.5, 2), real(1 - 1e-5, 1 + 1e-5)])
      fc.assert(fc.property(x, same), runs);
    for (const x of [1, 2, 0.5, Math.SQRT2, Math.SQRT1_2, 1 + 2 ** -52, 1 - 2 ** -53, Number.MAX_VALUE]) same(x);
  });

  it('are those of this engine, within four units in the last place', () => {
    const near = (ours: (x: number) => number, theirs: (x: number) => number, x: fc.Arbitrary<number>) =>
      fc.assert(
        fc.property(x, (value) => {
          expect(unitsOff(ours(value), theirs(value))).toBeLessThanOrEqual(4);
        }),
        runs,
      );
    near(exp, Math.exp, real(-700, 709));
    near(exp, Math.exp, real(-2, 2));
    near(ln1p, Math.log1p, real(-0.999, 10));
    near(expm1, Math.expm1, real(-30, 30));
  });
});
