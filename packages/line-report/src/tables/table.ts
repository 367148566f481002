import {
  eventColumns,
  telemetryColumns,
  type ColumnDeclaration,
  type LineRun,
  type StationRun,
} from '@twin/line-engine';

/** A column and what is in it. */
export interface TableColumn extends ColumnDeclaration {
  readonly values: ArrayLike<number> | readonly (string | number | boolean | null)[];
}

/** Columns of equal length, each declared with name, unit and meaning: what every format is written from. */
export interface Table {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly TableColumn[];
}

const timeColumn: ColumnDeclaration = { name: 'timeS', unit: 's', meaning: 'time since the start of the run' };
const stationColumn: ColumnDeclaration = { name: 'station', unit: '', meaning: 'name of the station' };

/** Telemetry of a run, station after station, a row an interval. Throws `RangeError` when there is none. */
export function telemetryTable({ telemetry }: LineRun): Table {
  if (telemetry === undefined) throw new RangeError('telemetry: this run has none; ask for record.telemetryIntervalS');
  const { stations, rows, timeS } = telemetry;
  const repeated = stations.flatMap((station) => Array<string>(rows).fill(station));
  const columns = telemetryColumns.map((declaration): TableColumn => {
    const { name } = declaration;
    if (name === 'state') return { ...declaration, values: stations.flatMap((station) => telemetry.states(station)) };
    const all = new Int32Array(rows * stations.length);
    for (const [i, station] of stations.entries()) all.set(telemetry.column(station, name), i * rows);
    return { ...declaration, values: all };
  });
  const times = new Float64Array(rows * stations.length);
  for (let i = 0; i < stations.length; i++) times.set(timeS, i * rows);
  return {
    name: 'telemetry',
    rows: times.length,
    columns: [{ ...timeColumn, values: times }, { ...stationColumn, values: repeated }, ...columns],
  };
}

/** The event log of a run, in order. Throws `RangeError` when there is none. */
export function eventsTable({ events }: LineRun): Table {
  if (events === undefined) throw new RangeError('events: this run has none; ask for record.events');
  const all = [...events];
  const values: Readonly<Record<string, readonly (string | number | boolean | null)[]>> = {
    timeS: all.map(({ timeS }) => timeS),
    station: all.map(({ station }) => station),
    kind: all.map(({ kind }) => kind),
    state: all.map((event) => (event.kind === 'state' ? event.state : null)),
    item: all.map((event) => ('item' in event ? event.item : null)),
    defective: all.map((event) => (event.kind === 'make' ? event.defective : null)),
  };
  return {
    name: 'events',
    rows: all.length,
    columns: eventColumns.map((declaration) => ({ ...declaration, values: values[declaration.name]! })),
  };
}

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

/** What each station did in each run: a row a station and replication. */
export function stationsTable(runs: readonly LineRun[]): Table {
  const rows = runs.flatMap((run) =>
    Object.entries(run.stations).map(([station, figures]) => ({
      run,
      station,
      figures,
      oee: run.oee.stations[station]!,
    })),
  );
  const states = Object.keys(rows[0]?.figures.timeInStateS ?? {}) as (keyof StationRun['timeInStateS'])[];
  const column = (name: string, unit: string, meaning: string, values: TableColumn['values']): TableColumn => ({
    name,
    unit,
    meaning,
    values,
  });
  return {
    name: 'stations',
    rows: rows.length,
    columns: [
      column(
        'scenario',
        '',
        'name of the scenario',
        rows.map(({ run }) => run.scenario),
      ),
      column(
        'replication',
        '',
        'number of the replication',
        rows.map(({ run }) => run.replication),
      ),
      { ...stationColumn, values: rows.map(({ station }) => station) },
      ...stationFigures.map((figure) => ({ ...figure, values: rows.map(({ figures }) => figures[figure.name]) })),
      ...states.map((state) =>
        column(
          `${state}S`,
          's',
          `time in ${state}`,
          rows.map(({ figures }) => figures.timeInStateS[state]),
        ),
      ),
      column(
        'oee',
        '',
        'overall equipment effectiveness',
        rows.map(({ oee }) => oee.oee),
      ),
      column(
        'availability',
        '',
        'ISO 22400-2',
        rows.map(({ oee }) => oee.iso22400.availability),
      ),
      column(
        'effectiveness',
        '',
        'ISO 22400-2',
        rows.map(({ oee }) => oee.iso22400.effectiveness),
      ),
      column(
        'quality',
        '',
        'ISO 22400-2',
        rows.map(({ oee }) => oee.iso22400.quality),
      ),
    ],
  };
}
