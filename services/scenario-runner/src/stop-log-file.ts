import { readFileSync, statSync } from 'node:fs';
import { nearest } from '@twin/line-engine';
import { stopKinds, type Stop, type StopKind } from '@twin/line-engine/experiment';
import { UsageError } from './arguments.ts';

const mostBytes = 64 * 1024 * 1024;
const mostFaultsShown = 20;
const columns = ['station', 'kind', 'from', 'to'] as const;

/**
 * A stop log as CSV: a header with station, kind, from, to, then a stop a row. Times are seconds, or ISO 8601 with date, time and
 * zone. Throws `UsageError` with every row that cannot be read.
 */
export function readStops(file: string): Stop[] {
  const rows = textOf(file).split(/\r?\n/);
  const header = cells(rows[0] ?? '').map((cell) => cell.trim());
  const at = columns.map((name) => header.indexOf(name));
  const missing = columns.filter((_, i) => at[i] === -1);
  if (missing.length > 0)
    throw new UsageError(`${file}:1: no column ${missing.join(', ')}; there must be ${columns.join(', ')}`);
  const faults: string[] = [];
  const stops: Stop[] = [];
  for (const [i, row] of rows.entries()) {
    if (i === 0 || row.trim() === '') continue;
    const own = cells(row);
    const [station, kind, from, to] = at.map((column) => (own[column] ?? '').trim());
    const [fromS, toS] = [timeOf(from!), timeOf(to!)];
    const wrong = [
      ...(station === '' ? ['has no station'] : []),
      ...(isKind(kind!) ? [] : [unknownKind(kind!)]),
      ...(fromS === undefined ? [`from "${from}" is no time`] : []),
      ...(toS === undefined ? [`to "${to}" is no time`] : []),
    ];
    if (wrong.length > 0) faults.push(`${file}:${i + 1}: ${wrong.join('; ')}`);
    // A faulty row keeps its place, so that a stop's number is its row's.
    stops.push({ station: station!, kind: isKind(kind!) ? kind : 'off', fromS: fromS ?? 0, toS: toS ?? 0 });
  }
  if (faults.length > 0) throw new UsageError(shown(faults));
  if (stops.length === 0) throw new UsageError(`${file}: has no stops`);
  return stops;
}

/** The first faults and how many more there are. */
export function shown(faults: readonly string[]): string {
  const rest = faults.length > mostFaultsShown ? [`… and ${faults.length - mostFaultsShown} more`] : [];
  return [...faults.slice(0, mostFaultsShown), ...rest].join('\n');
}

/** Seconds, or an instant in ISO 8601 with its zone; undefined for anything else. */
export function timeOf(text: string): number | undefined {
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms / 1000;
}

function isKind(kind: string): kind is StopKind {
  return (stopKinds as readonly string[]).includes(kind);
}

function unknownKind(kind: string): string {
  const meant = nearest(kind, stopKinds);
  return `unknown kind "${kind}"; ${meant === undefined ? `known: ${stopKinds.join(', ')}` : `did you mean "${meant}"?`}`;
}

function cells(row: string): string[] {
  const found: string[] = [];
  for (const [, quoted, plain] of row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g))
    found.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
  return found;
}

function textOf(file: string): string {
  try {
    if (statSync(file).size > mostBytes) throw new UsageError(`${file}: is larger than ${mostBytes} bytes`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new UsageError(
      `${file}: ${code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code ?? String(error)})`}`,
    );
  }
}
