import type { RowPlace } from './row-place.ts';
import type { RowTally } from './row-tally.ts';

/** What the last machine has put ahead leaves the line. */
export function ship({ ahead, leadTimes, journal }: RowPlace, tally: RowTally): void {
  const { putS, enteredS, madeS, put } = ahead;
  for (let i = 0; i < put; i++) {
    leadTimes.ship(putS[i]! - enteredS[i]!);
    tally.itemSeconds += putS[i]! - madeS[i]!;
  }
  journal?.passedOn(ahead);
  ahead.clear();
}
