import type { LineRun } from '../line/line-run.ts';
import { nearest } from '../scenario/nearest.ts';

/** A number that a run is judged by. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly meaning: string;
  readonly of: (run: LineRun) => number;
}

const perHour = (run: LineRun, amount: number) => (amount / run.durationS) * 3600;

/** Figures of the whole line. */
export const lineFigures: readonly Figure[] = [
  {
    name: 'goodOut',
    unit: 'units',
    meaning: 'finished units shipped without a defect',
    of: (run) => run.line.goodOut,
  },
  { name: 'unitsOut', unit: 'units', meaning: 'finished units shipped', of: (run) => run.line.unitsOut },
  {
    name: 'throughput',
    unit: 'units/h',
    meaning: 'finished units shipped an hour',
    of: (run) => perHour(run, run.line.unitsOut),
  },
  {
    name: 'goodThroughput',
    unit: 'units/h',
    meaning: 'good finished units an hour',
    of: (run) => perHour(run, run.line.goodOut),
  },
  { name: 'rejected', unit: 'items', meaning: 'items taken out by inspection', of: (run) => run.line.rejected },
  { name: 'oee', unit: '', meaning: 'OEE of the line, 0 … 1 (ISO 22400-2)', of: (run) => run.oee.oee },
  {
    name: 'pacingGoodOut',
    unit: 'items',
    meaning: 'good items passed on by the pacing station',
    of: (run) => run.stations[run.oee.pacingStation]?.goodOut ?? 0,
  },
  {
    name: 'pacingUnitsOut',
    unit: 'items',
    meaning: 'items passed on by the pacing station',
    of: (run) => run.stations[run.oee.pacingStation]?.unitsOut ?? 0,
  },
  { name: 'leadTimeS', unit: 's', meaning: 'mean lead time of what was shipped', of: (run) => run.leadTime.meanS },
  { name: 'wip', unit: 'items', meaning: 'mean of items in the line', of: (run) => run.meanItemsInProcess },
];

/** The figure of that name. Throws `RangeError` with the nearest known name. */
export function figureNamed(name: string, known: readonly Figure[] = lineFigures): Figure {
  const found = known.find((figure) => figure.name === name);
  if (found !== undefined) return found;
  const names = known.map((figure) => figure.name);
  const meant = nearest(name, names);
  throw new RangeError(
    `unknown figure "${name}"; ${meant === undefined ? `known: ${names.join(', ')}` : `did you mean "${meant}"?`}`,
  );
}
