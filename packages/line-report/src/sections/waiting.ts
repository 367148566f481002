import { attributeWaiting, bottleneckOverTime, bottleneckShares, stateTracks } from '@twin/line-engine';
import { timeAxis } from '../charts/axes.ts';
import { scale } from '../charts/scale.ts';
import { figure, tableOf } from '../markup/figure.ts';
import { html, type Markup } from '../markup/markup.ts';
import { fixed } from '../markup/number-text.ts';
import type { ReportScenario } from '../report-input.ts';

const intervals = 48;
const rowHeight = 44;
const barHeight = 32;

/** Which station limited the line when, and who waited for whom, in the middle replication. */
export function waiting({ line, recorded }: ReportScenario): Markup | undefined {
  if (recorded === undefined) return undefined;
  const { median } = recorded;
  const tracks = stateTracks(Object.keys(median.stations), median.events!);
  const shares = bottleneckShares(tracks, median.durationS).map(({ station, sole, shifting }) => ({
    station,
    share: sole + shifting,
  }));
  const [first] = shares;
  const x = scale(0, median.durationS, 130, 850);
  const width = 720 / intervals;
  const over = bottleneckOverTime(tracks, median.durationS, median.durationS / intervals);
  const rows = over.map(({ station, shares: own }, i) => {
    const top = i * rowHeight;
    const path = own
      .map((share, k) => {
        const height = Math.round(share * barHeight);
        return height === 0
          ? ''
          : `M${130 + k * width} ${top + barHeight - height}h${width - 1}v${height}h${1 - width}z`;
      })
      .join('');
    return html`<text x="120" y="${top + 21}" text-anchor="end">${station}</text>
      <line class="grid" x1="130" x2="850" y1="${top + barHeight}" y2="${top + barHeight}" />
      <path class="mean" d="${path}" /> `;
  });
  return html`${figure({
    id: 'bottleneck',
    finding: `${first!.station} was the bottleneck ${fixed(first!.share * 100)} % of the time`,
    note: `Share of each ${intervals}th of the run in which a station was the one longest active without a break (Roser, Nakano & Tanaka 2002). Middle run of ${line.scenario}.`,
    height: over.length * rowHeight + 40,
    drawing: [...rows, timeAxis(x, over.length * rowHeight - 10)],
    table: {
      heads: ['Station', 'bottleneck, % of time'],
      rows: shares.map(({ station, share }) => [station, fixed(share * 100, 1)]),
    },
  })}${matrix(
    line.stations.map(({ name }) => name),
    attributeWaiting(line, tracks, median.durationS),
  )}`;
}

function matrix(stations: readonly string[], entries: ReturnType<typeof attributeWaiting>): Markup | undefined {
  if (entries.length === 0) return undefined;
  const causes = [...new Set(entries.map(({ causedBy }) => causedBy))].toSorted(
    (a, b) => stations.indexOf(a) - stations.indexOf(b),
  );
  const minutes = (station: string, causedBy: string) =>
    entries
      .filter((entry) => entry.station === station && entry.causedBy === causedBy)
      .reduce((sum, { seconds }) => sum + seconds / 60, 0);
  const [worst] = entries;
  return html`<section aria-labelledby="matrix">
    <h2 id="matrix">${worst!.station} waited longest because of ${worst!.causedBy}</h2>
    <p class="quiet">
      Minutes of the middle run that the station of the row was starved or blocked because of the one above. Followed
      past stations that waited themselves.
    </p>
    ${tableOf(
      {
        heads: ['waits ↓   because of →', ...causes],
        rows: stations.map((station) => [
          station,
          ...causes.map((cause) => {
            const value = minutes(station, cause);
            return value === 0 ? '–' : fixed(value, 1);
          }),
        ]),
      },
      'who waited for whom',
    )}
  </section> `;
}
