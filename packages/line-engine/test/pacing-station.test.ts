import { describe, expect, it } from 'vitest';
import { pacingStation, resolveLine, runLine, type TopologyInput } from '../src/index.ts';

describe('the pacing station', () => {
  it('is the slowest on paper, in finished units, parallel machines sharing the load', () => {
    const topology = (machines: number): TopologyInput => ({
      stations: [
        { name: 'Fill', outputType: 'Tube', machines },
        { name: 'Pack', batchIn: 12, outputType: 'Case' },
      ],
    });
    const pace = (machines: number) =>
      pacingStation(resolveLine(topology(machines), { Fill: { uph: 3600 }, Pack: { uph: 450 } }));
    expect(pace(1)).toEqual({ station: 'Fill', plannedRunTimePerUnitS: 12 });
    expect(pace(2)).toEqual({ station: 'Pack', plannedRunTimePerUnitS: 8 });
  });
});

describe('the pacing station of a line with rework', () => {
  it('is not the rework station, which has nothing to do on paper', () => {
    const topology: TopologyInput = {
      stations: [{ name: 'Make', outputType: 'Part', machines: 2 }, { name: 'Inspect' }, { name: 'Rework' }],
      routes: [
        { from: 'Make', to: 'Inspect' },
        { from: 'Inspect', to: 'Rework', when: 'rejected', bufferCapacity: 1_000_000 },
        { from: 'Rework', to: 'Inspect' },
        { from: 'Inspect', to: 'out' },
      ],
    };
    const line = resolveLine(topology, { Make: { uph: 1000 }, Inspect: { uph: 2400 }, Rework: { uph: 10 } });
    expect(pacingStation(line)).toEqual({ station: 'Make#1', plannedRunTimePerUnitS: 1.8 });
    expect(runLine(line, { durationS: 36_000, seed: 1 }).oee.oee).toBeCloseTo(1, 2);
  });
});
