import { lineOee } from '../kpi/line-oee.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import { State, stateNames, type StateName } from '../station/state.ts';
import type { BufferRun, LineTotals, StationRun } from './line-run.ts';
import type { BufferReading, LineReading, StationReading } from './reading.ts';

/** What a line has done from 0 to now, read off its machines. */
export function results(line: ResolvedLine, reading: LineReading) {
  const { nowS, stations, buffers, sources, leadTime, itemsInProcess, itemSeconds, events } = reading;
  const runs = stations.map((station, i) => stationRun(station, behind(line, buffers, i)));
  const totals = lineTotals(line, runs);
  return {
    line: totals,
    stations: Object.fromEntries(line.stations.map(({ name }, i) => [name, runs[i]!])),
    buffers: buffers.map(bufferRun),
    sources,
    oee: lineOee(line, totals, runs, nowS),
    leadTime,
    meanItemsInProcess: nowS > 0 ? itemSeconds / nowS : itemsInProcess,
    itemsInProcess,
    eventCount: events,
  };
}

/** The buffer behind a station, if it has one. */
export function behind<Some>(line: ResolvedLine, buffers: readonly Some[], station: number): Some | undefined {
  const buffer = line.graph.behind[station];
  return buffer === undefined ? undefined : buffers[buffer];
}

/** Finished units are what leaves the line at stations from which good items leave it. */
function lineTotals(line: ResolvedLine, runs: readonly StationRun[]): LineTotals {
  const shipping = runs.filter((_, i) =>
    line.graph.branches[i]!.every(({ ways, when }) => when === 'rejected' || ways.some((way) => way.length === 0)),
  );
  const sum = (key: 'unitsOut' | 'goodOut' | 'defectiveOut') => shipping.reduce((total, run) => total + run[key], 0);
  return {
    unitsOut: sum('unitsOut'),
    goodOut: sum('goodOut'),
    defectiveOut: sum('defectiveOut'),
    rejected: runs.reduce((total, run) => total + run.rejected, 0),
  };
}

function stationRun(station: StationReading, buffer: BufferReading | undefined): StationRun {
  const { counts, inHand } = station;
  const occupancy = buffer?.occupancy();
  const timeInStateS = Object.fromEntries(stateNames.map((name) => [name, station.secondsIn(State[name])]));
  return {
    ...counts,
    goodOut: counts.unitsOut - counts.defectiveOut,
    timeInStateS: timeInStateS as Record<StateName, number>,
    inHand,
    meanBufferLevel: occupancy?.mean ?? 0,
    finalBufferLevel: buffer?.level ?? 0,
    bufferFullShare: occupancy?.full ?? 0,
    bufferEmptyShare: occupancy?.empty ?? 0,
  };
}

function bufferRun(buffer: BufferReading): BufferRun {
  const { mean, full, empty } = buffer.occupancy();
  const { name, capacity, passed, level } = buffer;
  return { name, capacity, passed, finalLevel: level, meanLevel: mean, fullShare: full, emptyShare: empty };
}
