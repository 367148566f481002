import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Countdown, TrialPerCycle } from '../src/random/chance.ts';
import { uniform } from '../src/random/distribution.ts';
import { openStream } from '../src/random/stream.ts';

/** In which of the first cycles a countdown strikes, asked cycle by cycle. */
function strikes(clock: Countdown, used: number, cycles: number): readonly number[] {
  return Array.from({ length: cycles }, (_, cycle) => cycle).filter(() => clock.strikes(used));
}

/** The same, looking as far ahead as `most` at once. */
function foreseen(clock: Countdown, used: number, cycles: number, most: number): readonly number[] {
  const struck: number[] = [];
  for (let cycle = 0; cycle < cycles; cycle++) {
    cycle += clock.passes(used, Math.min(most, cycles - cycle));
    if (cycle < cycles && clock.strikes(used)) struck.push(cycle);
  }
  return struck;
}

it('a countdown strikes in the same cycles, however far it is looked ahead', () => {
  const clock = (seed: number) => new Countdown(uniform(0, 10), openStream(`${seed}`));
  fc.assert(
    fc.property(
      fc.nat(),
      fc.oneof(fc.double({ min: 0.001, max: 12, noNaN: true }), fc.constantFrom(0, 0.1, 1, Infinity)),
      fc.integer({ min: 1, max: 50 }),
      (seed, used, most) => {
        const [asked, looked] = [clock(seed), clock(seed)];
        expect(foreseen(looked, used, 100, most)).toStrictEqual(strikes(asked, used, 100));
        expect(looked.save()).toBe(asked.save());
      },
    ),
  );
});

it('of a trial a cycle nothing is known beforehand', () => {
  expect(new TrialPerCycle(openStream('x')).passes()).toBe(0);
});
