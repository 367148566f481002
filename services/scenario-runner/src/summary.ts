import type { LineRun } from '@twin/line-engine';
import { estimate, quantileEstimate } from '@twin/line-engine/experiment';
import { judges } from './judge.ts';
import type { Analysis, TaskResult } from './task.ts';
import type { Answered } from './what-if.ts';

/** A figure over the replications, for machines. What is not bounded is null. */
export interface FigureSummary {
  readonly unit: string;
  readonly mean: number;
  readonly standardDeviation: number;
  readonly halfWidth95: number;
  readonly p05: number;
  readonly p95: number;
}

/** What summary.json holds and --json prints: no clock, no path, no machine in it. */
export function summaryOf({ whatIf, results }: Answered): object {
  const [first] = results;
  const { scenario, seed, line, stations, oee, itemsInProcess } = first!.run;
  return {
    scenario,
    seed,
    durationS: whatIf.durationS,
    warmUpS: whatIf.warmUpS,
    replications: results.length,
    figures: figuresOf(whatIf.configuration.economics, results),
    ...(first!.analysis !== undefined && lossesOf(results)),
    replication0: { line, stations, oee, itemsInProcess, money: first!.money },
  };
}

export function figuresOf(
  economics: Parameters<typeof judges>[0],
  results: readonly TaskResult[],
): Record<string, FigureSummary> {
  const entries = judges(economics).map(({ name, unit, of }): [string, FigureSummary] => {
    const values = results.map(of);
    const { mean, standardDeviation, halfWidth: halfWidth95 } = estimate(values);
    const [p05, p95] = [quantileEstimate(values, 0.05).value, quantileEstimate(values, 0.95).value];
    return [name, { unit, mean, standardDeviation, halfWidth95, p05, p95 }];
  });
  return Object.fromEntries(entries);
}

/** A loss and a bottleneck in the mean over replications. */
function lossesOf(results: readonly TaskResult[]): object {
  return { losses: meanLosses(results), bottlenecks: meanBottlenecks(results) };
}

export interface MeanLoss {
  readonly station: string;
  readonly cause: string;
  readonly items: number;
  readonly halfWidth95: number;
  readonly seconds: number;
}

/** Losses by cause, mean and interval; a replication without one has lost 0 to it. The largest first. */
export function meanLosses(results: readonly TaskResult[]): MeanLoss[] {
  const each = analyses(results).map(({ losses }) => losses);
  const keys = new Map(each.flat().map((loss) => [`${loss.station}/${loss.cause}`, loss]));
  return [...keys.values()]
    .map(({ station, cause }): MeanLoss => {
      const own = each.map((losses) => losses.find((loss) => loss.station === station && loss.cause === cause));
      const items = estimate(own.map((loss) => loss?.items ?? 0));
      const seconds = estimate(own.map((loss) => loss?.seconds ?? 0)).mean;
      return { station, cause, items: items.mean, halfWidth95: items.halfWidth, seconds };
    })
    .toSorted((a, b) => b.items - a.items);
}

/** Share of the time each station was the bottleneck, alone or shifting. The largest first. */
export function meanBottlenecks(
  results: readonly TaskResult[],
): { readonly station: string; readonly share: number }[] {
  const each = analyses(results).map(({ bottlenecks }) => bottlenecks);
  const stations = [...new Set(each.flat().map(({ station }) => station))];
  const shareOf = (station: string) =>
    each.reduce((sum, shares) => {
      const own = shares.find((share) => share.station === station);
      return sum + (own === undefined ? 0 : own.sole + own.shifting);
    }, 0) / each.length;
  return stations.map((station) => ({ station, share: shareOf(station) })).toSorted((a, b) => b.share - a.share);
}

function analyses(results: readonly TaskResult[]): Analysis[] {
  return results.flatMap(({ analysis }) => (analysis === undefined ? [] : [analysis]));
}

/** A station's counts in the mean over replications. */
export function meanOf(results: readonly TaskResult[], figure: (run: LineRun) => number): number {
  return results.reduce((sum, { run }) => sum + figure(run), 0) / results.length;
}
