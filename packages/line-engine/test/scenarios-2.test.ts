import { againstReference } from './against-reference.ts';

for (const name of [
  'high_defects',
  'tiny_buffers',
  'single_station',
  'deterministic',
  'deterministic_slow_packer',
  'zero_buffers',
  'baseline_80h',
])
  againstReference(name);
