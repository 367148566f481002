import { estimate, type LineRun } from '@twin/line-engine';
import { compareToFirst, quantileOfSorted } from '@twin/line-engine/experiment';
import { html, type Markup } from '../markup/markup.ts';
import { decimalsFor, fixed, signed, span } from '../markup/number-text.ts';
import type { ReportInput, ReportScenario } from '../report-input.ts';
import { ownLosses } from './own-losses.ts';
import { finishedUnits } from './words.ts';

/** The answer in a sentence or two, and the figures most asked for. */
export function answer(input: ReportInput): Markup {
  return html`<div class="answer"><b>${verdict(input)}</b> ${largestLoss(input.scenarios[0]!)}</div>
    ${input.scenarios.map((scenario, i) => cards(input, scenario, i > 0 || input.scenarios.length > 1))}`;
}

function verdict({ scenarios, confidence = 0.95 }: ReportInput): string {
  const [first, ...others] = scenarios;
  const units = finishedUnits(first!.line);
  const good = (scenario: ReportScenario) => scenario.runs.map(({ line }) => line.goodOut);
  if (others.length === 0) {
    const { mean, halfWidth } = estimate(good(first!), confidence);
    const decimals = decimalsFor(halfWidth);
    return `${first!.line.scenario}: ${fixed(mean, decimals)} ± ${fixed(halfWidth, decimals)} good ${units} in ${span(first!.runs[0]!.durationS)}.`;
  }
  const compared = compareToFirst(scenarios.map(good), confidence);
  return others
    .map((other, i) => {
      const { difference, verdict: said, replicationsToShow } = compared[i]!;
      const decimals = decimalsFor(difference.halfWidth);
      const size = `${signed(difference.mean, decimals)} ± ${fixed(difference.halfWidth, decimals)} good ${units}`;
      if (said !== 'no difference shown')
        return `${other.line.scenario} is ${said} than ${first!.line.scenario}: ${size} in ${span(first!.runs[0]!.durationS)}.`;
      const needed = Number.isFinite(replicationsToShow)
        ? ` To show one of that size takes about ${fixed(replicationsToShow)} replications.`
        : '';
      return `No difference shown between ${other.line.scenario} and ${first!.line.scenario}: ${size}.${needed}`;
    })
    .join(' ');
}

function largestLoss(scenario: ReportScenario): string {
  const [largest] = ownLosses(scenario);
  if (largest === undefined) return '';
  return `The largest loss of a machine’s own in ${scenario.line.scenario}: ${largest.station}, ${largest.word}, ${span(largest.seconds.mean)} a run.`;
}

function cards({ confidence = 0.95 }: ReportInput, { line, runs }: ReportScenario, isNamed: boolean): Markup {
  const units = finishedUnits(line);
  const interval = (of: (run: LineRun) => number, factor = 1) => {
    const { mean, halfWidth } = estimate(runs.map(of), confidence);
    const decimals = decimalsFor(halfWidth * factor);
    return [fixed(mean * factor, decimals), `± ${fixed(halfWidth * factor, decimals)}`] as const;
  };
  const sorted = runs.map((run) => run.line.goodOut).toSorted((a, b) => a - b);
  const card = (what: string, [value, note]: readonly [string, string], unit = '') =>
    html`<li>${what}<b>${value}${unit}</b><span class="quiet">${note}</span></li> `;
  return html`${isNamed && html`<h2>${line.scenario}</h2>`}
    <ul class="cards">
      ${card(
        `Good ${units}`,
        interval((run) => run.line.goodOut),
      )}
      ${card('5 % to 95 % of runs', [`${fixed(quantileOfSorted(sorted, 0.05))} – ${fixed(quantileOfSorted(sorted, 0.95))}`, `good ${units}`])}
      ${card(
        'OEE',
        interval((run) => run.oee.oee, 100),
        ' %',
      )}
      ${card(
        'Availability',
        interval((run) => run.oee.iso22400.availability, 100),
        ' %',
      )}
      ${card(
        'Effectiveness',
        interval((run) => run.oee.iso22400.effectiveness, 100),
        ' %',
      )}
      ${card(
        'Quality',
        interval((run) => run.oee.iso22400.quality, 100),
        ' %',
      )}
    </ul> `;
}
