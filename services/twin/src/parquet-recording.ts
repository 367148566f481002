import { closeSync, existsSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { copyPayload } from '@twin/bus';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { RecordedTable, timeColumn } from './recorded-table.ts';
import {
  recordedColumns,
  RecordingFault,
  shown,
  wholeNumber,
  type Recorded,
  type RecordingWriter,
} from './recording.ts';

const columns = [...recordedColumns, 'payload'];
/** Rows and bytes of a row group: what is in memory before it is on the disk. */
const mostRows = 10_000;
const mostBytes = 8_000_000;

/**
 * A recording as Apache Parquet. The index of such a file is its end, without which nobody can read it: rows go into FILE.part, and only a whole
 * file gets the name.
 */
export class ParquetRecordingWriter implements RecordingWriter {
  private readonly file: string;
  private readonly part: string;
  private readonly descriptor: number;
  private readonly parquet: ParquetWriter;
  private rows: Recorded[] = [];
  private bytes = 0;

  /** Throws when FILE or FILE.part is there. */
  constructor(file: string) {
    this.file = file;
    this.part = `${file}.part`;
    if (existsSync(file)) throw new RecordingFault(`${file}  is there already`);
    this.descriptor = openSync(this.part, 'wx');
    const writer = new ByteWriter();
    const flush = (): void => {
      const bytes = writer.getBytes();
      for (let at = 0; at < bytes.length;) at += writeSync(this.descriptor, bytes, at);
      writer.index = 0;
    };
    Object.assign(writer, { flush, finish: flush });
    this.parquet = new ParquetWriter({
      writer,
      createdBy: '@twin/twin',
      schema: [
        { name: 'recording', num_children: columns.length },
        { name: 'sequence', type: 'INT64', repetition_type: 'REQUIRED' },
        { name: 'stored_at_ms', type: 'INT64', converted_type: 'TIMESTAMP_MILLIS', repetition_type: 'REQUIRED' },
        { name: 'subject', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
        { name: 'payload', type: 'BYTE_ARRAY', repetition_type: 'REQUIRED' },
      ],
    });
  }

  async add(recorded: Recorded): Promise<void> {
    this.rows.push({ ...recorded, payload: copyPayload(recorded.payload) });
    this.bytes += recorded.payload.length;
    if (this.rows.length >= mostRows || this.bytes >= mostBytes) await this.writeGroup();
  }

  async close(): Promise<void> {
    if (this.rows.length > 0) await this.writeGroup();
    await this.parquet.finish();
    fsyncSync(this.descriptor);
    closeSync(this.descriptor);
    renameSync(this.part, this.file);
  }

  private async writeGroup(): Promise<void> {
    const { rows } = this;
    this.rows = [];
    this.bytes = 0;
    const columnData = [
      { name: 'sequence', data: rows.map(({ sequence }) => BigInt(sequence)) },
      { name: 'stored_at_ms', data: rows.map(({ storedAtMs }) => new Date(storedAtMs)) },
      { name: 'subject', data: rows.map(({ subject }) => subject) },
      { name: 'payload', data: rows.map(({ payload }) => payload) },
    ];
    await this.parquet.write({ columnData, rowGroupSize: rows.length });
  }
}

type Row = Readonly<Record<string, unknown>>;

/** Messages of a Parquet file: what `twin record` writes, or a table like that of a CSV. One row group is in memory at a time. */
export async function* readParquet(file: string, asset: string): AsyncGenerator<Recorded> {
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer).catch((error: unknown) => {
    throw new RecordingFault(
      `${file}  is no whole Parquet file (${messageOf(error)}): a recording that was killed has no end, and without it nobody can read it`,
    );
  });
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  const row = names.join() === columns.join() ? messageRow : tableRow(file, names, asset);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const read = { file: buffer, metadata, rowStart, rowEnd, utf8: false };
    const rows: Row[] = await parquetReadObjects(read).catch((error: unknown) => {
      throw new RecordingFault(`${file}  rows ${rowStart + 1} to ${rowEnd} cannot be read: ${messageOf(error)}`);
    });
    for (const [i, one] of rows.entries()) yield* row(one, `${file} row ${rowStart + i + 1}`);
    rowStart = rowEnd;
  }
}

function messageRow({ sequence, stored_at_ms: storedAt, subject, payload }: Row, place: string): Recorded[] {
  if (typeof subject !== 'string') throw new RecordingFault(`${place}  subject is "${shown(subject)}", no text`);
  if (!(payload instanceof Uint8Array)) throw new RecordingFault(`${place}  payload is "${shown(payload)}", no bytes`);
  const storedAtMs = wholeNumber(place, 'stored_at_ms', storedAt);
  return [{ sequence: wholeNumber(place, 'sequence', sequence), storedAtMs, subject, payload }];
}

function tableRow(file: string, names: readonly string[], asset: string): (row: Row, place: string) => Recorded[] {
  if (!names.includes(timeColumn))
    throw new RecordingFault(`${file}  needs the columns ${columns.join(', ')}, or ${timeColumn} and one for each tag`);
  const table = new RecordedTable(file, asset, names);
  const valueIn = (row: Row, place: string, tag: string): number | undefined => {
    const given = row[tag];
    if (given === null || given === undefined) return undefined;
    if (typeof given !== 'number' && typeof given !== 'bigint')
      throw new RecordingFault(`${place}  ${tag} is "${shown(given)}", no number`);
    return Number(given);
  };
  return (row, place) => [
    ...table.row(wholeNumber(place, timeColumn, row[timeColumn]), (tag) => valueIn(row, place, tag)),
  ];
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
