import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Phase 2: before it works, the machine may fail, at most once a cycle. Wear is operating time: a station that is
 * starved, blocked, jammed or down does not age. With MTBF the mean operating time between failures a cycle fails
 * with p = 1 − exp(−cycleTimeS / mtbfS); repair takes an exponential time of mean MTTR.
 * Returns true when the station must wait for its repair (it is DOWN).
 */
export function breakdown(station: Station): boolean {
  const { failure } = station.setup;
  if (failure === undefined || !failure.chance.strikes(failure.hazard)) return false;
  station.counts.failures++;
  station.enter(State.DOWN);
  station.wakeAfter(failure.timeS.sample(failure.timeStream));
  return true;
}
