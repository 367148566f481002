import { lineOee } from '../kpi/line-oee.ts';
import type { BufferRun, LineRun, StationRun } from '../line/line-run.ts';
import { createLineSimulation, type RunOptions } from '../line/line-simulation.ts';
import { runLine } from '../line/run-line.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import { stateNames, type StateName } from '../station/state.ts';
import { mser, type WarmUp } from './warm-up.ts';

/** How to run a line of which the beginning does not count. */
export interface WarmedRunOptions extends RunOptions {
  /** Run before anything counts, s; 0 unless told. */
  readonly warmUpS?: number | undefined;
}

/**
 * Runs `warmUpS + durationS` and gives what happened in the last `durationS` of it. Levels at the end are those at the end;
 * the least and the longest lead time are those of the whole run. Records cover the whole run.
 */
export function runWarmed(line: ResolvedLine, options: WarmedRunOptions): LineRun {
  const { warmUpS = 0, ...run } = options;
  if (!(warmUpS >= 0 && warmUpS < Infinity)) throw new RangeError(`warmUpS: must be at least 0, is ${String(warmUpS)}`);
  if (warmUpS === 0) return runLine(line, run);
  const simulation = createLineSimulation(line, { ...run, durationS: warmUpS + run.durationS });
  simulation.runUntil(warmUpS);
  const before = simulation.result();
  simulation.runUntil(warmUpS + run.durationS);
  return since(line, before, simulation.result());
}

function since(line: ResolvedLine, before: LineRun, after: LineRun): LineRun {
  const durationS = after.durationS - before.durationS;
  const share = (from: number, to: number) => Math.max(0, (to * after.durationS - from * before.durationS) / durationS);
  const names = Object.keys(after.stations);
  const stations = names.map((name) => stationSince(before.stations[name]!, after.stations[name]!, share));
  const lineTotals = differences(after.line, before.line);
  const shipped = after.leadTime.count - before.leadTime.count;
  const leadS = after.leadTime.count * after.leadTime.meanS - before.leadTime.count * before.leadTime.meanS;
  return {
    ...after,
    durationS,
    line: lineTotals,
    stations: Object.fromEntries(names.map((name, i) => [name, stations[i]!])),
    buffers: after.buffers.map((buffer, i) => bufferSince(before.buffers[i]!, buffer, share)),
    sources: Object.fromEntries(
      Object.entries(after.sources).map(([name, { arrived, lost, waiting }]) => [
        name,
        { arrived: arrived - before.sources[name]!.arrived, lost: lost - before.sources[name]!.lost, waiting },
      ]),
    ),
    oee: lineOee(line, lineTotals, stations, durationS),
    leadTime: { ...after.leadTime, count: shipped, meanS: shipped > 0 ? leadS / shipped : 0 },
    meanItemsInProcess: share(before.meanItemsInProcess, after.meanItemsInProcess),
    eventCount: after.eventCount - before.eventCount,
  };
}

type Share = (from: number, to: number) => number;

function stationSince(before: StationRun, after: StationRun, share: Share): StationRun {
  const { timeInStateS, inHand, finalBufferLevel, ...rest } = after;
  const timeSince = stateNames.map((name) => [name, timeInStateS[name] - before.timeInStateS[name]]);
  return {
    ...differences(rest, before),
    timeInStateS: Object.fromEntries(timeSince) as Record<StateName, number>,
    inHand,
    finalBufferLevel,
    meanBufferLevel: share(before.meanBufferLevel, after.meanBufferLevel),
    bufferFullShare: share(before.bufferFullShare, after.bufferFullShare),
    bufferEmptyShare: share(before.bufferEmptyShare, after.bufferEmptyShare),
  };
}

function bufferSince(before: BufferRun, after: BufferRun, share: Share): BufferRun {
  return {
    ...after,
    passed: after.passed - before.passed,
    meanLevel: share(before.meanLevel, after.meanLevel),
    fullShare: share(before.fullShare, after.fullShare),
    emptyShare: share(before.emptyShare, after.emptyShare),
  };
}

function differences<Counts extends object>(after: Counts, before: Counts): Counts {
  const earlier = before as Readonly<Record<string, number>>;
  return Object.fromEntries(
    Object.entries(after).map(([key, value]) => [key, (value as number) - earlier[key]!]),
  ) as unknown as Counts;
}

/** How long a line takes to settle. */
export interface WarmUpEstimate {
  readonly warmUpS: number;
  /** By what follows: output of the pacing station, and items in buffers. The later of the two counts. */
  readonly output: WarmUp;
  readonly buffered: WarmUp;
  readonly isLongEnough: boolean;
}

/** MSER-5 on the mean over replications of output and of items in buffers, by intervals. */
export function warmUpOf(
  line: ResolvedLine,
  options: RunOptions & { readonly replications?: number; readonly intervalS?: number },
): WarmUpEstimate {
  const { replications = 10, intervalS = 60, ...run } = options;
  const rows = Math.ceil(run.durationS / intervalS);
  const output = new Float64Array(rows);
  const buffered = new Float64Array(rows);
  for (let replication = 0; replication < replications; replication++) {
    const { telemetry, oee } = runLine(line, { ...run, replication, record: { telemetryIntervalS: intervalS } });
    for (const station of telemetry!.stations) {
      const made = telemetry!.column(station, 'unitsMadeDelta');
      const level = telemetry!.column(station, 'bufferLevel');
      for (let row = 0; row < rows; row++) {
        if (station === oee.pacingStation) output[row]! += made[row + 1]! / replications;
        buffered[row]! += level[row + 1]! / replications;
      }
    }
  }
  const [ofOutput, ofBuffered] = [mser(output), mser(buffered)];
  return {
    warmUpS: Math.max(ofOutput.deleted, ofBuffered.deleted) * intervalS,
    output: ofOutput,
    buffered: ofBuffered,
    isLongEnough: ofOutput.isLongEnough && ofBuffered.isLongEnough,
  };
}
