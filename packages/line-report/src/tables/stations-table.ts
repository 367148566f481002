import type { ColumnDeclaration, LineRun, StationRun } from '@twin/line-engine';
import { stationColumn, type Table, type TableColumn } from './table.ts';

type CountName = Exclude<keyof StationRun, 'timeInStateS'>;
const stationFigures: readonly (ColumnDeclaration & { readonly name: CountName })[] = [
  { name: 'unitsIn', unit: 'items', meaning: 'collected, or drawn from the infinite source' },
  { name: 'unitsMade', unit: 'items', meaning: 'finished, whether good, defective or rejected' },
  { name: 'unitsOut', unit: 'items', meaning: 'passed downstream' },
  { name: 'goodOut', unit: 'items', meaning: 'passed downstream without a defect' },
  { name: 'defectiveOut', unit: 'items', meaning: 'passed downstream with one' },
  { name: 'rejected', unit: 'items', meaning: 'found defective' },
  { name: 'scrapped', unit: 'items', meaning: 'thrown away after a changeover' },
  { name: 'failures', unit: '', meaning: 'breakdowns' },
  { name: 'jams', unit: '', meaning: 'jams' },
  { name: 'meanBufferLevel', unit: 'items', meaning: 'mean level of the buffer behind it' },
];

interface Row {
  readonly run: LineRun;
  readonly station: string;
  readonly figures: StationRun;
  readonly oee: LineRun['oee']['stations'][string];
}

const column = (name: string, unit: string, meaning: string, values: TableColumn['values']): TableColumn => ({
  name,
  unit,
  meaning,
  values,
});

/** What each station did in each run: a row a station and replication. */
export function stationsTable(runs: readonly LineRun[]): Table {
  const rows = runs.flatMap((run) =>
    Object.entries(run.stations).map(([station, figures]): Row => {
      const oee = run.oee.stations[station]!;
      return { run, station, figures, oee };
    }),
  );
  const each = <Value>(of: (row: Row) => Value) => rows.map(of);
  const states = Object.keys(rows[0]?.figures.timeInStateS ?? {}) as (keyof StationRun['timeInStateS'])[];
  const columns = [
    column(
      'scenario',
      '',
      'name of the scenario',
      each(({ run }) => run.scenario),
    ),
    column(
      'replication',
      '',
      'number of the replication',
      each(({ run }) => run.replication),
    ),
    { ...stationColumn, values: each(({ station }) => station) },
    ...stationFigures.map((figure) => ({ ...figure, values: each(({ figures }) => figures[figure.name]) })),
    ...states.map((state) =>
      column(
        `${state}S`,
        's',
        `time in ${state}`,
        each(({ figures }) => figures.timeInStateS[state]),
      ),
    ),
    column(
      'oee',
      '',
      'overall equipment effectiveness, ISO 22400-2',
      each(({ oee }) => oee.oee),
    ),
    column(
      'availability',
      '',
      'APT / PBT, ISO 22400-2',
      each(({ oee }) => oee.iso22400.availability),
    ),
    column(
      'effectiveness',
      '',
      'PRI·PQ / APT, ISO 22400-2',
      each(({ oee }) => oee.iso22400.effectiveness),
    ),
    column(
      'quality',
      '',
      'GQ / PQ, ISO 22400-2',
      each(({ oee }) => oee.iso22400.quality),
    ),
  ];
  return { name: 'stations', rows: rows.length, columns };
}
