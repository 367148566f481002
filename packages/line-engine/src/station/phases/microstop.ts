import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Phase 3: the machine may jam, at most once a cycle, after a repair and before the work, with a probability per
 * cycle (not per hour: a faster machine jams more often). A jam is cleared in a fixed time.
 * Returns true when the station must wait for the jam to be cleared (it is JAMMED).
 */
export function microstop(station: Station): boolean {
  const { jam } = station.setup;
  if (jam === undefined || !jam.chance.strikes(jam.hazard)) return false;
  station.counts.jams++;
  station.enter(State.JAMMED);
  station.wakeAfter(jam.timeS.sample(jam.timeStream));
  return true;
}
