import { cosmeticsBaseline, cosmeticsLine, resolveLine, runLine } from '@twin/line-engine';
import { parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { csv, eventsTable, parquet, stationsTable, telemetryTable, type Table } from '../src/index.ts';

const line = resolveLine(cosmeticsLine, cosmeticsBaseline);
const record = { telemetryIntervalS: 7, events: { items: true } };
const run = runLine(line, { durationS: 3600, seed: 5, record });

type Row = Readonly<Record<string, unknown>>;

async function fromParquet(table: Table): Promise<readonly Row[]> {
  const file = parquet(table);
  return parquetReadObjects({ file: file.buffer as ArrayBuffer });
}

function fromCsv(table: Table): readonly Row[] {
  const [head, ...rows] = [...csv(table)].join('').trimEnd().split('\n');
  const names = head!.split(',');
  return rows.map((row) => Object.fromEntries(row.split(',').map((value, i) => [names[i]!, value])));
}

const sum = (rows: readonly Row[], name: string) => rows.reduce((total, row) => total + Number(row[name]), 0);

describe.each([
  ['telemetry', telemetryTable(run)],
  ['events', eventsTable(run)],
  ['stations', stationsTable([run])],
] as const)('the table of %s', (_name, table) => {
  it('reads back from CSV and from Parquet with the same numbers', async () => {
    const [text, binary] = [fromCsv(table), await fromParquet(table)];
    expect(text).toHaveLength(table.rows);
    expect(binary).toHaveLength(table.rows);
    for (const { name, values } of table.columns) {
      for (let row = 0; row < table.rows; row++) {
        const value = values[row] ?? null;
        expect(text[row]![name]).toBe(value === null ? '' : String(value));
        expect(binary[row]![name] ?? null).toBe(value);
      }
    }
  });

  it('says of each column its unit and its meaning', () => {
    for (const { meaning } of table.columns) expect(meaning).not.toBe('');
  });
});

describe('telemetry', () => {
  it.each(['unitsMade', 'unitsOut', 'defectiveOut', 'rejected', 'failures', 'jams'] as const)(
    'adds up to the totals: %s',
    async (count) => {
      const rows = await fromParquet(telemetryTable(run));
      for (const [name, station] of Object.entries(run.stations)) {
        const own = rows.filter((row) => row['station'] === name);
        expect(sum(own, `${count}Delta`)).toBe(station[count]);
      }
    },
  );

  it('that is not there is asked for by name', () => {
    expect(() => telemetryTable(runLine(line, { durationS: 10, seed: 1 }))).toThrow(/record\.telemetryIntervalS/);
    expect(() => eventsTable(runLine(line, { durationS: 10, seed: 1 }))).toThrow(/record\.events/);
  });
});

it('a name with a comma, a quote or a line break stays one field', () => {
  const table: Table = {
    name: 't',
    rows: 2,
    columns: [{ name: 'a,b', unit: '', meaning: 'm', values: ['x"y', 'two\nlines'] }],
  };
  expect([...csv(table)].join('')).toBe('"a,b"\n"x""y"\n"two\nlines"\n');
});
