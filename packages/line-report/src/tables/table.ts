import { eventColumns, telemetryColumns, type ColumnDeclaration, type LineRun } from '@twin/line-engine';

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
export const stationColumn: ColumnDeclaration = { name: 'station', unit: '', meaning: 'name of the station' };

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
