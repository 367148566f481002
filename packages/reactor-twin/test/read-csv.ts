import { readFileSync } from 'node:fs';

/** Columns of a reference file by name; empty cells and `nan` are NaN. */
export function readCsv(file: string): Record<string, Float64Array> {
  const text = readFileSync(new URL(`./reference/${file}`, import.meta.url), 'utf8');
  const [head, ...lines] = text.trim().split('\n');
  const names = head!.trim().split(',');
  const rows = lines.map((line) => line.trim().split(','));
  const number = (cell: string | undefined) => (cell === undefined || cell === '' ? Number.NaN : Number(cell));
  return Object.fromEntries(names.map((name, j) => [name, Float64Array.from(rows, (row) => number(row[j]))]));
}

export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`./reference/${file}`, import.meta.url), 'utf8'));
}
