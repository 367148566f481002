import { once } from 'node:events';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { RecordedTable, timeColumn } from './recorded-table.ts';
import {
  recordedColumns,
  RecordingFault,
  shown,
  wholeNumber,
  type Recorded,
  type RecordingWriter,
} from './recording.ts';

const header = [...recordedColumns, 'payload_base64'].join(',');
const base64 = /^[A-Za-z0-9+/]*={0,2}$/;
/** A message of a megabyte in base64, and room. */
const longestLine = 2_000_000;

/** A line, and whether the file goes on behind it: the last line of a file that was cut short has no end. */
interface Line {
  readonly text: string;
  readonly isEnded: boolean;
}

/** The lines of a file, never more of them in memory than one piece of the file holds. */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  let rest = '';
  for await (const piece of createReadStream(file, 'utf8')) {
    const lines = (rest + String(piece)).split('\n');
    rest = lines.pop()!;
    if (rest.length > longestLine)
      throw new RecordingFault(`${file}  has a line of more than ${longestLine} characters`);
    for (const text of lines) yield { text, isEnded: true };
  }
  if (rest !== '') yield { text: rest, isEnded: false };
}

/**
 * Messages from CSV, which is either what `twin record` writes, or a table with `time_ms` and one column a tag (`temp`, `coolant.temp` …), whose empty
 * cells are no readings. Of a table, values of one row go by the order of its columns.
 */
export async function* readCsv(
  file: string,
  lines: AsyncIterable<Line> | Iterable<Line>,
  asset: string,
): AsyncGenerator<Recorded> {
  let number = 0;
  let row: ((line: Line, place: string) => Iterable<Recorded>) | undefined;
  for await (const line of lines) {
    const place = `${file}:${++number}`;
    if (row === undefined) row = rowsUnder(line.text.trim(), place, asset);
    else if (line.text.trim() !== '') yield* row(line, place);
  }
  if (row === undefined) rowsUnder('', `${file}:1`, asset);
}

function rowsUnder(first: string, place: string, asset: string): (line: Line, place: string) => Iterable<Recorded> {
  const columns = first.split(',').map((name) => name.trim());
  const width = columns.length;
  if (first === header) return (line, at) => [messageOf(cellsOf(line, at, width), line, at)];
  const timeAt = columns.indexOf(timeColumn);
  if (timeAt < 0)
    throw new RecordingFault(`${place}  needs the header "${header}", or a column ${timeColumn} and one for each tag`);
  const table = new RecordedTable(place, asset, columns);
  return (line, at) => {
    const cells = cellsOf(line, at, width);
    return table.row(wholeNumber(at, timeColumn, cells[timeAt]), (tag, column) => {
      const cell = cells[column]!;
      if (cell.trim() === '') return undefined;
      const value = Number(cell);
      if (Number.isNaN(value)) throw new RecordingFault(`${at}  ${tag} is "${shown(cell)}", no number`);
      return value;
    });
  };
}

function cellsOf({ text }: Line, place: string, width: number): string[] {
  const cells = text.trimEnd().split(',');
  if (cells.length !== width) throw new RecordingFault(`${place}  has ${cells.length} cells, the header ${width}`);
  return cells;
}

function messageOf(cells: readonly string[], { isEnded }: Line, place: string): Recorded {
  const [sequence, storedAtMs, subject, payload] = cells as [string, string, string, string];
  if (!isEnded)
    throw new RecordingFault(`${place}  has no end: the recording was cut off here; the messages before it are whole`);
  if (!base64.test(payload) || payload.length % 4 !== 0)
    throw new RecordingFault(`${place}  payload_base64 is "${shown(payload)}", no base64`);
  return {
    sequence: wholeNumber(place, 'sequence', sequence),
    storedAtMs: wholeNumber(place, 'stored_at_ms', storedAtMs),
    subject,
    payload: Buffer.from(payload, 'base64'),
  };
}

/** Writes as messages come: what a kill leaves behind is whole up to its last line. */
export class CsvWriter implements RecordingWriter {
  private readonly disk: WriteStream;
  /** Rejects when the disk is full or gone. */
  private readonly failed: Promise<never>;

  private constructor(disk: WriteStream) {
    this.disk = disk;
    this.failed = once(disk, 'error').then(([error]) => Promise.reject(error as Error));
    this.failed.catch(() => undefined);
    disk.write(`${header}\n`);
  }

  static async create(file: string): Promise<CsvWriter> {
    const disk = createWriteStream(file, { flags: 'wx' });
    await once(disk, 'open');
    return new CsvWriter(disk);
  }

  async add({ sequence, storedAtMs, subject, payload }: Recorded): Promise<void> {
    const row = `${sequence},${storedAtMs},${subject},${Buffer.from(payload).toString('base64')}\n`;
    if (this.disk.errored !== null) throw this.disk.errored;
    if (!this.disk.write(row)) await Promise.race([once(this.disk, 'drain'), this.failed]);
  }

  async close(): Promise<void> {
    this.disk.end();
    await Promise.race([once(this.disk, 'finish'), this.failed]);
  }
}
