import { expect, it } from 'vitest';
import { againstReference } from './against-reference.ts';
import { distributions } from './reference/distributions.ts';

// Half of the reference's scenarios; the other half is in the file beside this one, so that two cores share them.
const here = ['baseline', 'large_buffer_test', 'fast_filler', 'frequent_failures', 'low_jams', 'no_failures'];
const there = [
  'high_defects',
  'tiny_buffers',
  'single_station',
  'deterministic',
  'deterministic_slow_packer',
  'zero_buffers',
  'baseline_80h',
];

for (const name of here) againstReference(name);

it('no scenario of the reference is left out', () => {
  expect([...here, ...there].toSorted()).toEqual(Object.keys(distributions).toSorted());
});
