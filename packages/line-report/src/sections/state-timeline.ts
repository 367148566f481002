import { stateNames, stateTracks, type LineRun, type StateName, type StateTrack } from '@twin/line-engine';
import { timeAxis } from '../charts/axes.ts';
import { scale } from '../charts/scale.ts';
import { figure } from '../markup/figure.ts';
import { html, type Markup } from '../markup/markup.ts';
import { fixed } from '../markup/number-text.ts';
import type { Recorded, ReportScenario } from '../report-input.ts';
import { stateLegend } from './legend.ts';

const columns = 360;
const left = 130;
const width = 2;
const rowHeight = 40;
const barHeight = 28;
const bottomUp: readonly StateName[] = [
  'EXECUTE',
  'STARVED',
  'BLOCKED',
  'WAITING',
  'SETUP',
  'MAINTENANCE',
  'JAMMED',
  'DOWN',
  'OFF',
];

/** What every station did when, in the middle replication; the worst and the best to unfold. */
export function stateTimeline({ recorded, line }: ReportScenario): Markup | undefined {
  if (recorded === undefined) return undefined;
  const one = (which: keyof Recorded, word: string) => {
    const run = recorded[which];
    const tracks = stateTracks(Object.keys(run.stations), run.events!);
    const used = stateNames.filter((state) => tracks.some(({ states }) => states.includes(state)));
    return figure({
      id: `timeline-${which}`,
      finding: `What each station did when, in the ${word} run: ${fixed(run.line.goodOut)} good`,
      note: `Each column is a ${columns}th of the run; its colours share it as the states shared that time. Replication ${run.replication}, scenario ${line.scenario}.`,
      height: tracks.length * rowHeight + 44,
      legend: stateLegend(used),
      drawing: [
        ...tracks.map((track, i) => row(track, i, run.durationS)),
        timeAxis(scale(0, run.durationS, left, left + columns * width), tracks.length * rowHeight - 6),
      ],
      table: tableOf(run, used),
    });
  };
  return html`${one('median', 'middle')}
    <details>
      <summary>The worst run</summary>
      ${one('worst', 'worst')}
    </details>
    <details>
      <summary>The best run</summary>
      ${one('best', 'best')}
    </details> `;
}

function row(track: StateTrack, i: number, durationS: number): Markup {
  const shares = sharesOf(track, durationS);
  const top = i * rowHeight;
  const paths = bottomUp.map((state) => {
    const path = pathOf(shares, state, top);
    return path === '' ? undefined : html`<path class="${state}" d="${path}" /> `;
  });
  return html`<text x="${left - 10}" y="${top + 19}" text-anchor="end">${track.station}</text> ${paths}`;
}

/** Share of each column of time in each state. */
function sharesOf({ fromS, states }: StateTrack, durationS: number): ReadonlyMap<StateName, Float64Array> {
  const shares = new Map<StateName, Float64Array>();
  const columnS = durationS / columns;
  for (const [i, state] of states.entries()) {
    const own = shares.get(state) ?? new Float64Array(columns);
    shares.set(state, own);
    const [begin, end] = [fromS[i]!, fromS[i + 1] ?? durationS];
    for (let column = Math.floor(begin / columnS); column < columns && column * columnS < end; column++)
      own[column]! += (Math.min(end, (column + 1) * columnS) - Math.max(begin, column * columnS)) / columnS;
  }
  return shares;
}

/** One closed shape a stretch of columns of equal height. */
function pathOf(shares: ReadonlyMap<StateName, Float64Array>, state: StateName, top: number): string {
  const own = shares.get(state);
  if (own === undefined) return '';
  const below = bottomUp.slice(0, bottomUp.indexOf(state)).map((lower) => shares.get(lower));
  const edge = (column: number, withOwn: boolean) => {
    const share = below.reduce((sum, lower) => sum + (lower?.[column] ?? 0), withOwn ? own[column]! : 0);
    return Math.round((1 - share) * barHeight);
  };
  let path = '';
  for (let column = 0; column < columns;) {
    const [high, low] = [edge(column, true), edge(column, false)];
    let next = column + 1;
    while (next < columns && edge(next, true) === high && edge(next, false) === low) next++;
    if (low > high)
      path += `M${left + column * width} ${top + high}h${(next - column) * width}v${low - high}H${left + column * width}z`;
    column = next;
  }
  return path;
}

function tableOf(run: LineRun, used: readonly StateName[]) {
  return {
    heads: ['Station', ...used.map((state) => `${state} %`)],
    rows: Object.entries(run.stations).map(([name, { timeInStateS }]) => [
      name,
      ...used.map((state) => fixed((timeInStateS[state] / run.durationS) * 100, 1)),
    ]),
  };
}
