import { payback } from '@twin/line-engine';
import { compareToFirst, type Comparison } from '@twin/line-engine/experiment';
import { judge } from './judge.ts';
import { signed, whole, withHalfWidth } from './numbers.ts';
import { finishedUnit, trimmed } from './run-text.ts';
import { table } from './table.ts';
import type { Answered } from './what-if.ts';

/** Scenarios held against the first, figure by figure; one entry a scenario but the first. */
export interface Compared {
  readonly goodOut: readonly Comparison[];
  readonly oeePercent: readonly Comparison[];
  /** Good output of the pacing station: by it the verdict is given, for it counts thousands where pallets count tens. */
  readonly pacing: readonly Comparison[];
  /** Undefined unless it is known of all of them what things cost. */
  readonly margin: readonly Comparison[] | undefined;
}

export function compared(scenarios: readonly Answered[]): Compared {
  const figures = (of: (result: Answered['results'][number]) => number) =>
    compareToFirst(scenarios.map(({ results }) => results.map(of)));
  const isPriced = scenarios.every(({ whatIf }) => whatIf.configuration.economics !== undefined);
  return {
    goodOut: figures(({ run }) => run.line.goodOut),
    oeePercent: figures(({ run }) => run.oee.oee * 100),
    pacing: figures(judge('pacingGoodOut', undefined).of),
    margin: isPriced ? figures(({ money }) => money!.margin) : undefined,
  };
}

/** What a person reads about scenarios side by side; every other one is held against the first. */
export function compareText(scenarios: readonly Answered[], by: Compared): string {
  const [first] = scenarios;
  const { line, durationS, seed, configuration } = first!.whatIf;
  const unit = finishedUnit(line);
  const pacing = first!.results[0]!.run.oee.pacingStation;
  const currency = configuration.economics?.currency ?? '';
  const rows = scenarios.map(({ whatIf }, i) => {
    const at = i - 1;
    const delta = (comparisons: readonly Comparison[]) => (i === 0 ? '—' : signed(comparisons[at]!.difference));
    const level = (comparisons: readonly Comparison[]) =>
      withHalfWidth(i === 0 ? comparisons[0]!.from : comparisons[at]!.to);
    return [
      whatIf.line.scenario,
      level(by.goodOut),
      delta(by.goodOut),
      level(by.oeePercent),
      delta(by.oeePercent),
      ...(by.margin === undefined ? [] : [delta(by.margin)]),
      delta(by.pacing),
      i === 0 ? '—' : by.pacing[at]!.verdict,
    ];
  });
  const money = by.margin === undefined ? [] : [`Δ margin ${currency}`];
  const header = [
    'scenario',
    `good ${unit}`,
    'Δ (95 % CI)',
    'OEE %',
    'Δ OEE pp',
    ...money,
    `Δ good out of ${pacing}`,
    'verdict',
  ];
  return [
    `${line.name} · ${scenarios.length} scenarios · ${trimmed(durationS / 3600)} h · ${first!.results.length} replications each · seed ${seed}`,
    '',
    table(header, rows),
    '',
    ...pairing(scenarios, by, pacing),
  ].join('\n');
}

function pairing(scenarios: readonly Answered[], { pacing }: Compared, name: string): string[] {
  const correlations = pacing.map(({ correlation }) => correlation.toFixed(3)).join(', ');
  const unpaired = Math.max(...pacing.map(({ replicationsUnpaired }) => replicationsUnpaired));
  const gain = Number.isFinite(unpaired)
    ? `about ${whole(unpaired)} replications`
    : 'any number of replications and more';
  const lines = [
    `  Paired by common random numbers (good out of ${name}): correlation ${correlations}; the same precision without pairing would need ${gain}.`,
    `  ± is half the 95 % interval${pacing.length > 1 ? '; those of the differences hold all at once' : ''}.`,
  ];
  for (const [i, { verdict, replicationsToShow }] of pacing.entries()) {
    if (verdict !== 'no difference shown') continue;
    const { scenario } = scenarios[i + 1]!.whatIf.line;
    lines.push(
      Number.isFinite(replicationsToShow)
        ? `  ${scenario}: no difference shown; one of the size seen would show with about ${whole(replicationsToShow)} replications.`
        : `  ${scenario}: no difference shown; the runs are the same.`,
    );
  }
  return lines;
}

/** What an investment brings back, by the last scenario over the first. */
export function paybackText(
  scenarios: readonly Answered[],
  by: Compared,
  investment: number,
  hoursPerYear: number,
): string {
  const { mean, halfWidth } = by.margin!.at(-1)!.difference;
  const hours = scenarios[0]!.whatIf.durationS / 3600;
  const { scenario } = scenarios.at(-1)!.whatIf.line;
  const currency = scenarios[0]!.whatIf.configuration.economics!.currency;
  const years = (gain: number) => payback(investment, gain / hours, hoursPerYear).years;
  const text = (value: number) => (Number.isFinite(value) ? `${value.toFixed(1)} years` : 'never');
  const { gainPerYear } = payback(investment, mean / hours, hoursPerYear);
  return `  ${scenario} pays ${currency} ${whole(investment)} back in ${text(years(mean))} (95 % CI ${text(years(mean + halfWidth))} to ${text(years(mean - halfWidth))}): ${currency} ${whole(gainPerYear)} a year of ${whole(hoursPerYear)} h`;
}
