import { expect, it } from 'vitest';
import { againstReference, firstHalf, secondHalf } from './against-reference.ts';
import { distributions } from './reference/distributions.ts';

for (const name of firstHalf) againstReference(name);

it('no scenario of the reference is left out', () => {
  expect([...firstHalf, ...secondHalf].toSorted()).toEqual(Object.keys(distributions).toSorted());
});
