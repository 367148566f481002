import {
  attributeWaiting,
  bottleneckShares,
  lossPareto,
  stateTracks,
  type BottleneckShare,
  type Economics,
  type LineRun,
  type Loss,
  type Money,
  type ResolvedLine,
  type WaitingTime,
} from '@twin/line-engine';
import { runEconomic, runWarmed } from '@twin/line-engine/experiment';

/** One replication to be run, by whichever thread. Plain data. */
export interface Task {
  readonly replication: number;
  readonly durationS: number;
  readonly warmUpS: number;
  readonly seed: number;
  readonly economics?: Economics | undefined;
  /** Also find whose fault the losses are, which takes a log of states. */
  readonly analyse: boolean;
}

/** What came of it. The run is without its records. */
export interface TaskResult {
  readonly run: LineRun;
  readonly money?: Money | undefined;
  readonly analysis?: Analysis | undefined;
}

export interface Analysis {
  readonly losses: readonly Loss[];
  readonly waiting: readonly WaitingTime[];
  readonly bottlenecks: readonly BottleneckShare[];
}

/** Runs one replication: the same result in every thread. */
export function runTask(line: ResolvedLine, task: Task): TaskResult {
  const { economics, analyse, warmUpS, ...rest } = task;
  const options = { ...rest, warmUpS, ...(analyse && { record: { events: true } }) };
  const { run: whole, money } =
    economics === undefined
      ? { run: runWarmed(line, options), money: undefined }
      : runEconomic(line, options, economics);
  const { events, telemetry: _telemetry, genealogy: _genealogy, ...run } = whole;
  if (events === undefined) return { run, money };
  const names = line.stations.map(({ name }) => name);
  const tracks = stateTracks(names, events);
  const endS = warmUpS + task.durationS;
  const waiting = attributeWaiting(line, tracks, endS, warmUpS);
  const bottlenecks = bottleneckShares(tracks, endS, warmUpS, endS);
  return { run, money, analysis: { losses: lossPareto(line, run, waiting), waiting, bottlenecks } };
}
