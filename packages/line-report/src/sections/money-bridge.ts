import { estimate } from '@twin/line-engine';
import { verticalAxis } from '../charts/axes.ts';
import { scale } from '../charts/scale.ts';
import { figure } from '../markup/figure.ts';
import { html, type Markup } from '../markup/markup.ts';
import { decimalsFor, fixed, signed } from '../markup/number-text.ts';
import type { ReportScenario } from '../report-input.ts';

/** From revenue by material and conversion to the margin, means over the replications. */
export function moneyBridge({ line, money }: ReportScenario): Markup | undefined {
  if (money === undefined || money.runs.length === 0) return undefined;
  const { currency, runs } = money;
  const mean = (of: 'revenue' | 'materialCost' | 'conversionCost') => estimate(runs.map((run) => run[of])).mean;
  const margin = estimate(runs.map((run) => run.margin));
  const [revenue, material, conversion] = [mean('revenue'), mean('materialCost'), mean('conversionCost')];
  const bars = [
    { name: 'revenue', from: revenue, to: 0, look: 'total', text: fixed(revenue) },
    { name: 'material', from: revenue, to: revenue - material, look: 'JAMMED', text: signed(-material) },
    {
      name: 'conversion',
      from: revenue - material,
      to: revenue - material - conversion,
      look: 'BLOCKED',
      text: signed(-conversion),
    },
    { name: 'margin', from: margin.mean, to: 0, look: 'total', text: fixed(margin.mean) },
  ];
  const levels = bars.flatMap(({ from, to }) => [from, to]);
  const y = scale(Math.min(0, ...levels), Math.max(0, ...levels), 250, 40);
  const decimals = decimalsFor(margin.halfWidth);
  return figure({
    id: 'money',
    finding: `The margin of a run is ${fixed(margin.mean, decimals)} ± ${fixed(margin.halfWidth, decimals)} ${currency}`,
    note: `${currency} a run, mean of ${runs.length} runs of ${line.scenario}: revenue of good units, less what was drawn as material and what running cost.`,
    height: 300,
    drawing: [
      verticalAxis(y, 90, 870, currency),
      ...bars.map(({ name, from, to, look, text }, i) => {
        const x = 130 + i * 190;
        const [top, bottom] = [Math.min(y.at(from), y.at(to)), Math.max(y.at(from), y.at(to))];
        return html`<rect class="${look}" x="${x}" y="${top}" width="130" height="${Math.max(1, bottom - top)}" />
          <text x="${x + 65}" y="${top - 6}" text-anchor="middle">${text}</text>
          <text class="quiet" x="${x + 65}" y="280" text-anchor="middle">${name}</text> `;
      }),
    ],
    table: {
      heads: ['', `${currency} a run`],
      rows: [
        ['revenue', fixed(revenue, 2)],
        ['material', fixed(-material, 2)],
        ['conversion', fixed(-conversion, 2)],
        ['margin', fixed(margin.mean, 2)],
      ],
    },
  });
}
