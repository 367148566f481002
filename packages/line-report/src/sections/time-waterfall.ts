import type { LineRun, StateName } from '@twin/line-engine';
import { verticalAxis } from '../charts/axes.ts';
import { scale } from '../charts/scale.ts';
import { figure } from '../markup/figure.ts';
import { html, type Markup } from '../markup/markup.ts';
import { fixed, span } from '../markup/number-text.ts';
import { stateLooks } from '../markup/theme.ts';
import type { ReportScenario } from '../report-input.ts';

interface Drop {
  readonly name: string;
  readonly seconds: number;
  readonly look: string;
}

const waitingAndStopped = [
  'DOWN',
  'JAMMED',
  'SETUP',
  'MAINTENANCE',
  'WAITING',
  'BLOCKED',
  'STARVED',
] as const satisfies readonly StateName[];

/** From the planned busy time of the pacing station to the time it was fully productive. */
export function timeWaterfall(scenario: ReportScenario): Markup {
  const { line, runs } = scenario;
  const name = runs[0]!.oee.pacingStation;
  const mean = (of: (run: LineRun) => number) => runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
  const inState = (state: StateName) => mean((run) => run.stations[name]!.timeInStateS[state]);
  const plannedS = mean((run) => run.durationS) - inState('OFF');
  const productiveS = mean((run) => run.oee.stations[name]!.oee) * plannedS;
  const qualityShare = mean((run) => run.oee.stations[name]!.iso22400.quality);
  const workS = inState('EXECUTE');
  const scrapS = qualityShare > 0 ? productiveS / qualityShare - productiveS : 0;
  const drops: Drop[] = [
    ...waitingAndStopped.map((state) => ({ name: stateLooks[state].word, seconds: inState(state), look: state })),
    { name: 'slower than planned', seconds: Math.max(0, workS - productiveS - scrapS), look: 'SETUP' },
    { name: 'spoiled', seconds: scrapS, look: 'SETUP' },
  ].filter(({ seconds }) => seconds >= plannedS / 10_000);
  const largest = drops.toSorted((a, b) => b.seconds - a.seconds)[0];
  return figure({
    id: 'time',
    finding:
      largest === undefined
        ? `${name} was fully productive all of the time`
        : `${name} was fully productive ${fixed((productiveS / plannedS) * 100, 1)} % of its time; most was lost ${largest.name}`,
    note: `Hours a run, mean of ${runs.length}. ${name} paces the line; every loss in the colour of its state. Scenario ${line.scenario}.`,
    height: 330,
    drawing: drawing(plannedS, productiveS, drops),
    table: {
      heads: ['', 'h', '% of planned busy time'],
      rows: [
        ['planned busy time', plannedS] as const,
        ...drops.map((d) => [d.name, -d.seconds] as const),
        ['fully productive', productiveS] as const,
      ].map(([what, seconds]) => [what, fixed(seconds / 3600, 2), fixed((seconds / plannedS) * 100, 1)]),
    },
  });
}

function drawing(plannedS: number, productiveS: number, drops: readonly Drop[]): Markup[] {
  const y = scale(0, plannedS / 3600, 270, 30);
  const columns = drops.length + 2;
  const step = 810 / columns;
  const width = Math.min(90, step * 0.72);
  const middle = (i: number) => Math.round(60 + step * (i + 0.5));
  const bar = (i: number, fromS: number, toS: number, look: string, text: string, label: string) => {
    const [top, bottom] = [y.at(fromS / 3600), y.at(toS / 3600)];
    const above = top > 44;
    return html`<rect
        class="${look}"
        x="${middle(i) - width / 2}"
        y="${top}"
        width="${width}"
        height="${Math.max(1, bottom - top)}"
      />
      <text x="${middle(i)}" y="${look === 'total' || above ? top - 6 : bottom + 16}" text-anchor="middle"
        >${text}</text
      >
      ${words(label, step).map((word, line) => html`<text class="quiet" x="${middle(i)}" y="${288 + line * 15}" text-anchor="middle">${word}</text>`)} `;
  };
  let left = plannedS;
  const falls = drops.map(({ seconds, look, name }, i) => {
    const from = left;
    left -= seconds;
    return bar(i + 1, from, left, look, `−${span(seconds)}`, name);
  });
  return [
    verticalAxis(y, 52, 870, 'h'),
    bar(0, plannedS, 0, 'total', span(plannedS), 'planned busy time'),
    ...falls,
    bar(columns - 1, productiveS, 0, 'total', span(productiveS), 'fully productive'),
  ];
}

/** A label on as many lines as it needs in `width`. */
function words(label: string, width: number): readonly string[] {
  const most = Math.floor(width / 7);
  const lines: string[] = [];
  for (const word of label.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
