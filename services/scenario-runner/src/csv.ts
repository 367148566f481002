import { telemetryColumns, type LineRun, type TelemetryColumn } from '@twin/line-engine';

/** Pieces of CSV (RFC 4180), a few thousand rows each: a file is never one string in memory. */
export type CsvPieces = Iterable<string>;

const rowsPerPiece = 4096;

/** One row an event: when, which station, which state it entered. */
export function* eventsCsv(run: LineRun): CsvPieces {
  yield* inPieces('timeS,station,state', eventRows(run));
}

/** One row a sample and station: what it is doing, and what it did since the row before. */
export function* telemetryCsv(run: LineRun): CsvPieces {
  yield* inPieces(`timeS,station,${telemetryColumns.map(({ name }) => name).join(',')}`, telemetryRows(run));
}

function* eventRows({ events }: LineRun): Iterable<string> {
  for (const event of events ?? []) {
    if (event.kind === 'state') yield `${event.timeS},${cell(event.station)},${event.state}`;
  }
}

function* telemetryRows({ telemetry }: LineRun): Iterable<string> {
  if (telemetry === undefined) return;
  const counts = telemetryColumns
    .map(({ name }) => name)
    .filter((name): name is Exclude<TelemetryColumn, 'state'> => name !== 'state');
  const tracks = telemetry.stations.map((station) => ({
    name: cell(station),
    states: telemetry.states(station),
    columns: counts.map((name) => telemetry.column(station, name)),
  }));
  for (let row = 0; row < telemetry.rows; row++) {
    for (const { name, states, columns } of tracks)
      yield `${telemetry.timeS[row]},${name},${states[row]},${columns.map((column) => column[row]).join(',')}`;
  }
}

/** Any table of numbers and words. */
export function* rowsCsv(
  header: readonly string[],
  rows: Iterable<readonly (string | number)[]>,
): Generator<string, void, undefined> {
  function* lines(): Generator<string> {
    for (const row of rows)
      yield row.map((value) => (typeof value === 'number' ? String(value) : cell(value))).join(',');
  }
  yield* inPieces(header.map(cell).join(','), lines());
}

function* inPieces(header: string, rows: Iterable<string>): CsvPieces {
  let piece = [header];
  for (const row of rows) {
    piece.push(row);
    if (piece.length >= rowsPerPiece) {
      yield `${piece.join('\n')}\n`;
      piece = [];
    }
  }
  if (piece.length > 0) yield `${piece.join('\n')}\n`;
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
