import { pacingStation, type LineRun, type ResolvedLine } from '@twin/line-engine';
import { quantileOfSorted } from '@twin/line-engine/experiment';
import { timeAxis, verticalAxis } from '../charts/axes.ts';
import { scale } from '../charts/scale.ts';
import { figure } from '../markup/figure.ts';
import { html, type Markup } from '../markup/markup.ts';
import { clock, fixed } from '../markup/number-text.ts';
import type { ReportScenario } from '../report-input.ts';
import { finishedUnits } from './words.ts';

const levels = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** How far behind the plan the line is as the run goes on, as a fan over the replications. */
export function shortfall({ line, runs }: ReportScenario): Markup | undefined {
  const telemetry = runs[0]!.telemetry;
  if (telemetry === undefined || runs.length < 5) return undefined;
  const { timeS } = telemetry;
  const planPerS = 1 / pacingStation(line).plannedRunTimePerUnitS;
  const curves = runs.map((run) => shippedGood(line, run));
  const behind = Array.from(timeS, (at, row) => {
    const sorted = curves.map((curve) => at * planPerS - curve[row]!).toSorted((a, b) => a - b);
    return levels.map((level) => quantileOfSorted(sorted, level));
  });
  const units = finishedUnits(line);
  const x = scale(0, timeS.at(-1)!, 70, 850);
  const most = Math.max(...behind.map((row) => row[4]!));
  const least = Math.min(0, ...behind.map((row) => row[0]!));
  const y = scale(least, most, 260, 30);
  const line2 = (level: number) => behind.map((row, i) => `${x.at(timeS[i]!)} ${y.at(row[level]!)}`);
  const band = (low: number, high: number) =>
    html`<path class="band" d="M${[...line2(high), ...line2(low).toReversed()].join('L')}z" /> `;
  const end = behind.at(-1)!;
  return figure({
    id: 'shortfall',
    finding: `At the end ${fixed(end[2]!)} good ${units} are missing to the plan, in a bad run ${fixed(end[4]!)}`,
    note: `Good ${units} behind the rate of the pacing station without any loss: median, middle half and 5 to 95 % of ${runs.length} runs of ${line.scenario}.`,
    height: 312,
    drawing: [
      verticalAxis(y, 70, 850, units),
      band(0, 4),
      band(1, 3),
      html`<path class="accent" d="M${line2(2).join('L')}" /> `,
      timeAxis(x, 264),
    ],
    table: {
      heads: ['at', ...levels.map((level) => `${level * 100} %`)],
      rows: behind
        .map((row, i) => [clock(timeS[i]!), ...row.map((value) => fixed(value, 1))])
        .filter((_, i) => i % 12 === 0),
    },
  });
}

/** Good units that have left the line by each row of telemetry. */
function shippedGood({ graph, stations }: ResolvedLine, { telemetry }: LineRun): readonly number[] {
  const shipping = stations.filter((_, i) =>
    graph.branches[i]!.every(({ ways, when }) => when === 'rejected' || ways.some((way) => way.length === 0)),
  );
  const columns = shipping.map(({ name }) => [
    telemetry!.column(name, 'unitsOutDelta'),
    telemetry!.column(name, 'defectiveOutDelta'),
  ]);
  let sum = 0;
  return Array.from({ length: telemetry!.rows }, (_, row) => {
    for (const [out, defective] of columns) sum += out![row]! - defective![row]!;
    return sum;
  });
}
