import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Phase 6, first half: a machine that inspects finds a defective item with its detection probability and rejects
 * it at once: a reject takes no place downstream. Good items are never rejected.
 */
export function inspect(station: Station): void {
  const { setup, items, counts, out, events } = station;
  if (events?.zeroLengthStates === true) station.enter(State.BLOCKED);
  if (setup.inspection === undefined) return;
  const { chance, hazard } = setup.inspection;
  let kept = 0;
  for (let i = 0; i < station.outCount; i++) {
    const item = out[i]!;
    if (items.defective[item] === 1 && chance.strikes(hazard)) {
      counts.rejected++;
      events?.reject(station.simulation.nowS, station.index, items.id[item]!);
      items.leave(item);
    } else out[kept++] = item;
  }
  station.outCount = kept;
}
