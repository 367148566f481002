import { describe, expect, it } from 'vitest';
import { cosmeticsBaseline, cosmeticsLine, resolveLine, runLine } from '../src/index.ts';
import { cosmetics, shiftS, figuresOf } from './cosmetics-shift.ts';

describe('a shift of the cosmetics line', () => {
  const shift = (seed: number, replication = 0) => runLine(cosmetics, { durationS: shiftS, seed, replication });

  it('differs from seed to seed and from replication to replication', () => {
    expect(figuresOf(shift(1))).not.toBe(figuresOf(shift(2)));
    expect(figuresOf(shift(1, 0))).not.toBe(figuresOf(shift(1, 1)));
  });

  it('is the same work, and the same result, on every machine', () => {
    const { eventCount, line, stations, oee } = shift(42);
    expect({ eventCount, line, filler: stations['Filler'], oee: oee.oee }).toMatchInlineSnapshot(`
      {
        "eventCount": 103571,
        "filler": {
          "bufferEmptyShare": 0.5492679689518811,
          "bufferFullShare": 0.14739076463641904,
          "changeovers": 0,
          "defectiveMade": 995,
          "defectiveOut": 995,
          "defectsCreated": 995,
          "failures": 1,
          "finalBufferLevel": 8,
          "goodOut": 48422,
          "inHand": 1,
          "jams": 463,
          "maintenances": 0,
          "meanBufferLevel": 16.230001128270924,
          "rejected": 0,
          "repaired": 0,
          "scrapped": 0,
          "timeInStateS": {
            "BLOCKED": 4002.9340215281063,
            "DOWN": 69.24477853282406,
            "EXECUTE": 17790.12000002094,
            "JAMMED": 6937.70119991813,
            "MAINTENANCE": 0,
            "OFF": 0,
            "SETUP": 0,
            "STARVED": 0,
            "WAITING": 0,
          },
          "unitsIn": 49418,
          "unitsMade": 49417,
          "unitsOut": 49417,
        },
        "line": {
          "defectiveOut": 39,
          "goodOut": 28,
          "rejected": 940,
          "unitsOut": 67,
        },
        "oee": 0.252,
      }
    `);
  });

  it('shares its chance between scenarios: what a scenario leaves alone draws the same', () => {
    const larger = resolveLine(cosmeticsLine, cosmeticsBaseline, {
      name: 'l',
      equipment: { Filler: { bufferCapacity: 500 } },
    });
    const slower = resolveLine(cosmeticsLine, cosmeticsBaseline, {
      name: 's',
      equipment: { Palletizer: { uph: 12_000 } },
    });
    expect(runLine(slower, { durationS: shiftS, seed: 7 }).stations['Filler']).toEqual(shift(7).stations['Filler']);
    expect(runLine(larger, { durationS: shiftS, seed: 7 }).stations['Filler']).not.toEqual(shift(7).stations['Filler']);
  });

  it('does not run dry after the ten hours at which a pre-filled source would', () => {
    const long = runLine(cosmetics, { durationS: 80 * 3600, seed: 1 });
    expect(long.stations['Filler']!.unitsMade).toBeGreaterThan(400_000);
    expect(long.stations['Filler']!.timeInStateS.STARVED).toBe(0);
  });
});

describe('the event log', () => {
  const run = runLine(cosmetics, { durationS: 3600, seed: 3, record: { events: true } });

  it('holds states that last and differ from the one before, in order of time', () => {
    const last = new Map<string, { timeS: number; state: string }>();
    let timeS = 0;
    for (const event of run.events!) {
      expect(event.timeS).toBeGreaterThanOrEqual(timeS);
      timeS = event.timeS;
      if (event.kind !== 'state') throw new Error('only states were asked for');
      const before = last.get(event.station);
      expect(before?.state).not.toBe(event.state);
      if (before) expect(event.timeS).toBeGreaterThan(before.timeS);
      last.set(event.station, event);
    }
    expect(last.size).toBe(4);
  });

  it('adds up to the time in each state', () => {
    const sums: Record<string, Record<string, number>> = {};
    const open = new Map<string, { timeS: number; state: string }>();
    const close = (station: string, timeS: number) => {
      const { timeS: fromS, state } = open.get(station)!;
      const sum = (sums[station] ??= {});
      sum[state] = (sum[state] ?? 0) + timeS - fromS;
    };
    for (const event of run.events!) {
      if (event.kind !== 'state') continue;
      if (open.has(event.station)) close(event.station, event.timeS);
      open.set(event.station, event);
    }
    for (const station of open.keys()) close(station, run.durationS);
    for (const [station, { timeInStateS }] of Object.entries(run.stations))
      for (const [state, seconds] of Object.entries(timeInStateS))
        expect(sums[station]![state] ?? 0).toBeCloseTo(seconds, 7);
  });
});

describe('a run that makes no sense is refused', () => {
  it.each([
    [{ durationS: 0, seed: 1 }, 'durationS: must be a positive number of seconds, is 0'],
    [{ durationS: Number.NaN, seed: 1 }, 'durationS: must be a positive number of seconds, is NaN'],
    [{ durationS: Infinity, seed: 1 }, 'durationS: must be a positive number of seconds, is Infinity'],
    [{ durationS: 1, seed: -1 }, 'seed: must be a whole number ≥ 0, is -1'],
    [{ durationS: 1, seed: 1.5 }, 'seed: must be a whole number ≥ 0, is 1.5'],
    [{ durationS: 1, seed: 1, replication: -1 }, 'replication: must be a whole number ≥ 0, is -1'],
    [{ durationS: 1, seed: 1, record: { telemetryIntervalS: 0 } }, 'telemetryIntervalS: must be greater than 0, is 0'],
  ])('%j', (options, message) => {
    expect(() => runLine(cosmetics, options)).toThrow(new RangeError(message));
  });

  it('a cycle too short for the clock to move is an event storm, not an endless loop', () => {
    const line = resolveLine(
      { stations: [{ name: 'A', outputType: 'Tube' }] },
      { A: { uph: 1e9, performance: { jamProb: 0 } } },
    );
    const frozen = { ...line, stations: [{ ...line.stations[0]!, cycleTimeS: 0 }] };
    expect(() => runLine(frozen, { durationS: 10, seed: 1 })).toThrow('is there a cycle that takes no time?');
  });
});
