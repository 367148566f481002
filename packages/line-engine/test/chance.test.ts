import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Countdown, TrialPerCycle, UseClock } from '../src/random/chance.ts';
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
    const spared = Math.min(clock.spares(used), most, cycles - cycle);
    clock.pass(spared);
    cycle += spared;
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
        expect(looked.save()).toStrictEqual(asked.save());
      },
    ),
  );
});

/** A trial that uses up so much: nothing, a little, all there may be. */
const trial = fc.oneof(fc.double({ min: 0.001, max: 12, noNaN: true }), fc.constantFrom(0, 0.1, 1, Infinity));

it('a countdown strikes when what was drawn is used up, also when trials differ', () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(trial, { maxLength: 60 }), (seed, trials) => {
      const [amounts, amount] = [openStream(`${seed}`), uniform(0, 10)];
      const clock = new Countdown(amount, openStream(`${seed}`));
      let left = amount.sample(amounts);
      for (const used of trials) {
        left -= used;
        // At the very point where it is used up, rounding may decide.
        fc.pre(Math.abs(left) > 1e-9);
        expect(clock.strikes(used)).toBe(left < 0);
        if (left < 0) left = amount.sample(amounts);
      }
    }),
  );
});

it('a countdown that is saved at any moment goes on as it would have', () => {
  fc.assert(
    fc.property(fc.nat(), fc.array(trial, { maxLength: 60 }), fc.nat({ max: 60 }), (seed, trials, at) => {
      const stream = openStream(`${seed}`);
      const clock = new Countdown(uniform(0, 10), stream);
      for (const used of trials.slice(0, at)) clock.strikes(used);
      const saved = JSON.parse(JSON.stringify([clock.save(), stream.save()])) as [number[], unknown];
      const again = new Countdown(uniform(0, 10), openStream('', saved[1]), saved[0]);
      for (const used of trials.slice(at)) expect(again.strikes(used)).toBe(clock.strikes(used));
    }),
  );
});

it('of a trial a cycle nothing is known beforehand', () => {
  expect(new TrialPerCycle(openStream('x')).spares()).toBe(0);
});

it('a clock that runs by use strikes when all is used, and draws anew', () => {
  const clock = new UseClock(uniform(0, 10), openStream('x'));
  const first = clock.left;
  expect([clock.use(first / 2), clock.use(first / 2)]).toStrictEqual([false, true]);
  expect(clock.left).not.toBe(first);
  expect(new UseClock(uniform(0, 10), openStream('x'), clock.save()).left).toBe(clock.left);
});
