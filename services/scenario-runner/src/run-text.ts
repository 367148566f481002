import { plantKpis, stateNames, type LineRun, type ResolvedLine, type StateName } from '@twin/line-engine';
import { estimate, quantileEstimate } from '@twin/line-engine/experiment';
import { percent, rounded, whole, withHalfWidth } from './numbers.ts';
import { besides, table } from './table.ts';
import { meanBottlenecks, meanLosses, meanOf } from './summary.ts';
import type { TaskResult } from './task.ts';
import type { Answered } from './what-if.ts';

const barLength = 20;
const mostLevers = 6;

/** What a person reads of one what-if over its replications. `demand`: good units asked for in the time. */
export function runText(answered: Answered, demand?: number): string {
  const { whatIf, results } = answered;
  const parts = [title(answered), answers(answered, demand), stations(whatIf.line, results)];
  return `${[...parts, besides(times(answered), levers(answered)), bottleneck(results)].join('\n\n')}\n`;
}

function title({ whatIf: { line, durationS, warmUpS, seed }, results }: Answered): string {
  const warm = warmUpS > 0 ? ` after ${trimmed(warmUpS / 3600)} h of warm-up` : '';
  return `${line.name} · ${line.scenario} · ${line.stations.length} stations · ${trimmed(durationS / 3600)} h${warm} · ${results.length} replications · seed ${seed}`;
}

function answers({ whatIf, results }: Answered, demand: number | undefined): string {
  const { line, durationS, configuration } = whatIf;
  const good = results.map(({ run }) => run.line.goodOut);
  const oee = results.map(({ run }) => run.oee.oee * 100);
  const shipped = meanOf(results, (run) => run.line.unitsOut);
  const hours = trimmed(durationS / 3600);
  const [bad, fine] = [quantileEstimate(good, 0.05).value, quantileEstimate(good, 0.95).value];
  const lines = [
    [
      `Good ${finishedUnit(line)}`,
      withHalfWidth(estimate(good)),
      `in ${hours} h, 95 % CI     a bad run (5 %): ${rounded(bad)}   a good one (95 %): ${rounded(fine)}   of ${rounded(shipped)} shipped`,
    ],
    ['OEE', `${withHalfWidth(estimate(oee))} %`, factors(results)],
  ];
  const { economics } = configuration;
  if (economics !== undefined) {
    const margin = estimate(results.map(({ money }) => money!.margin));
    lines.push(['Margin', `${economics.currency} ${withHalfWidth(margin)}`, `in ${hours} h`]);
  }
  if (demand !== undefined) lines.push(takt(line, results, demand));
  const width = Math.max(...lines.map(([, value]) => value!.length));
  return lines.map(([name, value, note]) => `  ${name!.padEnd(14)} ${value!.padStart(width)}   ${note}`).join('\n');
}

/** Ratios of sums, whose product is the mean OEE. */
function factors(results: readonly TaskResult[]): string {
  const oee = meanOf(results, (run) => run.oee.oee);
  const availability = meanOf(results, (run) => run.oee.iso22400.availability);
  const shipped = meanOf(results, (run) => run.line.unitsOut);
  const quality = shipped > 0 ? meanOf(results, (run) => run.line.goodOut) / shipped : 0;
  const effectiveness = availability * quality > 0 ? oee / (availability * quality) : 0;
  const pacing = results[0]!.run.oee.pacingStation;
  return `= availability ${percent(availability)} × effectiveness ${percent(effectiveness)} × quality ${percent(quality)}  (ISO 22400-2, pacing station ${pacing})`;
}

function takt(line: ResolvedLine, results: readonly TaskResult[], demand: number): string[] {
  const each = results.map(({ run }) => plantKpis(line, run, demand).takt!);
  const adherence = estimate(each.map((one) => one.adherence * 100));
  const note = `of ${whole(demand)} asked for; takt ${rounded(each[0]!.taktS)} s a unit`;
  return ['Takt', `${withHalfWidth(adherence)} %`, note];
}

function stations(line: ResolvedLine, results: readonly TaskResult[]): string {
  const rows = line.stations.map(({ name }) => {
    const mean = (figure: (run: LineRun) => number) => meanOf(results, figure);
    return [
      name,
      `${percent(mean((run) => run.oee.stations[name]!.oee))} %`,
      `${percent(mean((run) => plantKpis(line, run).stations[name]!.standAlone.oee))} %`,
      ...(['unitsOut', 'goodOut', 'rejected'] as const).map((key) => whole(mean((run) => run.stations[name]![key]))),
      ...(['failures', 'jams'] as const).map((key) => rounded(mean((run) => run.stations[name]![key]))),
      mean((run) => run.stations[name]!.meanBufferLevel).toFixed(1),
    ];
  });
  return table(['station', 'OEE', 'alone', 'out', 'good', 'rejected', 'breakdowns', 'jams', 'mean buffer'], rows);
}

/** Where the time of the pacing station goes. Rounding must not hide a short stop: what is not 0 shows at least 0.1. */
function times({ whatIf, results }: Answered): string {
  const pacing = results[0]!.run.oee.pacingStation;
  const share = (state: StateName) =>
    meanOf(results, (run) => run.stations[pacing]!.timeInStateS[state]) / whatIf.durationS;
  const rows = stateNames
    .filter((state) => share(state) > 0)
    .toSorted((a, b) => share(b) - share(a))
    .map((state) => {
      const shown = Math.max(0.1, share(state) * 100).toFixed(1);
      return `  ${state.padEnd(12)}${shown.padStart(5)} %  ${bar(share(state))}`.trimEnd();
    });
  return [`  Where the ${trimmed(whatIf.durationS / 3600)} h go (${pacing})`, ...rows].join('\n');
}

const causeNames: Readonly<Record<string, string>> = {
  DOWN: 'breakdowns',
  JAMMED: 'jams',
  SETUP: 'changeovers',
  MAINTENANCE: 'maintenance',
  WAITING: 'waits for an operator',
  OFF: 'shifts and breaks',
  SPEED: 'speed',
  SOURCE: 'arrivals',
  TRANSPORT: 'transport',
  DEFECT: 'defects',
};

function levers({ results }: Answered): string {
  const losses = meanLosses(results)
    .filter(({ items }) => items >= 0.5)
    .slice(0, mostLevers);
  const rows = losses.map(({ station, cause, items, halfWidth95 }, i) => [
    `${i + 1}  ${station} ${causeNames[cause] ?? cause}`,
    withHalfWidth({ mean: items, halfWidth: halfWidth95 }),
  ]);
  const pacing = results[0]!.run.oee.pacingStation;
  const heading = `Biggest levers (items lost at ${pacing})`;
  return rows.length === 0 ? `  ${heading}: none` : table([heading, ''], rows);
}

function bottleneck(results: readonly TaskResult[]): string {
  const shares = meanBottlenecks(results)
    .filter(({ share }) => share >= 0.005)
    .slice(0, 3);
  const shown = shares.map(({ station, share }) => `${station} ${Math.round(share * 100)} % of the time`);
  return shown.length === 0 ? '  No bottleneck' : `  Bottleneck: ${shown.join(', ')}  (longest active period)`;
}

function bar(share: number): string {
  return '█'.repeat(Math.round(share * barLength));
}

/** "pallets", after what the last station that makes something makes. */
export function finishedUnit(line: ResolvedLine): string {
  const maker = line.stations.findLast((station) => station.outputType !== 'None');
  return maker === undefined ? 'items' : `${maker.outputType.toLowerCase()}s`;
}

/** 8 → 8, 0.5 → 0.5, without trailing zeros. */
export function trimmed(value: number): string {
  return String(Number(value.toFixed(4)));
}
