import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeSensorData } from '@twin/codecs';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { parquetWriteFile } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../src/config-schema.ts';
import { ParquetRecordingWriter, readParquet } from '../src/parquet-recording.ts';
import { replay } from '../src/replay.ts';
import { asset, beganMs, replayed } from './replayed.ts';

describe('Parquet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'twin-parquet-'));
  const rows = Array.from({ length: 25_000 }, (_, i) => ({
    sequence: i + 1,
    storedAtMs: beganMs + 10 * i,
    subject: i % 5 === 4 ? `${asset}.coolant.temp` : `${asset}.temp`,
    payload: i % 1_000 === 7 ? Uint8Array.of(1, 2, 255) : randomPayload(i),
  }));
  function randomPayload(i: number): Uint8Array {
    const timestampMs = beganMs + 10 * i;
    return encodeSensorData({ sensorId: 'x', value: 300 + ((i * 7) % 50) / 10, timestampMs, quality: 1 });
  }
  const read = async (file: string) => {
    const found = [];
    for await (const { payload, ...more } of readParquet(file, asset)) found.push({ ...more, payload: [...payload] });
    return found;
  };

  it('holds every message to the byte, in row groups, and appears under its name only when it is whole', async () => {
    const file = join(folder, 'whole.parquet');
    const writer = new ParquetRecordingWriter(file);
    for (const row of rows) await writer.add(row);
    expect(existsSync(file)).toBe(false);
    await writer.close();
    expect(existsSync(`${file}.part`)).toBe(false);
    expect(await read(file)).toEqual(rows.map(({ payload, ...more }) => ({ ...more, payload: [...payload] })));
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(file));
    expect(metadata.row_groups.map(({ num_rows: count }) => Number(count))).toEqual([10_000, 10_000, 5_000]);
    expect(() => new ParquetRecordingWriter(file)).toThrow('is there already');
  });

  it('that was killed, cut off or damaged is refused with the reason', async () => {
    const whole = readFileSync(join(folder, 'whole.parquet'));
    const refusal = (name: string, bytes: Uint8Array): Promise<string> => {
      const file = join(folder, name);
      writeFileSync(file, bytes);
      return read(file).then(
        () => 'taken',
        (error: Error) => `${error.name}: ${error.message}`,
      );
    };
    expect(await refusal('a.parquet', whole.subarray(0, whole.length >> 1))).toContain('no whole Parquet file');
    expect(await refusal('b.parquet', new Uint8Array())).toContain('no whole Parquet file');
    expect(await refusal('c.parquet', Buffer.from('time_ms,temp\n1,2\n'))).toContain('no whole Parquet file');
    const damaged = Buffer.from(whole);
    damaged.fill(0x55, 4, 20_000);
    expect(await refusal('d.parquet', damaged)).toMatch(
      /RecordingFault: .*rows 1 to 10000 cannot be read|no whole number|no text/,
    );
  });

  it('of a table is read as a CSV of the same table, empty cells and all', async () => {
    const file = join(folder, 'table.parquet');
    parquetWriteFile({
      filename: file,
      columnData: [
        { name: 'time_ms', data: [1_000n, 2_000n, 3_000n].map((ms) => BigInt(beganMs) + ms), type: 'INT64' },
        { name: 'temp', data: [324.5, null, 325], type: 'DOUBLE' },
        { name: 'coolant.temp', data: [300, 299, null], type: 'INT32' },
      ],
    });
    const lines: string[] = [];
    await replay(defaultConfig, readParquet(file, asset), { write: (line) => void lines.push(line) });
    const text = `time_ms,temp,coolant.temp\n${beganMs + 1_000},324.5,300\n${beganMs + 2_000},,299\n${beganMs + 3_000},325,`;
    expect(lines).toEqual(await replayed('t.csv', text));
    parquetWriteFile({ filename: file, columnData: [{ name: 'temp', data: [1], type: 'DOUBLE' }] });
    await expect(read(file)).rejects.toThrow('needs the columns sequence, stored_at_ms, subject, payload');
    const columnData = [
      { name: 'time_ms', data: ['x'], type: 'STRING' as const },
      { name: 'temp', data: [1], type: 'DOUBLE' as const },
    ];
    parquetWriteFile({ filename: file, columnData });
    await expect(read(file)).rejects.toThrow('row 1  time_ms is "x", no whole number');
  });
});
