import { estimate } from '@twin/line-engine';
import { horizontalAxis, verticalAxis } from '../charts/axes.ts';
import { scale } from '../charts/scale.ts';
import { figure } from '../markup/figure.ts';
import { html, type Markup } from '../markup/markup.ts';
import { decimalsFor, fixed } from '../markup/number-text.ts';
import type { ReportInput } from '../report-input.ts';
import { finishedUnits } from './words.ts';

/** Are there enough replications? The mean and its interval after each. */
export function runningMean({ scenarios, confidence = 0.95 }: ReportInput): Markup | undefined {
  const { line, runs } = scenarios[0]!;
  if (runs.length < 5) return undefined;
  const units = finishedUnits(line);
  const good = runs.map((run) => run.line.goodOut);
  const after = good.map((_, i) => estimate(good.slice(0, i + 1), confidence));
  const shown = after.map((one, i) => ({ ...one, n: i + 1 })).slice(2);
  const values = shown.flatMap(({ mean, halfWidth }) => [mean - halfWidth, mean + halfWidth]);
  const y = scale(Math.min(...values), Math.max(...values), 230, 30);
  const x = scale(1, runs.length, 70, 850);
  const points = (of: (one: (typeof shown)[number]) => number) => shown.map((one) => `${x.at(one.n)} ${y.at(of(one))}`);
  const last = after.at(-1)!;
  const decimals = decimalsFor(last.halfWidth);
  return figure({
    id: 'running-mean',
    finding: `After ${runs.length} replications the mean of ${line.scenario} is ${fixed(last.mean, decimals)} ± ${fixed(last.halfWidth, decimals)}`,
    note: `Good ${units} a run, mean so far with its ${fixed(confidence * 100)} % interval, over the number of replications.`,
    height: 286,
    drawing: [
      verticalAxis(y, 70, 850, units),
      horizontalAxis(x, 30, 230, 'replications'),
      html`<path
          class="band"
          d="M${[...points(({ mean, halfWidth }) => mean + halfWidth), ...points(({ mean, halfWidth }) => mean - halfWidth).toReversed()].join('L')}z"
        />
        <path class="accent" d="M${points(({ mean }) => mean).join('L')}" /> `,
    ],
    table: {
      heads: ['replications', 'mean', '±'],
      rows: shown
        .filter(({ n }) => n % Math.ceil(runs.length / 10) === 0 || n === runs.length)
        .map(({ n, mean, halfWidth }) => [fixed(n), fixed(mean, decimals), fixed(halfWidth, decimals)]),
    },
  });
}
