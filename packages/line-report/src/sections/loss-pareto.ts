import { horizontalAxis } from '../charts/axes.ts';
import { scale } from '../charts/scale.ts';
import { figure } from '../markup/figure.ts';
import { html, type Markup } from '../markup/markup.ts';
import { fixed, span } from '../markup/number-text.ts';
import { stateLooks } from '../markup/theme.ts';
import type { ReportScenario } from '../report-input.ts';
import { ownLosses } from './own-losses.ts';

const rowHeight = 26;
const most = 12;

/** What machines lose by themselves, the largest first, with intervals. */
export function lossPareto(scenario: ReportScenario, confidence: number): Markup | undefined {
  const losses = ownLosses(scenario, confidence);
  if (losses.length === 0) return undefined;
  const total = losses.reduce((sum, { seconds }) => sum + seconds.mean, 0);
  const shown = losses.slice(0, most);
  const longest = Math.max(...shown.map(({ seconds }) => seconds.mean + whisker(seconds.halfWidth)));
  const x = scale(0, longest / 60, 260, 690);
  const bottom = shown.length * rowHeight + 10;
  let sum = 0;
  const rows = shown.map(({ station, state, word, seconds }, i) => {
    sum += seconds.mean;
    const y = 10 + i * rowHeight;
    const [low, high] = [seconds.mean - whisker(seconds.halfWidth), seconds.mean + whisker(seconds.halfWidth)];
    return html`<text x="250" y="${y + 15}" text-anchor="end">${station} · ${word} (${stateLooks[state].letter})</text>
      <rect
        class="${state}"
        x="${x.at(0)}"
        y="${y + 2}"
        width="${Math.max(0.5, x.at(seconds.mean / 60) - x.at(0))}"
        height="16"
      />
      <line class="ink" x1="${x.at(Math.max(0, low) / 60)}" x2="${x.at(high / 60)}" y1="${y + 10}" y2="${y + 10}" />
      <text class="quiet" x="870" y="${y + 15}" text-anchor="end"
        >${fixed(seconds.mean / 60, 1)} ± ${fixed(seconds.halfWidth / 60, 1)} · ${fixed((sum / total) * 100)} %</text
      > `;
  });
  const [first] = shown;
  return figure({
    id: 'losses',
    finding: `${first!.station} ${first!.word} is the largest loss of a machine’s own: ${span(first!.seconds.mean)} a run`,
    note: `Minutes a run, mean and ${fixed(confidence * 100)} % interval, and the share of all such losses so far. Scenario ${scenario.line.scenario}. What others wait because of it is not counted here.`,
    height: bottom + 44,
    drawing: [horizontalAxis(x, 10, bottom, 'minutes a run'), ...rows],
    table: {
      heads: ['Loss', 'min', '±'],
      rows: losses.map(({ station, word, seconds }) => [
        `${station} ${word}`,
        fixed(seconds.mean / 60, 1),
        fixed(seconds.halfWidth / 60, 1),
      ]),
    },
  });
}

/** A single run has no interval. */
function whisker(halfWidth: number): number {
  return Number.isFinite(halfWidth) ? halfWidth : 0;
}
