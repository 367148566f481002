import type { Buffer } from '../kernel/buffer.ts';
import { oee, type Oee } from '../kpi/oee.ts';
import { pacingStation } from '../kpi/pacing-station.ts';
import { EventLog, type EventDetail } from '../record/event-log.ts';
import { Genealogy } from '../record/genealogy.ts';
import { Telemetry } from '../record/telemetry.ts';
import type { ResolvedLine, ResolvedStation } from '../scenario/resolve.ts';
import { State, stateNames, type StateName } from '../station/state.ts';
import type { Station } from '../station/station.ts';
import { assemble, type AssembledLine, type Draws } from './assemble.ts';
import { noSampler, Sampler } from './sampler.ts';

/** How to run a line once. */
export interface RunOptions {
  /** Length of the run, s. It covers [0, durationS): what is due exactly at the end does not happen. */
  readonly durationS: number;
  /** A whole number ≥ 0. Streams of chance are named seed/replication/station/purpose. */
  readonly seed: number;
  /** Number of the replication; 0 unless told. */
  readonly replication?: number | undefined;
  /** What to write down; nothing costs nothing. */
  readonly record?: RecordOptions | undefined;
  /** Decisions instead of draws, by `station/purpose` (fail, repair, jam, defect, inspect): one uniform a trial. */
  readonly draws?: Draws | undefined;
}

export interface RecordOptions {
  /** Sample every so many seconds, and at the end. */
  readonly telemetryIntervalS?: number | undefined;
  readonly events?: boolean | EventDetail | undefined;
  readonly genealogy?: boolean | undefined;
}

/** What one station did in a run. Units are items of what it puts out. */
export interface StationRun {
  /** Items collected, or drawn from the infinite source. */
  readonly unitsIn: number;
  /** Finished, whether good, defective or rejected afterwards. */
  readonly unitsMade: number;
  /** Of those, truly defective, by whomever. */
  readonly defectiveMade: number;
  /** Passed downstream (shipped, for the last station) before the end. */
  readonly unitsOut: number;
  readonly goodOut: number;
  /** Defective and passed on: nobody has noticed. */
  readonly defectiveOut: number;
  readonly rejected: number;
  /** Items that this station spoiled. */
  readonly defectsCreated: number;
  readonly failures: number;
  readonly jams: number;
  /** Sums to the duration. */
  readonly timeInStateS: Readonly<Record<StateName, number>>;
  /** Items in its hands at the end: collected, or finished and blocked. */
  readonly inHand: number;
  /** Of the buffer behind it: mean over time, at the end, and shares of time. 0 for the last station, which has none. */
  readonly meanBufferLevel: number;
  readonly finalBufferLevel: number;
  readonly bufferFullShare: number;
  readonly bufferEmptyShare: number;
}

/** What the line as a whole did, in finished units. */
export interface LineTotals {
  readonly unitsOut: number;
  readonly goodOut: number;
  readonly defectiveOut: number;
  /** Rejected at any station. */
  readonly rejected: number;
}

export interface LineOee extends Oee {
  /** The station that is slowest on paper; its time is what the line's OEE is counted in. */
  readonly pacingStation: string;
  /** Each station by its own speed and its own defects: it is not blamed for those it was given. */
  readonly stations: Readonly<Record<string, Oee>>;
}

/** The result of one run: plain values that survive JSON, and records when they were asked for. */
export interface LineRun {
  readonly scenario: string;
  readonly seed: number;
  readonly replication: number;
  readonly durationS: number;
  readonly line: LineTotals;
  readonly stations: Readonly<Record<string, StationRun>>;
  readonly oee: LineOee;
  /** Items in buffers and in hands at the end, a case counting as one. */
  readonly itemsInProcess: number;
  /** Wake-ups of machines: the work the simulation did. */
  readonly eventCount: number;
  readonly telemetry?: Telemetry<StateName>;
  readonly events?: EventLog<StateName>;
  readonly genealogy?: Genealogy;
}

/**
 * Simulates a line from empty, once. Synchronous and deterministic: the same line, seed and replication give the
 * same run, to the bit. Throws `RangeError` for a duration, seed or interval that makes no sense.
 */
export function runLine(line: ResolvedLine, options: RunOptions): LineRun {
  checkOptions(options);
  const { durationS, seed, replication = 0, record = {}, draws } = options;
  const names = line.stations.map((station) => station.name);
  const events = newEventLog(names, record.events);
  const genealogy = record.genealogy === true ? new Genealogy() : undefined;
  const telemetry =
    record.telemetryIntervalS === undefined
      ? undefined
      : new Telemetry(names, stateNames, record.telemetryIntervalS, durationS);

  const assembled = assemble(line, { seed, replication, draws }, { events, genealogy });
  const { simulation, stations } = assembled;
  for (const station of stations) station.start();
  simulation.settle();
  simulation.runUntil(durationS, telemetry === undefined ? noSampler : new Sampler(telemetry, stations));

  return {
    scenario: line.scenario,
    seed,
    replication,
    durationS,
    ...results(line, assembled, durationS),
    eventCount: simulation.events,
    ...(telemetry && { telemetry }),
    ...(events && { events }),
    ...(genealogy && { genealogy }),
  };
}

function results(line: ResolvedLine, { stations, items }: AssembledLine, durationS: number) {
  const runs = stations.map((station) => stationRun(station, station.outlet));
  const last = runs.at(-1)!;
  const byName = (values: readonly unknown[]) =>
    Object.fromEntries(line.stations.map(({ name }, i) => [name, values[i]]));
  const totals: LineTotals = {
    unitsOut: last.unitsOut,
    goodOut: last.goodOut,
    defectiveOut: last.defectiveOut,
    rejected: runs.reduce((sum, run) => sum + run.rejected, 0),
  };
  return {
    line: totals,
    stations: byName(runs) as Record<string, StationRun>,
    oee: lineOee(line, totals, runs, durationS),
    itemsInProcess: items.inProcess,
  };
}

function stationRun(station: Station, buffer: Buffer | undefined): StationRun {
  const { counts } = station;
  const occupancy = buffer?.occupancy();
  return {
    unitsIn: counts.unitsIn,
    unitsMade: counts.unitsMade,
    defectiveMade: counts.defectiveMade,
    unitsOut: counts.unitsOut,
    goodOut: counts.unitsOut - counts.defectiveOut,
    defectiveOut: counts.defectiveOut,
    rejected: counts.rejected,
    defectsCreated: counts.defectsCreated,
    failures: counts.failures,
    jams: counts.jams,
    timeInStateS: Object.fromEntries(stateNames.map((name) => [name, station.secondsIn(State[name])])) as Record<
      StateName,
      number
    >,
    inHand: station.heldCount + station.outCount - station.outNext,
    meanBufferLevel: occupancy?.mean ?? 0,
    finalBufferLevel: buffer?.level ?? 0,
    bufferFullShare: occupancy?.full ?? 0,
    bufferEmptyShare: occupancy?.empty ?? 0,
  };
}

function lineOee(line: ResolvedLine, totals: LineTotals, runs: readonly StationRun[], durationS: number): LineOee {
  const pace = pacingStation(line);
  const pacing = runs[line.stations.findIndex((station) => station.name === pace.station)]!;
  const whole = oee({
    plannedBusyTimeS: durationS,
    productionTimeS: pacing.timeInStateS.EXECUTE,
    downTimeS: pacing.timeInStateS.DOWN,
    plannedRunTimePerItemS: pace.plannedRunTimePerUnitS,
    produced: totals.unitsOut,
    good: totals.goodOut,
  });
  const stations = line.stations.map((station, i) => [station.name, stationOee(station, runs[i]!, durationS)]);
  return { pacingStation: pace.station, ...whole, stations: Object.fromEntries(stations) as Record<string, Oee> };
}

function stationOee(station: ResolvedStation, run: StationRun, durationS: number): Oee {
  const itemsPerCycle = station.outputType === 'None' ? station.batchIn : 1;
  return oee({
    plannedBusyTimeS: durationS,
    productionTimeS: run.timeInStateS.EXECUTE,
    downTimeS: run.timeInStateS.DOWN,
    plannedRunTimePerItemS: station.cycleTimeS / itemsPerCycle,
    produced: run.unitsMade,
    good: run.unitsMade - run.defectsCreated,
  });
}

function newEventLog(stations: readonly string[], events: RecordOptions['events']): EventLog<StateName> | undefined {
  if (events === undefined || events === false) return undefined;
  return new EventLog(stations, stateNames, events === true ? {} : events);
}

function checkOptions({ durationS, seed, replication = 0, record }: RunOptions): void {
  if (!(durationS > 0 && durationS < Infinity))
    throw new RangeError(`durationS: must be a positive number of seconds, is ${durationS}`);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`seed: must be a whole number ≥ 0, is ${seed}`);
  if (!Number.isSafeInteger(replication) || replication < 0)
    throw new RangeError(`replication: must be a whole number ≥ 0, is ${replication}`);
  const intervalS = record?.telemetryIntervalS;
  if (intervalS !== undefined && !(intervalS > 0))
    throw new RangeError(`telemetryIntervalS: must be greater than 0, is ${intervalS}`);
}
