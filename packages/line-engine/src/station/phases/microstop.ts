import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Phase 3: the machine may jam, at most once a cycle, after a repair and before the work, with a probability per
 * cycle (not per hour: a faster machine jams more often). Somebody clears it, an operator if it needs one.
 * Returns true when the station must wait for the jam to be cleared (it is JAMMED).
 */
export function microstop(station: Station): boolean {
  const { jam, products } = station.setup;
  if (jam === undefined) return false;
  const factor = products === undefined ? 1 : products[station.product]!.jam;
  if (!jam.chance.strikes(jam.hazard * factor)) return false;
  station.counts.jams++;
  station.enter(State.JAMMED);
  station.wakeAfterHelp(jam.crew, jam.timeS.sample(jam.stream));
  return true;
}
