import type { Table } from './table.ts';

const rowsPerPiece = 10_000;

/**
 * A table as CSV (RFC 4180, LF), piece by piece, so that a long one need not fit in memory twice. Numbers are written so that
 * they read back to the same double; what is not there is empty.
 */
export function* csv({ columns, rows }: Table): Generator<string> {
  let piece = `${columns.map(({ name }) => field(name)).join(',')}\n`;
  for (let row = 0; row < rows; row++) {
    piece += `${columns.map(({ values }) => field(values[row] ?? null)).join(',')}\n`;
    if (row % rowsPerPiece !== rowsPerPiece - 1) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function field(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = String(value);
  return typeof value === 'string' && /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
