import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createLineSimulation,
  runLine,
  standardPhases,
  type LineRun,
  type LineSnapshot,
  type ResolvedLine,
} from '../src/index.ts';
import { assemble } from '../src/line/assemble.ts';
import { ChanceBook } from '../src/line/chance-book.ts';
import { runPlainCycle } from '../src/station/plain-cycle.ts';
import { randomLine } from './random-line.ts';

const seeds = fc.nat({ max: 1_000_000 });
const durations = fc.double({ min: 1, max: 900, noNaN: true });
const runs = { numRuns: 300 };

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The run without its records. */
function figures({ telemetry: _telemetry, events: _events, genealogy: _genealogy, ...rest }: LineRun): unknown {
  return rest;
}

function drawsOnInfiniteSource(line: ResolvedLine, station: number): boolean {
  return line.graph.inlets[station]!.length === 0;
}

function plainMachines(line: ResolvedLine): number {
  const book = new ChanceBook({ seed: 0, replication: 0, trials: 'countdown' });
  return assemble(line, book, {}).stations.filter(({ cycle }) => cycle === runPlainCycle).length;
}

/** Items a station has collected and not yet used. */
function collected(line: ResolvedLine, run: LineRun, i: number): number {
  const { name, outputType, batchIn } = line.stations[i]!;
  const needs = sum(line.graph.inlets[i]!.map(({ need }) => need)) || batchIn;
  const { unitsIn, unitsMade } = run.stations[name]!;
  return unitsIn - (outputType === 'None' ? unitsMade : unitsMade * needs);
}

describe('a line of any shape', () => {
  it('works as long as its cycles take, no cycle cut short or done twice', () => {
    fc.assert(
      fc.property(randomLine, durations, seeds, (line, durationS, seed) => {
        const run = runLine(line, { durationS, seed });
        for (const { name, cycleTimeS, performance, outputType, batchIn } of line.stations) {
          if (performance.slowWhenFuller !== null) continue;
          const i = line.stations.findIndex((station) => station.name === name);
          if (performance.cycleTimeSec !== undefined || line.campaign.length > 0) continue;
          const needs = sum(line.graph.inlets[i]!.map(({ need }) => need)) || batchIn;
          const { unitsMade, timeInStateS } = run.stations[name]!;
          const cycles = outputType === 'None' ? unitsMade / needs : unitsMade;
          const factor = line.products[0]!.cycleTimeFactor / performance.speed;
          const workS = cycles * cycleTimeS * factor;
          expect(timeInStateS.EXECUTE).toBeGreaterThan(workS * (1 - 1e-9) - 1e-6);
          expect(timeInStateS.EXECUTE).toBeLessThan(workS + cycleTimeS * factor + 1e-6);
        }
      }),
      runs,
    );
  });

  it('conserves items', () => {
    fc.assert(
      fc.property(randomLine, durations, seeds, (line, durationS, seed) => {
        const run = runLine(line, { durationS, seed });
        const stations = line.stations.map(({ name }) => run.stations[name]!);
        for (const [i, station] of stations.entries()) {
          const held = collected(line, run, i);
          const needs = sum(line.graph.inlets[i]!.map(({ need }) => need)) || line.stations[i]!.batchIn;
          expect(held).toBeGreaterThanOrEqual(0);
          expect(held).toBeLessThanOrEqual(needs);
          const finished = station.unitsMade - station.unitsOut - station.rejected - station.scrapped;
          expect(finished).toBeGreaterThanOrEqual(0);
          // Rejects on their way to rework are rejected already, and may still be in hand.
          expect(station.inHand - held - finished).toBeGreaterThanOrEqual(0);
        }
        const inBuffers = sum(run.buffers.map(({ finalLevel }) => finalLevel));
        const raw = sum(stations.map((_, i) => (drawsOnInfiniteSource(line, i) ? collected(line, run, i) : 0)));
        expect(run.itemsInProcess).toBe(inBuffers + sum(stations.map(({ inHand }) => inHand)) - raw);
        const taken = sum(stations.map(({ unitsIn }, i) => (drawsOnInfiniteSource(line, i) ? 0 : unitsIn)));
        const fromStart = sum(line.start.bufferLevels.map(({ level }) => level));
        expect(fromStart + sum(run.buffers.map(({ passed }) => passed)) - inBuffers).toBe(taken);
        for (const { finalLevel, capacity } of run.buffers) expect(finalLevel).toBeLessThanOrEqual(capacity);
        for (const { arrived, lost, waiting } of Object.values(run.sources))
          expect(lost + waiting).toBeLessThanOrEqual(arrived);
      }),
      runs,
    );
  });

  it('accounts for all its time', () => {
    fc.assert(
      fc.property(randomLine, durations, seeds, (line, durationS, seed) => {
        for (const { timeInStateS } of Object.values(runLine(line, { durationS, seed }).stations)) {
          expect(Math.abs(sum(Object.values(timeInStateS)) - durationS)).toBeLessThan(1e-9);
          expect(Math.min(...Object.values(timeInStateS))).toBeGreaterThanOrEqual(0);
        }
      }),
      runs,
    );
  });

  it('is not changed by being looked at', () => {
    fc.assert(
      fc.property(randomLine, seeds, (line, seed) => {
        const bare = figures(runLine(line, { durationS: 400, seed }));
        const record = { telemetryIntervalS: 3, events: { items: true, zeroLengthStates: true }, genealogy: true };
        expect(figures(runLine(line, { durationS: 400, seed, record }))).toEqual(bare);
        const simulation = createLineSimulation(line, { durationS: 400, seed });
        while (simulation.nextEventS < 200) simulation.step();
        simulation.runUntil(300, { everyS: 7, observe: () => simulation.snapshot() });
        simulation.runUntil(400);
        expect(figures(simulation.result())).toEqual(bare);
      }),
      runs,
    );
  });

  it('has the same run when the standard phases are given as a cycle of one’s own', () => {
    let plain = 0;
    fc.assert(
      fc.property(randomLine, seeds, fc.boolean(), (line, seed, items) => {
        const own = () => Object.values(standardPhases);
        const cycles = Object.fromEntries(line.stations.map(({ kind }) => [kind, own]));
        const options = { durationS: 300, seed, record: { telemetryIntervalS: 11, events: { items } } };
        if (!items) plain += plainMachines(line);
        const standard = createLineSimulation(line, options);
        standard.runUntil(300);
        const phased = runLine(line, { ...options, cycles });
        expect(figures(phased)).toEqual(figures(standard.result()));
        expect([...phased.events!]).toEqual([...standard.result().events!]);
      }),
      { numRuns: 1000 },
    );
    // Else it would say nothing of the cycle of plain machines.
    expect(plain).toBeGreaterThan(100);
  });

  it('goes on bit for bit from a snapshot at any moment (1,000 of them)', () => {
    fc.assert(
      fc.property(
        randomLine,
        seeds,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (line, seed, part, items) => {
          const options = { durationS: 300, seed, record: { telemetryIntervalS: 11, events: { items } } };
          const whole = createLineSimulation(line, options);
          whole.runUntil(part * 300);
          const snapshot = JSON.parse(JSON.stringify(whole.snapshot())) as LineSnapshot;
          whole.runUntil(300);
          const resumed = createLineSimulation(line, options);
          resumed.runUntil(100);
          resumed.restore(snapshot);
          expect(resumed.snapshot()).toEqual(snapshot);
          resumed.runUntil(300);
          expect(figures(resumed.result())).toEqual(figures(whole.result()));
          const after = [...whole.result().events!].filter(({ timeS }) => timeS > part * 300);
          expect([...resumed.result().events!].filter(({ timeS }) => timeS > part * 300)).toEqual(after);
          const { telemetry } = whole.result();
          const rows = telemetry!.timeS.filter((timeS) => timeS > part * 300).length;
          for (const { name } of line.stations)
            expect(
              resumed
                .result()
                .telemetry!.column(name, 'unitsMadeDelta')
                .slice(-rows || Infinity)
                .slice(1),
            ).toEqual(
              telemetry!
                .column(name, 'unitsMadeDelta')
                .slice(-rows || Infinity)
                .slice(1),
            );
        },
      ),
      { numRuns: 1000 },
    );
  });
});
