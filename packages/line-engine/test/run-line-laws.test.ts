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
} from '../src/index.ts';
import { cosmetics, shiftS, equipment, randomLine, anyRun, figuresOf } from './cosmetics-shift.ts';

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
