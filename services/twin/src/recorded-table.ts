import { encodeSensorData, subjects } from '@twin/codecs';
import { RecordingFault, shown, type Recorded } from './recording.ts';

/** The column of a table that says when. */
export const timeColumn = 'time_ms';

/** Readings out of a table with a column for each tag: in the order of its rows, those of one row in the order of its columns. */
export class RecordedTable {
  private readonly columns: readonly { readonly at: number; readonly tag: string; readonly subject: string }[];
  private sequence = 0;

  /** Throws a `RecordingFault` for a column that is no tag of the asset; `place` is where the columns are named. */
  constructor(place: string, asset: string, names: readonly string[]) {
    const timeAt = names.indexOf(timeColumn);
    this.columns = names.flatMap((tag, at) =>
      at === timeAt ? [] : { at, tag, subject: subjectOf(place, asset, tag) },
    );
  }

  /** The readings of the next row; the value `undefined` is none. `at` counts all columns. */
  *row(timestampMs: number, valueOf: (tag: string, at: number) => number | undefined): Generator<Recorded> {
    for (const { at, tag, subject } of this.columns) {
      const value = valueOf(tag, at);
      if (value === undefined) continue;
      const payload = encodeSensorData({ sensorId: subject, value, timestampMs, quality: 1 });
      yield { sequence: ++this.sequence, storedAtMs: timestampMs, subject, payload };
    }
  }
}

function subjectOf(place: string, asset: string, tag: string): string {
  try {
    return subjects.sensor(asset, tag);
  } catch (error) {
    throw new RecordingFault(`${place}  column "${shown(tag)}": ${(error as Error).message}`);
  }
}
