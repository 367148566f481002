import { stateNames, type LineRun, type ResolvedLine, type StateName } from '@twin/line-engine';
import { percent, whole } from './numbers.ts';
import { table } from './table.ts';

const barLength = 24;

/** What a person reads after one run. */
export function runText(line: ResolvedLine, run: LineRun): string {
  return [title(line, run), '', answer(line, run), '', output(run), '', states(run), ''].join('\n');
}

function title(line: ResolvedLine, run: LineRun): string {
  const hours = run.durationS / 3600;
  return `${line.name} · ${run.scenario} · ${line.stations.length} stations · ${trimmed(hours)} h · seed ${run.seed} · 1 run`;
}

function answer(line: ResolvedLine, run: LineRun): string {
  const unit = finishedUnit(line);
  const { goodOut, unitsOut, defectiveOut, rejected } = run.line;
  const { oee, iso22400: split, pacingStation } = run.oee;
  const shipped = `of ${whole(unitsOut)} shipped; ${whole(defectiveOut)} with a defect inside that nobody found`;
  const factors = `availability ${percent(split.availability)} × effectiveness ${percent(split.effectiveness)} × quality ${percent(split.quality)}`;
  return [
    `  ${`Good ${unit}`.padEnd(14)} ${whole(goodOut).padStart(7)}     ${shipped}`,
    `  ${'Rejected items'.padEnd(14)} ${whole(rejected).padStart(7)}`,
    `  ${'OEE'.padEnd(14)} ${`${percent(oee)} %`.padStart(7)}     = ${factors}  (ISO 22400-2, pacing station ${pacingStation})`,
  ].join('\n');
}

function output(run: LineRun): string {
  const rows = Object.entries(run.stations).map(([name, station]) => [
    name,
    `${percent(run.oee.stations[name]!.oee)} %`,
    whole(station.unitsOut),
    whole(station.goodOut),
    whole(station.defectiveOut),
    whole(station.rejected),
    whole(station.failures),
    whole(station.jams),
    station.meanBufferLevel.toFixed(1),
  ]);
  return table(['station', 'OEE', 'out', 'good', 'defective', 'rejected', 'breakdowns', 'jams', 'mean buffer'], rows);
}

/** Where the time of each station goes. Rounding must not hide a short stop: what is not 0 shows at least 0.1. */
function states(run: LineRun): string {
  const shown: StateName[] = [...stateNames].filter((state) =>
    Object.values(run.stations).some((s) => s.timeInStateS[state] > 0),
  );
  const rows = Object.entries(run.stations).map(([name, { timeInStateS }]) => {
    const share = (state: StateName) => timeInStateS[state] / run.durationS;
    return [
      name,
      ...shown.map((state) => (share(state) > 0 ? Math.max(0.1, share(state) * 100).toFixed(1) : '–')),
      bar(share('EXECUTE')),
    ];
  });
  return table(['time in state, %', ...shown, 'at work'.padEnd(barLength)], rows);
}

function bar(share: number): string {
  const length = Math.round(share * barLength);
  return '█'.repeat(length) + '·'.repeat(barLength - length);
}

/** "pallets", after what the last station that makes something makes. */
export function finishedUnit(line: ResolvedLine): string {
  const maker = line.stations.findLast((station) => station.outputType !== 'None');
  return maker === undefined ? 'items' : `${maker.outputType.toLowerCase()}s`;
}

/** 8 → 8, 0.5 → 0.5, without trailing zeros. */
export function trimmed(value: number): string {
  return String(Number(value.toFixed(4)));
}
