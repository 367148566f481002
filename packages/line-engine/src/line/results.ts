import { lineOee } from '../kpi/line-oee.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import { State, stateNames, type StateName } from '../station/state.ts';
import type { Station } from '../station/station.ts';
import type { Buffer } from '../kernel/buffer.ts';
import type { AssembledLine } from './assemble.ts';
import type { BufferRun, LineTotals, SourceRun, StationRun } from './line-run.ts';

/** What a line has done from 0 to now, read off its machines. */
export function results(line: ResolvedLine, assembled: AssembledLine) {
  const { stations, buffers, sources, items, leadTimes, simulation } = assembled;
  const runs = stations.map((station, i) => stationRun(station, behind(line, buffers, i)));
  const totals = lineTotals(line, runs);
  return {
    line: totals,
    stations: Object.fromEntries(line.stations.map(({ name }, i) => [name, runs[i]!])),
    buffers: buffers.map(bufferRun),
    sources: Object.fromEntries(
      sources.map(({ setup, arrived, lost, waiting }): [string, SourceRun] => [setup.name, { arrived, lost, waiting }]),
    ),
    oee: lineOee(line, totals, runs, simulation.nowS),
    leadTime: leadTimes.summary(),
    meanItemsInProcess: items.meanInProcess(),
    itemsInProcess: items.inProcess,
    eventCount: simulation.events,
  };
}

/** The buffer behind a station, if it has one. */
export function behind(line: ResolvedLine, buffers: readonly Buffer[], station: number): Buffer | undefined {
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

function stationRun(station: Station, buffer: Buffer | undefined): StationRun {
  const { counts } = station;
  const occupancy = buffer?.occupancy();
  const timeInStateS = Object.fromEntries(stateNames.map((name) => [name, station.secondsIn(State[name])]));
  return {
    ...counts,
    goodOut: counts.unitsOut - counts.defectiveOut,
    timeInStateS: timeInStateS as Record<StateName, number>,
    inHand: station.heldCount + station.outCount - station.outNext,
    meanBufferLevel: occupancy?.mean ?? 0,
    finalBufferLevel: buffer?.level ?? 0,
    bufferFullShare: occupancy?.full ?? 0,
    bufferEmptyShare: occupancy?.empty ?? 0,
  };
}

function bufferRun(buffer: Buffer): BufferRun {
  const { mean, full, empty } = buffer.occupancy();
  const { name, capacity, passed, level } = buffer;
  return { name, capacity, passed, finalLevel: level, meanLevel: mean, fullShare: full, emptyShare: empty };
}
