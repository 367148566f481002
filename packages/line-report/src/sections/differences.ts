import { compareToFirst, type Comparison } from '@twin/line-engine/experiment';
import { horizontalAxis } from '../charts/axes.ts';
import { scale } from '../charts/scale.ts';
import { figure, type PlainTable } from '../markup/figure.ts';
import { html, type Markup } from '../markup/markup.ts';
import { decimalsFor, fixed, signed } from '../markup/number-text.ts';
import type { ReportInput, ReportScenario } from '../report-input.ts';
import { finishedUnits } from './words.ts';

const rowHeight = 52;

/** Each scenario against the first, a dot a replication, with the interval of the mean. */
export function differences({ scenarios, confidence = 0.95 }: ReportInput): Markup | undefined {
  const [first, ...others] = scenarios;
  if (others.length === 0 || first!.runs.length < 2) return undefined;
  const figures = scenarios.map(({ runs }) => runs.map(({ line }) => line.goodOut));
  const compared = compareToFirst(figures, confidence);
  const each = others.map((_, i) => figures[i + 1]!.map((value, r) => value - figures[0]![r]!));
  const all = [
    0,
    ...each.flat(),
    ...compared.flatMap(({ difference: d }) => [d.mean - d.halfWidth, d.mean + d.halfWidth]),
  ];
  const x = scale(Math.min(...all), Math.max(...all), 230, 690);
  const bottom = others.length * rowHeight + 10;
  const units = finishedUnits(first!.line);
  const rows = others.map(({ line }, i) => {
    const { difference } = compared[i]!;
    const middle = 10 + i * rowHeight + rowHeight / 2;
    const decimals = decimalsFor(difference.halfWidth);
    return html`<text x="220" y="${middle + 5}" text-anchor="end">${line.scenario}</text>
      ${each[i]!.map((value, r) => html`<circle class="dot" cx="${x.at(value)}" cy="${middle + ((r * 7) % 5) * 4 - 8}" r="2.5" />`)}
      <line
        class="accent"
        style="stroke-width:4"
        x1="${x.at(difference.mean - difference.halfWidth)}"
        x2="${x.at(difference.mean + difference.halfWidth)}"
        y1="${middle}"
        y2="${middle}"
      />
      <circle class="mean" cx="${x.at(difference.mean)}" cy="${middle}" r="6" />
      <text x="870" y="${middle + 5}" text-anchor="end"
        >${signed(difference.mean, decimals)} ± ${fixed(difference.halfWidth, decimals)}</text
      > `;
  });
  const [one] = compared;
  return figure({
    id: 'differences',
    finding: `${others[0]!.line.scenario} against ${first!.line.scenario}: ${one!.verdict}`,
    note: `Good ${units} a run more than ${first!.line.scenario}, paired by common random numbers: a dot a replication, the bar the ${fixed(confidence * 100)} % interval of the mean${others.length > 1 ? `, simultaneous over the ${others.length} compared` : ''}.`,
    height: bottom + 44,
    drawing: [
      horizontalAxis(x, 10, bottom, `good ${units} more than ${first!.line.scenario}`),
      html`<line class="ink" stroke-dasharray="4 4" x1="${x.at(0)}" x2="${x.at(0)}" y1="4" y2="${bottom}" />`,
      ...rows,
    ],
    table: tableOf(others, compared),
  });
}

function tableOf(others: readonly ReportScenario[], compared: readonly Comparison[]): PlainTable {
  return {
    heads: ['Scenario', 'difference', '±', 'correlation', 'replications without pairing', 'verdict'],
    rows: others.map(({ line }, i) => {
      const { difference, correlation, replicationsUnpaired, verdict } = compared[i]!;
      const decimals = decimalsFor(difference.halfWidth);
      return [
        line.scenario,
        signed(difference.mean, decimals),
        fixed(difference.halfWidth, decimals),
        fixed(correlation, 3),
        fixed(replicationsUnpaired),
        verdict,
      ];
    }),
  };
}
