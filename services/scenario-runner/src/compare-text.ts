import { pairedDifference, type LineRun, type PairedDifference, type ResolvedLine } from '@twin/line-engine';
import { signed, withHalfWidth } from './numbers.ts';
import { finishedUnit, trimmed } from './run-text.ts';
import { table } from './table.ts';

/** One scenario and its replications. */
export interface Compared {
  readonly line: ResolvedLine;
  readonly runs: readonly LineRun[];
}

/** What a person reads about scenarios side by side; every other one is held against the first. */
export function compareText(scenarios: readonly Compared[]): string {
  const [first, ...others] = scenarios;
  const { line, runs } = first!;
  const { durationS, seed } = runs[0]!;
  const unit = finishedUnit(line);
  const outputs = others.map((other) => paired(first!, other, (run) => run.line.goodOut));
  const pacing = runs[0]!.oee.pacingStation;
  const tubes = others.map((other) => paired(first!, other, (run) => run.stations[pacing]?.goodOut ?? 0));
  const oees = others.map((other) => paired(first!, other, (run) => run.oee.oee * 100));
  const rows = scenarios.map(({ runs: own }, i) => {
    const [output, oee] = [outputs[i - 1], oees[i - 1]];
    return [
      own[0]!.scenario,
      withHalfWidth(output?.to ?? outputs[0]!.from),
      output ? signed(output.difference) : '—',
      withHalfWidth(oee?.to ?? oees[0]!.from),
      oee ? signed(oee.difference) : '—',
      tubes[i - 1] ? signed(tubes[i - 1]!.difference) : '—',
      output ? verdict(tubes[i - 1]!) : '—',
    ];
  });
  const header = ['scenario', `good ${unit}`, 'Δ', 'OEE %', 'Δ OEE pp', `Δ good out of ${pacing}`, 'verdict'];
  const correlations = tubes.map((one) => one.correlation.toFixed(3)).join(', ');
  return [
    `${line.name} · ${scenarios.length} scenarios · ${trimmed(durationS / 3600)} h · ${runs.length} replications each · seed ${seed}`,
    '',
    table(header, rows),
    '',
    `  ± is half the 95 % interval. Differences are paired by common random numbers (correlation ${correlations}).`,
  ].join('\n');
}

function paired(first: Compared, other: Compared, figure: (run: LineRun) => number): PairedDifference {
  return pairedDifference(first.runs, other.runs, figure);
}

/** By the good output of the pacing station, which is counted in thousands where pallets are counted in tens. */
function verdict({ difference: { mean, halfWidth } }: PairedDifference): string {
  if (mean - halfWidth > 0) return 'better';
  if (mean + halfWidth < 0) return 'worse';
  return 'no difference shown';
}
