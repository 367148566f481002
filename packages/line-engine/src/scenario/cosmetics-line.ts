import type { Baseline, TopologyInput } from './line-schema.ts';

/** A cosmetics packing line: tubes are filled, inspected, packed twelve to a case, sixty cases to a pallet. */
export const cosmeticsLine: TopologyInput = {
  name: 'cosmetics',
  stations: [
    { name: 'Filler', batchIn: 1, outputType: 'Tube' },
    { name: 'Inspector', batchIn: 1, outputType: 'None' },
    { name: 'Packer', batchIn: 12, outputType: 'Case' },
    { name: 'Palletizer', batchIn: 60, outputType: 'Pallet' },
  ],
};

/** Its parameters as they are today. */
export const cosmeticsBaseline: Baseline = {
  Filler: {
    uph: 10_000,
    bufferCapacity: 50,
    reliability: { mtbfMin: 120, mttrMin: 15 },
    performance: { jamProb: 0.01, jamTimeSec: 15 },
    quality: { defectRate: 0.02 },
  },
  Inspector: { uph: 11_000, bufferCapacity: 20, quality: { detectionProb: 0.95 } },
  Packer: {
    uph: 12_000,
    bufferCapacity: 100,
    reliability: { mtbfMin: 240 },
    performance: { jamProb: 0.05, jamTimeSec: 30 },
  },
  Palletizer: { uph: 13_000, bufferCapacity: 40, reliability: { mtbfMin: 480 } },
};
