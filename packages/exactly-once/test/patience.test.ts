import { BusError } from '@twin/bus';
import { expect, it } from 'vitest';
import { isMissing, passes, patiently } from '../src/patience.ts';

it('tries again what passes, until it is done', async () => {
  const outcomes = [new BusError('disconnected', 'away'), new BusError('full', 'full'), 'done'];
  const work = () => {
    const outcome = outcomes.shift()!;
    return typeof outcome === 'string' ? Promise.resolve(outcome) : Promise.reject(outcome);
  };
  expect(await patiently(work, () => false)).toBe('done');
  expect(outcomes).toEqual([]);
});

it('gives up what does not pass, and what is over', async () => {
  const missing = new BusError('missing', 'gone');
  await expect(
    patiently(
      () => Promise.reject(missing),
      () => false,
    ),
  ).rejects.toBe(missing);
  expect([isMissing(missing), passes(missing), passes(new Error('timeout'))]).toEqual([true, false, false]);
  let tries = 0;
  const work = () => Promise.reject(new BusError('timeout', `try ${++tries}`));
  expect(await patiently(work, () => tries === 2)).toBeUndefined();
  expect(tries).toBe(2);
});
