import { newCounts, type Counts } from '../station/counts.ts';

/** What a machine of a row counts. */
export class RowTally {
  /** Seconds from the making to the end of all items that ended here. */
  itemSeconds = 0;
  made = 0;
  defectiveMade = 0;
  defectsCreated = 0;
  repaired = 0;
  rejected = 0;
  failures = 0;
  jams = 0;

  /** The rest follows: what went in and is not `held` has come out, unless it is kept in hand. */
  counts(batchIn: number, held: number, kept: { readonly defective: number } | undefined): Counts {
    const { made, defectiveMade, rejected, defectsCreated, repaired, failures, jams } = this;
    return {
      ...newCounts(),
      unitsIn: made * batchIn + held,
      unitsMade: made,
      defectiveMade,
      unitsOut: made - rejected - (kept === undefined ? 0 : 1),
      defectiveOut: defectiveMade - rejected - (kept?.defective ?? 0),
      rejected,
      defectsCreated,
      repaired,
      failures,
      jams,
    };
  }
}
