import { estimate } from '@twin/line-engine';
import { quantileOfSorted } from '@twin/line-engine/experiment';
import { horizontalAxis } from '../charts/axes.ts';
import { scale } from '../charts/scale.ts';
import { figure } from '../markup/figure.ts';
import { html, type Markup } from '../markup/markup.ts';
import { decimalsFor, fixed } from '../markup/number-text.ts';
import type { ReportInput } from '../report-input.ts';
import { finishedUnits } from './words.ts';

const rowHeight = 48;

/** How well the mean is known, and how far single runs lie apart: two things that are easily confused. */
export function errorAndRisk({ scenarios, confidence = 0.95 }: ReportInput): Markup | undefined {
  if (scenarios[0]!.runs.length < 5) return undefined;
  const units = finishedUnits(scenarios[0]!.line);
  const rows = scenarios.map(({ line, runs }) => {
    const sorted = runs.map((run) => run.line.goodOut).toSorted((a, b) => a - b);
    const [low, middle, high] = [0.05, 0.5, 0.95].map((level) => quantileOfSorted(sorted, level));
    return { name: line.scenario, mean: estimate(sorted, confidence), low: low!, middle: middle!, high: high! };
  });
  const values = rows.flatMap(({ low, high, mean }) => [
    low,
    high,
    mean.mean - mean.halfWidth,
    mean.mean + mean.halfWidth,
  ]);
  const x = scale(Math.min(...values), Math.max(...values), 230, 850);
  const bottom = rows.length * rowHeight + 6;
  const [first] = rows;
  const decimals = decimalsFor(first!.mean.halfWidth);
  return figure({
    id: 'risk',
    finding: `The mean of ${first!.name} is known to ± ${fixed(first!.mean.halfWidth, decimals)}; a single run lies between ${fixed(first!.low)} and ${fixed(first!.high)}`,
    note: `Good ${units} a run. Thick: ${fixed(confidence * 100)} % interval of the mean, which more replications narrow. Thin: 5 to 95 % of runs, which they do not.`,
    height: bottom + 44,
    drawing: [
      horizontalAxis(x, 6, bottom, `good ${units} a run`),
      ...rows.map(({ name, mean, low, high }, i) => {
        const y = 6 + i * rowHeight + rowHeight / 2;
        return html`<text x="220" y="${y + 5}" text-anchor="end">${name}</text>
          <line class="ink" x1="${x.at(low)}" x2="${x.at(high)}" y1="${y}" y2="${y}" />
          <line class="ink" x1="${x.at(low)}" x2="${x.at(low)}" y1="${y - 6}" y2="${y + 6}" />
          <line class="ink" x1="${x.at(high)}" x2="${x.at(high)}" y1="${y - 6}" y2="${y + 6}" />
          <rect
            class="mean"
            x="${x.at(mean.mean - mean.halfWidth)}"
            y="${y - 7}"
            width="${Math.max(2, x.at(mean.mean + mean.halfWidth) - x.at(mean.mean - mean.halfWidth))}"
            height="14"
          /> `;
      }),
    ],
    table: {
      heads: ['Scenario', 'mean', '±', '5 %', 'median', '95 %'],
      rows: rows.map(({ name, mean, low, middle, high }) => [
        name,
        fixed(mean.mean, decimals),
        fixed(mean.halfWidth, decimals),
        fixed(low, 1),
        fixed(middle, 1),
        fixed(high, 1),
      ]),
    },
  });
}
