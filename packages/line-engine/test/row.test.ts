import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  cosmeticsBaseline,
  cosmeticsLine,
  createLineSimulation,
  resolveLine,
  runLine,
  telemetryColumns,
  type LineRun,
  type ResolvedLine,
  type RunOptions,
} from '../src/index.ts';
import { rowOrder } from '../src/row/row.ts';
import { randomLine } from './random-line.ts';

/** Event by event, whatever the line. */
function simulated(line: ResolvedLine, options: RunOptions): LineRun {
  const simulation = createLineSimulation(line, options);
  simulation.runUntil(options.durationS);
  return simulation.result();
}

/** What a run wrote down, as plain values. */
function records({ telemetry, events }: LineRun) {
  const names = telemetryColumns.map(({ name }) => name).filter((name) => name !== 'state');
  const rows = telemetry?.stations.map((station) => [
    telemetry.states(station),
    ...names.map((name) => telemetry.column(station, name)),
  ]);
  return { timeS: telemetry?.timeS, rows, events: events && [...events], count: events?.count() };
}

function expectSame(line: ResolvedLine, options: RunOptions): void {
  const [row, wanted] = [runLine(line, options), simulated(line, options)];
  expect(row).toStrictEqual(wanted);
  expect(records(row)).toStrictEqual(records(wanted));
}

const law = (mean: number) =>
  fc.constantFrom(mean, { kind: 'exponential', mean } as const, { kind: 'uniform', low: 0, high: 2 * mean } as const);

/** Whole seconds and halves, so that much happens at the same instant, and times that never meet. */
const machine = fc.record({
  batchIn: fc.constantFrom(1, 1, 2, 3, 7),
  outputType: fc.constantFrom('Part', 'None'),
  uph: fc.constantFrom(3600, 1800, 7200, 3600 / 0.7, 1234),
  bufferCapacity: fc.constantFrom(0, 1, 2, 3, 5, 20),
  cycleTimeSec: fc.option(law(1), { nil: undefined }),
  mtbfMin: fc.constantFrom(null, 0.5, 3),
  repairTimeMin: law(0.25),
  jamProb: fc.constantFrom(0, 0.1, 0.5),
  jamTimeSec: fc.constantFrom(0, 1, 2.5),
  quality: fc.record({
    defectRate: fc.constantFrom(0, 0.2),
    detectionProb: fc.constantFrom(0, 0.6, 1),
    repairProb: fc.constantFrom(0, 0.5),
    toleratedDefects: fc.constantFrom(0, 1),
  }),
});

const randomRow = fc.array(machine, { minLength: 1, maxLength: 6 }).map((machines) => {
  const stations = machines.map(({ batchIn, outputType }, i) => ({
    name: `S${i}`,
    batchIn: outputType === 'None' ? 1 : batchIn,
    outputType,
  }));
  const baseline = machines.map(({ uph, bufferCapacity, cycleTimeSec, mtbfMin, repairTimeMin, quality, ...jam }, i) => [
    `S${i}`,
    {
      uph,
      bufferCapacity,
      reliability: { mtbfMin, repairTimeMin },
      performance: { jamProb: jam.jamProb, jamTimeSec: jam.jamTimeSec, cycleTimeSec },
      quality,
    },
  ]);
  return resolveLine({ stations }, Object.fromEntries(baseline));
});

it('gives a row worked out item by item the result of a row simulated event by event, bit for bit', () => {
  const options = fc.record({
    durationS: fc.oneof(fc.double({ min: 0.01, max: 400, noNaN: true }), fc.integer({ min: 1, max: 400 })),
    seed: fc.nat({ max: 1_000_000 }),
    trials: fc.constantFrom('countdown' as const, 'per-cycle' as const),
    record: fc.record({ telemetryIntervalS: fc.constantFrom(undefined, 1, 0.7, 60), events: fc.boolean() }),
  });
  fc.assert(
    fc.property(randomRow, options, (line, run) => {
      expect(rowOrder(line)).toHaveLength(line.stations.length);
      expectSame(line, run);
    }),
    { numRuns: 2000 },
  );
});

it('does so for whole shifts of the cosmetics line', () => {
  const line = resolveLine(cosmeticsLine, cosmeticsBaseline);
  for (let replication = 0; replication < 20; replication++) {
    expectSame(line, { durationS: 28_800, seed: 42, replication });
    expectSame(line, { durationS: 3_600, seed: 42, replication, record: { telemetryIntervalS: 1, events: true } });
  }
});

it('does so whatever room there is between the machines', () => {
  for (const bufferCapacity of [0, 1, 2, 7, 500, 20_000]) {
    const room = { bufferCapacity };
    const equipment = { Filler: room, Inspector: room, Packer: room };
    const line = resolveLine(cosmeticsLine, cosmeticsBaseline, { name: 'room', equipment });
    expectSame(line, { durationS: 28_800, seed: 7, record: { telemetryIntervalS: 60, events: true } });
  }
});

it('leaves to simulation what is no plain row', () => {
  fc.assert(
    fc.property(randomLine, fc.nat({ max: 1_000_000 }), (line, seed) => {
      const options = { durationS: 120, seed };
      expect(runLine(line, options)).toStrictEqual(simulated(line, options));
    }),
    { numRuns: 1000 },
  );
});

it('follows the routes, not the list', () => {
  const stations = ['Last', 'First', 'Middle'].map((name) => ({ name, outputType: 'Part' }));
  const routes = [
    { from: 'First', to: 'Middle' },
    { from: 'Middle', to: 'Last' },
  ];
  const uph = { First: 3600, Middle: 1000, Last: 2000 };
  const line = resolveLine(
    { stations, routes },
    Object.fromEntries(Object.entries(uph).map(([name, u]) => [name, { uph: u, bufferCapacity: 2 }])),
  );
  expect(rowOrder(line)).toStrictEqual([1, 2, 0]);
  expect(runLine(line, { durationS: 3600, seed: 1 })).toStrictEqual(simulated(line, { durationS: 3600, seed: 1 }));
});
