import type { ResolvedLine } from '@twin/line-engine';
import { tableOf } from '../markup/figure.ts';
import { html, type Markup } from '../markup/markup.ts';
import { fixed, span } from '../markup/number-text.ts';
import type { ReportInput } from '../report-input.ts';

const definitions: readonly (readonly [string, string])[] = [
  ['OEE', 'planned run time of the good output over the planned busy time, PRI·GQ / PBT (ISO 22400-2)'],
  ['availability', 'time at work over the planned busy time, APT / PBT; starved, blocked and jammed count against it'],
  ['effectiveness', 'planned run time of what was produced over the time at work, PRI·PQ / APT'],
  ['quality', 'good over produced, GQ / PQ'],
  ['pacing station', 'the one that is slowest on paper, counted in finished units'],
  ['good', 'without a single defective part, unless the station tolerates some'],
  ['MTBF', 'mean operating time between failures; its clock stops while a machine waits, is jammed or down'],
  ['± and interval', 'Student-t over independent replications; simultaneous where several scenarios are compared'],
];

/** Everything the numbers rest on. */
export function assumptions({ scenarios, command, versions = {}, confidence = 0.95 }: ReportInput): Markup {
  const [first] = scenarios;
  const run = first!.runs[0]!;
  return html`<section aria-labelledby="assumptions">
    <h2 id="assumptions">What this rests on</h2>
    <dl>
      <dt>Length of a run</dt>
      <dd>
        ${span(run.durationS)}, from ${isCold(first!.line) ? 'an empty line' : 'the start the scenario gives'}, no
        warm-up left out
      </dd>
      <dt>Replications</dt>
      <dd>${first!.runs.length} of each scenario, seed ${run.seed}, common random numbers</dd>
      <dt>Confidence</dt>
      <dd>${fixed(confidence * 100, 1)} %</dd>
      ${Object.entries(versions).map(
        ([name, version]) =>
          html`<dt>${name}</dt>
            <dd>${version}</dd>`,
      )}
    </dl>
    ${
      command !== undefined &&
      html`<p>The same numbers again:</p>
        <pre tabindex="0">${command}</pre>`
    }
    ${scenarios.map(({ line }) => configuration(line))}
    <h3>Words</h3>
    <dl>
      ${definitions.map(
        ([word, meaning]) =>
          html`<dt>${word}</dt>
            <dd>${meaning}</dd>`,
      )}
    </dl>
  </section> `;
}

function isCold({ start }: ResolvedLine): boolean {
  return start.bufferLevels.length + start.downMin.length === 0;
}

/** Every value with where it was said; what nobody said is a default. */
function configuration(line: ResolvedLine): Markup {
  const rows = Object.entries(line.origins)
    .map(([path, origin]) => [path, shown(valueAt(line, path)), origin])
    .filter(([, value, origin]) => value !== '–' || origin !== 'default');
  const told = rows.filter(([, , origin]) => origin !== 'default');
  const heads = ['parameter', 'value', 'said by'];
  return html`<details>
    <summary>
      Configuration of ${line.scenario}: ${told.length} values given, ${rows.length - told.length} by default
    </summary>
    ${tableOf({ heads, rows: [...told, ...rows.filter(([, , origin]) => origin === 'default')] as string[][] }, `configuration of ${line.scenario}`)}
  </details> `;
}

function valueAt({ stations }: ResolvedLine, path: string): unknown {
  const station = stations.find(({ kind }) => path.startsWith(`${kind}.`));
  if (station === undefined) return undefined;
  const keys = path.slice(station.kind.length + 1).split('.');
  return keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], station);
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
