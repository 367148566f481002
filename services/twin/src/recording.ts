/** One message of a recording. */
export interface Recorded {
  readonly sequence: number;
  readonly storedAtMs: number;
  readonly subject: string;
  readonly payload: Uint8Array;
}

/** What a recording is written with. */
export interface RecordingWriter {
  /** Resolves when there is room for the next. */
  add(recorded: Recorded): Promise<void>;
  /** The recording is whole and under its name. */
  close(): Promise<void>;
}

/** A file that is no recording; the message says where and why. */
export class RecordingFault extends Error {
  override readonly name = 'RecordingFault';
}

/** Columns of what `twin record` writes, in this order; the payload of a CSV is base64. */
export const recordedColumns = ['sequence', 'stored_at_ms', 'subject'] as const;

/** A number of a column that counts or tells a time. */
export function wholeNumber(place: string, column: string, given: unknown): number {
  const isEmpty = typeof given === 'string' && given.trim() === '';
  const value = given === null || given === undefined || isEmpty ? Number.NaN : Number(given);
  if (!Number.isSafeInteger(value))
    throw new RecordingFault(`${place}  ${column} is "${shown(given)}", no whole number`);
  return value;
}

export function shown(given: unknown): string {
  const text = String(given);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
