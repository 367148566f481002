import { encodeSensorData, subjects } from '@twin/codecs';

/** One message of a recording. */
export interface Recorded {
  readonly sequence: number;
  readonly storedAtMs: number;
  readonly subject: string;
  readonly payload: Uint8Array;
}

export const recordingHeader = 'sequence,stored_at_ms,subject,payload_base64';

export function recordingRow({ sequence, storedAtMs, subject, payload }: Recorded): string {
  return `${sequence},${storedAtMs},${subject},${Buffer.from(payload).toString('base64')}`;
}

/** A file that is no recording; the message says where and why. */
export class RecordingFault extends Error {
  override readonly name = 'RecordingFault';
}

/**
 * Messages from CSV, which is either what `twin record` writes, or a table with `time_ms` and one column a tag (`temp`, `coolant.temp` …), whose empty
 * cells are no readings. Of a table, values of one row go by the order of its columns.
 */
export function* readRecording(file: string, text: string, asset: string): Generator<Recorded> {
  const lines = text.split(/\r?\n/);
  const header = (lines[0] ?? '').trim();
  const columns = header.split(',').map((name) => name.trim());
  const isRaw = header === recordingHeader;
  const timeAt = columns.indexOf('time_ms');
  if (!isRaw && timeAt < 0)
    throw new RecordingFault(
      `${file}:1  needs the header "${recordingHeader}", or a column time_ms and one for each tag`,
    );
  const tags = columns.map((tag, at) => (at === timeAt || isRaw ? '' : subjects.sensor(asset, tag)));
  let sequence = 0;
  for (const [at, line] of lines.entries()) {
    if (at === 0 || line.trim() === '') continue;
    const cells = line.split(',');
    if (cells.length !== columns.length)
      throw new RecordingFault(`${file}:${at + 1}  has ${cells.length} cells, the header ${columns.length}`);
    if (isRaw) {
      yield rawRow(file, at + 1, cells);
      continue;
    }
    const timestampMs = wholeNumber(file, at + 1, 'time_ms', cells[timeAt]!);
    for (const [i, subject] of tags.entries()) {
      if (i === timeAt || cells[i]!.trim() === '') continue;
      const value = Number(cells[i]);
      if (Number.isNaN(value)) throw new RecordingFault(`${file}:${at + 1}  ${columns[i]} is "${cells[i]}", no number`);
      const payload = encodeSensorData({ sensorId: subject, value, timestampMs, quality: 1 });
      yield { sequence: ++sequence, storedAtMs: timestampMs, subject, payload };
    }
  }
}

function rawRow(file: string, line: number, cells: readonly string[]): Recorded {
  const [sequence, storedAtMs, subject, payload] = cells as [string, string, string, string];
  return {
    sequence: wholeNumber(file, line, 'sequence', sequence),
    storedAtMs: wholeNumber(file, line, 'stored_at_ms', storedAtMs),
    subject,
    payload: Buffer.from(payload, 'base64'),
  };
}

function wholeNumber(file: string, line: number, column: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value))
    throw new RecordingFault(`${file}:${line}  ${column} is "${text}", no whole number`);
  return value;
}
