import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attributeWaiting,
  bottleneckOverTime,
  bottleneckShares,
  bottlenecks,
  cosmeticsBaseline,
  cosmeticsLine,
  lossPareto,
  plantKpis,
  resolveLine,
  runLine,
  stateTracks,
  type ResolvedLine,
  type StateName,
  type StateTrack,
} from '../src/index.ts';
import { randomLine } from './random-line.ts';

const shiftS = 8 * 3600;
const recorded = (line: ResolvedLine, seed = 42, durationS = shiftS) => {
  const run = runLine(line, { durationS, seed, record: { events: true } });
  return {
    run,
    tracks: stateTracks(
      line.stations.map(({ name }) => name),
      run.events!,
    ),
  };
};
const track = (station: string, ...changes: readonly [number, StateName][]): StateTrack => ({
  station,
  fromS: changes.map(([timeS]) => timeS),
  states: changes.map(([, state]) => state),
});
const cosmetics = resolveLine(cosmeticsLine, cosmeticsBaseline);

describe('whose fault a waiting second is', () => {
  it('sums to the time starved and blocked, station by station', () => {
    const { run, tracks } = recorded(cosmetics);
    const waiting = attributeWaiting(cosmetics, tracks, shiftS);
    for (const [name, { timeInStateS }] of Object.entries(run.stations)) {
      for (const state of ['STARVED', 'BLOCKED'] as const) {
        const sum = waiting
          .filter((one) => one.station === name && one.state === state)
          .reduce((total, { seconds }) => total + seconds, 0);
        expect(sum).toBeCloseTo(timeInStateS[state], 6);
      }
    }
  });

  it('is that of the first station on the way that does not wait itself', () => {
    const row = resolveLine({ stations: [{ name: 'A' }, { name: 'B' }, { name: 'C' }] }, {});
    const tracks = [
      track('A', [0, 'EXECUTE'], [10, 'DOWN'], [30, 'EXECUTE'], [60, 'BLOCKED'], [80, 'EXECUTE']),
      track('B', [0, 'EXECUTE'], [15, 'STARVED'], [30, 'EXECUTE'], [55, 'BLOCKED'], [80, 'EXECUTE']),
      track('C', [0, 'STARVED'], [5, 'EXECUTE'], [18, 'STARVED'], [32, 'EXECUTE'], [50, 'JAMMED'], [80, 'EXECUTE']),
    ];
    expect(attributeWaiting(row, tracks, 100)).toEqual([
      { station: 'B', state: 'BLOCKED', causedBy: 'C', while: 'JAMMED', seconds: 25 },
      { station: 'A', state: 'BLOCKED', causedBy: 'C', while: 'JAMMED', seconds: 20 },
      { station: 'B', state: 'STARVED', causedBy: 'A', while: 'DOWN', seconds: 15 },
      { station: 'C', state: 'STARVED', causedBy: 'A', while: 'DOWN', seconds: 12 },
      { station: 'C', state: 'STARVED', causedBy: 'B', while: 'EXECUTE', seconds: 7 },
    ]);
  });

  it('holds on lines of any shape', () => {
    fc.assert(
      fc.property(randomLine, fc.nat(1000), (line, seed) => {
        const durationS = 2000;
        const { run, tracks } = recorded(line, seed, durationS);
        const sum = attributeWaiting(line, tracks, durationS).reduce((total, { seconds }) => total + seconds, 0);
        const waited = Object.values(run.stations).reduce(
          (total, { timeInStateS }) => total + timeInStateS.STARVED + timeInStateS.BLOCKED,
          0,
        );
        expect(Math.abs(sum - waited)).toBeLessThan(1e-6 * Math.max(1, waited));
      }),
      { numRuns: 100 },
    );
  });

  it('makes a table of losses that adds up to all that was lost', () => {
    const { run, tracks } = recorded(cosmetics);
    const losses = lossPareto(cosmetics, run, attributeWaiting(cosmetics, tracks, shiftS));
    const lostS = losses.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(lostS + run.line.goodOut * 720 * 0.36).toBeCloseTo(shiftS, 6);
    expect(lostS / shiftS).toBeCloseTo(1 - run.oee.oee, 9);
    const causes = losses.map(({ station, cause }) => `${station} ${cause}`);
    expect(causes).toEqual(
      expect.arrayContaining(['Filler JAMMED', 'Packer JAMMED', 'Packer DOWN', 'cosmetics DEFECT']),
    );
  });
});

describe('the bottleneck as it moves', () => {
  const tracks = [
    track('A', [0, 'EXECUTE'], [60, 'STARVED'], [90, 'EXECUTE']),
    track('B', [0, 'STARVED'], [40, 'DOWN'], [50, 'EXECUTE'], [95, 'BLOCKED']),
  ];

  it('is the station with the longest active period: Roser’s rule by hand', () => {
    // A is active 0–60 and 90–100, B 40–95: A until 60, then B to 95, then A.
    expect(bottlenecks(tracks, 100)).toEqual([
      { fromS: 0, toS: 60, station: 'A' },
      { fromS: 60, toS: 95, station: 'B' },
      { fromS: 95, toS: 100, station: 'A' },
    ]);
    const [a, b] = bottleneckShares(tracks, 100);
    expect(a).toEqual({ station: 'A', sole: 0.45, shifting: expect.closeTo(0.2, 12) as number });
    expect(b).toEqual({ station: 'B', sole: 0.3, shifting: expect.closeTo(0.05, 12) as number });
  });

  it('has shares that sum to one interval by interval where somebody is always active', () => {
    const { tracks: real } = recorded(cosmetics);
    const shares = bottleneckOverTime(real, shiftS, 1800);
    for (let i = 0; i < 16; i++) expect(shares.reduce((sum, station) => sum + station.shares[i]!, 0)).toBeCloseTo(1, 2);
    expect(bottleneckShares(real, shiftS)[0]!.station).toBe('Filler');
  });

  it('is the slow machine of a line without chance', () => {
    const line = resolveLine(
      { stations: [{ name: 'Fast' }, { name: 'Slow' }, { name: 'Last' }] },
      { Fast: { uph: 3600, bufferCapacity: 2 }, Slow: { uph: 1200, bufferCapacity: 2 }, Last: { uph: 3600 } },
    );
    const { tracks: real } = recorded(line, 1, 3600);
    expect(bottleneckShares(real, 3600)[0]).toMatchObject({ station: 'Slow' });
    expect(bottleneckShares(real, 3600)[0]!.sole).toBeGreaterThan(0.95);
  });
});

describe('figures of a plant', () => {
  const { run } = recorded(cosmetics);

  it('keep their definitions', () => {
    const kpis = plantKpis(cosmetics, run, 80);
    expect(kpis.teep).toBe(run.oee.oee);
    expect(kpis.throughputPerHour).toBeCloseTo(run.line.unitsOut / 8, 12);
    expect(kpis.takt).toEqual({ taktS: 360, actualS: shiftS / run.line.goodOut, adherence: run.line.goodOut / 80 });
    const filler = run.stations['Filler']!;
    expect(kpis.stations['Filler']!.firstPassYield).toBeCloseTo(1 - filler.defectsCreated / filler.unitsMade, 12);
    expect(kpis.rolledThroughputYield).toBeCloseTo(kpis.stations['Filler']!.firstPassYield, 12);
    const busyS = shiftS - filler.timeInStateS.BLOCKED - filler.timeInStateS.STARVED;
    const { standAlone } = kpis.stations['Filler']!;
    expect(standAlone.oee).toBeCloseTo((0.36 * (filler.unitsMade - filler.defectsCreated)) / busyS, 12);
    const { iso22400: iso, sixBigLosses: six } = standAlone;
    expect(iso.availability * iso.effectiveness * iso.quality).toBeCloseTo(standAlone.oee, 12);
    expect(six.availability * six.performance * six.quality).toBeCloseTo(standAlone.oee, 12);
    expect(() => plantKpis(cosmetics, run, 0)).toThrow('demandUnits');
  });

  it('TEEP counts the hours nobody works', () => {
    const line = resolveLine(
      {
        stations: [{ name: 'Press', outputType: 'Part' }],
        calendars: [{ name: 'half', periodHours: 2, workHours: [[0, 1]] }],
      },
      { Press: { uph: 360, calendar: 'half' } },
    );
    const half = runLine(line, { durationS: 7200, seed: 1 });
    const kpis = plantKpis(line, half);
    expect(kpis.loading).toBeCloseTo(0.5, 12);
    expect(kpis.teep).toBeCloseTo(half.oee.oee / 2, 12);
  });
});
