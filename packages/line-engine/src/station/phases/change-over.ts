import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Before a machine works on another product than the last, it is set up for it: a time from the table of from and
 * to. The first items after that are scrap. The first product a machine sees finds it set up.
 * Returns true when the station must wait (it is in SETUP).
 */
export function changeOver(station: Station): boolean {
  const { changeover } = station.setup;
  if (changeover === undefined || station.product === station.setUpFor) return false;
  const from = station.setUpFor;
  station.setUpFor = station.product;
  if (from < 0) return false;
  station.counts.changeovers++;
  station.scrapLeft = changeover.scrapItems;
  const timeS = changeover.timesS[from]![station.product]!;
  if (timeS === 0) return false;
  station.enter(State.SETUP);
  station.wakeAfter(timeS);
  return true;
}
