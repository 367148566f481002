import { horizontalAxis } from '../charts/axes.ts';
import { scale } from '../charts/scale.ts';
import { figure } from '../markup/figure.ts';
import { html, type Markup } from '../markup/markup.ts';
import { fixed } from '../markup/number-text.ts';
import type { ReportScenario } from '../report-input.ts';

const rowHeight = 34;

/** How much of the time each buffer was empty and full. */
export function buffers({ line, runs }: ReportScenario): Markup | undefined {
  const shares = runs[0]!.buffers
    .map(({ name, capacity }, i) => {
      const mean = (of: 'emptyShare' | 'fullShare' | 'meanLevel') =>
        runs.reduce((sum, run) => sum + run.buffers[i]![of], 0) / runs.length;
      return { name, capacity, empty: mean('emptyShare'), full: mean('fullShare'), level: mean('meanLevel') };
    })
    .filter(({ capacity }) => capacity > 0);
  if (shares.length === 0) return undefined;
  const x = scale(0, 100, 230, 850);
  const bottom = shares.length * rowHeight;
  const rows = shares.map(({ name, capacity, empty, full }, i) => {
    const top = i * rowHeight + 6;
    const part = (look: string, from: number, to: number, text: string) => {
      const [begin, end] = [x.at(from * 100), x.at(to * 100)];
      return html`<rect class="${look}" x="${begin}" y="${top}" width="${Math.max(0, end - begin)}" height="22" />
        ${end - begin > 70 && look === 'STARVED' && html`<text x="${begin + 6}" y="${top + 15}" style="fill:#14181c">${text}</text>`}`;
    };
    return html`<text x="220" y="${top + 15}" text-anchor="end">behind ${name}, ${fixed(capacity)} places</text>
      ${part('STARVED', 0, empty, 'empty')}${part('EXECUTE', empty, 1 - full, '')}${part('BLOCKED', 1 - full, 1, 'full')} `;
  });
  const fullest = shares.toSorted((a, b) => b.full - a.full)[0]!;
  return figure({
    id: 'buffers',
    finding:
      fullest.full > 0.01
        ? `The buffer behind ${fullest.name} was full ${fixed(fullest.full * 100)} % of the time`
        : 'No buffer was ever full for long',
    note: `Share of the time, mean of ${runs.length} runs of ${line.scenario}: empty at the left, full at the right.`,
    height: bottom + 44,
    legend: html`<ul class="legend">
      <li><i class="STARVED"></i>empty</li>
      <li><i class="EXECUTE"></i>in between</li>
      <li><i class="BLOCKED"></i>full</li>
    </ul>`,
    drawing: [...rows, horizontalAxis(x, bottom, bottom, '% of time')],
    table: {
      heads: ['Buffer behind', 'places', 'mean level', 'empty %', 'full %'],
      rows: shares.map(({ name, capacity, empty, full, level }) => [
        name,
        fixed(capacity),
        fixed(level, 1),
        fixed(empty * 100, 1),
        fixed(full * 100, 1),
      ]),
    },
  });
}
