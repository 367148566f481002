import { html, Markup } from './markup/markup.ts';
import { span } from './markup/number-text.ts';
import { style } from './markup/theme.ts';
import type { ReportInput } from './report-input.ts';
import { answer } from './sections/answer.ts';
import { assumptions } from './sections/assumptions.ts';
import { buffers } from './sections/buffers.ts';
import { differences } from './sections/differences.ts';
import { errorAndRisk } from './sections/error-and-risk.ts';
import { lossPareto } from './sections/loss-pareto.ts';
import { moneyBridge } from './sections/money-bridge.ts';
import { runningMean } from './sections/running-mean.ts';
import { shortfall } from './sections/shortfall.ts';
import { stateTimeline } from './sections/state-timeline.ts';
import { timeWaterfall } from './sections/time-waterfall.ts';
import { waiting } from './sections/waiting.ts';

/**
 * The report as one HTML page: no script, no network, light, dark and on paper. Where several scenarios are compared, the
 * charts of one line show the first of them. Sections whose data are not there are left out. Throws `RangeError` when
 * there is nothing to report, or replications do not pair.
 */
export function reportPage(input: ReportInput): string {
  const { scenarios, confidence = 0.95 } = input;
  const [first] = scenarios;
  if (first === undefined || first.runs.length === 0) throw new RangeError('scenarios: there is nothing to report');
  const names = scenarios.map(({ line }) => line.scenario).join(' · ');
  const title = `${first.line.name}: ${names}`;
  return html`${new Markup('<!doctype html>')}
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>${title}</title>
        <style>
          ${new Markup(style)}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          <p class="quiet">
            ${first.line.stations.length} stations · ${span(first.runs[0]!.durationS)} · ${first.runs.length}
            replications · seed ${first.runs[0]!.seed}
          </p>
          ${answer(input)} ${differences(input)} ${timeWaterfall(first)} ${lossPareto(first, confidence)}
          ${stateTimeline(first)} ${waiting(first)} ${shortfall(first)} ${buffers(first)} ${errorAndRisk(input)}
          ${runningMean(input)} ${moneyBridge(first)} ${assumptions(input)}
        </main>
      </body>
    </html> `.text;
}
