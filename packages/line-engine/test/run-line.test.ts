import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cosmeticsBaseline,
  cosmeticsLine,
  createLineSimulation,
  pairedDifference,
  replicate,
  resolveLine,
  runLine,
  type EquipmentParams,
  type LineRun,
  type ResolvedLine,
} from '../src/index.ts';

const cosmetics = resolveLine(cosmeticsLine, cosmeticsBaseline);
const shiftS = 8 * 3600;

const equipment: fc.Arbitrary<EquipmentParams> = fc.record({
  uph: fc.double({ min: 60, max: 20_000, noNaN: true }),
  bufferCapacity: fc.integer({ min: 0, max: 30 }),
  reliability: fc.record({
    mtbfMin: fc.option(fc.double({ min: 0.1, max: 100, noNaN: true })),
    mttrMin: fc.double({ min: 0.01, max: 20, noNaN: true }),
  }),
  performance: fc.record({
    jamProb: fc.constantFrom(0, 0.01, 0.5, 1),
    jamTimeSec: fc.double({ min: 0, max: 60, noNaN: true }),
  }),
  quality: fc.record({ defectRate: fc.constantFrom(0, 0.02, 0.5, 1), detectionProb: fc.constantFrom(0, 0.5, 0.95, 1) }),
});

const randomLine: fc.Arbitrary<ResolvedLine> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom('Tube', 'None'), equipment), {
    minLength: 1,
    maxLength: 6,
  })
  .map((stations) =>
    resolveLine(
      { stations: stations.map(([batchIn, outputType], i) => ({ name: `S${i}`, batchIn, outputType })) },
      Object.fromEntries(stations.map(([, , parameters], i) => [`S${i}`, parameters])),
    ),
  );

const anyRun = fc
  .tuple(randomLine, fc.double({ min: 0.5, max: 2000, noNaN: true }), fc.nat())
  .map(([line, durationS, seed]) => ({
    line,
    run: runLine(line, { durationS, seed, record: { telemetryIntervalS: 7, genealogy: true } }),
  }));

/** The run without its records. */
function figuresOf(run: LineRun): string {
  const { telemetry: _telemetry, events: _events, genealogy: _genealogy, ...figures } = run;
  return JSON.stringify(figures);
}

describe('every run of every line', () => {
  it('accounts for all its time, in each station', () => {
    fc.assert(
      fc.property(anyRun, ({ run }) => {
        for (const station of Object.values(run.stations)) {
          const totalS = Object.values(station.timeInStateS).reduce((sum, s) => sum + s, 0);
          expect(Math.abs(totalS - run.durationS)).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it('loses no item and makes none from nothing', () => {
    fc.assert(
      fc.property(anyRun, ({ line, run }) => {
        const stations = line.stations.map((station) => ({ ...station, ...run.stations[station.name]! }));
        for (const [i, station] of stations.entries()) {
          const { batchIn, outputType, unitsIn, unitsMade, unitsOut, rejected, inHand, goodOut, defectiveOut } =
            station;
          const made = outputType === 'None' ? unitsMade : unitsMade * batchIn;
          const finished = unitsMade - unitsOut - rejected;
          expect(finished).toBeGreaterThanOrEqual(0);
          expect(unitsIn).toBe(made + inHand - finished);
          expect(goodOut + defectiveOut).toBe(unitsOut);
          const next = stations[i + 1];
          if (next !== undefined) expect(unitsOut).toBe(next.unitsIn + station.finalBufferLevel);
          expect(station.finalBufferLevel).toBeLessThanOrEqual(station.bufferCapacity);
        }
        expect(run.line.unitsOut).toBe(stations.at(-1)!.unitsOut);
      }),
    );
  });

  it('has telemetry that sums to its totals', () => {
    fc.assert(
      fc.property(anyRun, ({ line, run }) => {
        const { telemetry } = run;
        expect(telemetry!.timeS.at(-1)).toBe(run.durationS);
        for (const { name } of line.stations) {
          const station = run.stations[name]!;
          for (const count of ['unitsMade', 'unitsOut', 'defectiveOut', 'rejected', 'failures', 'jams'] as const) {
            const sum = telemetry!.column(name, `${count}Delta`).reduce((total, delta) => total + delta, 0);
            expect(sum).toBe(station[count]);
          }
        }
      }),
    );
  });

  it('has a last row of telemetry also when something is due at the very end', () => {
    const line = resolveLine({ stations: [{ name: 'S', outputType: 'Part' }] }, { S: { uph: 3600 } });
    for (const events of [true, { items: true }]) {
      const { telemetry } = runLine(line, { durationS: 3, seed: 1, record: { telemetryIntervalS: 2, events } });
      expect(telemetry!.states('S')).toEqual(['EXECUTE', 'EXECUTE', 'EXECUTE']);
      expect([...telemetry!.column('S', 'unitsMadeDelta')]).toEqual([0, 2, 0]);
    }
    const simulation = createLineSimulation(line, { durationS: 3, seed: 1, record: { telemetryIntervalS: 60 } });
    simulation.runUntil(3);
    expect([...simulation.result().telemetry!.column('S', 'unitsMadeDelta')]).toEqual([0, 2]);
  });

  it('has a genealogy in which parts are older than the whole', () => {
    fc.assert(
      fc.property(anyRun, ({ run }) => {
        const genealogy = run.genealogy!;
        for (let item = 1; item <= genealogy.items; item++) {
          const whole = genealogy.wholeOf(item);
          if (whole !== undefined) expect(whole).toBeGreaterThan(item);
        }
      }),
    );
  });

  it('gives the same OEE however the losses are split', () => {
    fc.assert(
      fc.property(anyRun, ({ run }) => {
        for (const { oee, iso22400: a, sixBigLosses: b } of [run.oee, ...Object.values(run.oee.stations)]) {
          expect(a.availability * a.effectiveness * a.quality).toBeCloseTo(oee, 9);
          expect(b.availability * b.performance * b.quality).toBeCloseTo(oee, 9);
        }
      }),
    );
  });

  it('repeats itself to the bit, and nothing recorded changes it', () => {
    fc.assert(
      fc.property(randomLine, fc.nat(), (line, seed) => {
        const bare = figuresOf(runLine(line, { durationS: 500, seed }));
        expect(figuresOf(runLine(line, { durationS: 500, seed }))).toBe(bare);
        const record = { telemetryIntervalS: 3, events: { items: true, zeroLengthStates: true }, genealogy: true };
        const recorded = JSON.parse(figuresOf(runLine(line, { durationS: 500, seed, record }))) as unknown;
        expect(recorded).toEqual(JSON.parse(bare));
      }),
    );
  });
});

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

describe('more room or fewer failures', () => {
  const better: fc.Arbitrary<(parameters: EquipmentParams) => EquipmentParams> = fc.constantFrom(
    (from) => ({ ...from, bufferCapacity: (from.bufferCapacity ?? 50) + 20 }),
    (from) => ({ ...from, reliability: { ...from.reliability, mtbfMin: null } }),
    (from) => ({ ...from, performance: { ...from.performance, jamProb: 0 } }),
  );

  it('never lower the mean output beyond noise, on common random numbers', () => {
    fc.assert(
      fc.property(
        fc.array(equipment, { minLength: 3, maxLength: 3 }),
        fc.nat({ max: 2 }),
        better,
        (parameters, at, improve) => {
          const stations = parameters.map((_, i) => ({ name: `S${i}`, outputType: 'Part' }));
          const line = (all: readonly EquipmentParams[]) =>
            resolveLine({ stations }, Object.fromEntries(all.map((one, i) => [`S${i}`, one])));
          const options = { durationS: 3600, seed: 11, replications: 20 };
          const output = (run: LineRun) => run.line.unitsOut;
          const improved = parameters.map((one, i) => (i === at ? improve(one) : one));
          const { difference } = pairedDifference(
            replicate(line(parameters), options),
            replicate(line(improved), options),
            output,
            0.9999,
          );
          expect(difference.mean).toBeGreaterThanOrEqual(-difference.halfWidth - 1);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('common random numbers', () => {
  it('narrow the comparison with a large buffer: its variance is 50 times smaller than without pairing', () => {
    const large = { name: 'large', equipment: { Filler: { bufferCapacity: 500 } } };
    const options = { durationS: shiftS, seed: 5, replications: 150 };
    const before = replicate(cosmetics, options);
    const after = replicate(resolveLine(cosmeticsLine, cosmeticsBaseline, large), options);
    const { from, to, difference } = pairedDifference(before, after, (run) => run.stations['Filler']!.unitsMade);
    const unpaired = from.standardDeviation ** 2 + to.standardDeviation ** 2;
    expect(unpaired / difference.standardDeviation ** 2).toBeGreaterThan(50);
    expect(difference.mean - difference.halfWidth).toBeGreaterThan(1500);
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
