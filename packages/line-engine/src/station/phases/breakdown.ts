import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Phase 2: before it works, the machine may fail, at most once a cycle. Wear is operating time: a station that is
 * starved, blocked, jammed or down does not age. With an exponential time to failure a cycle fails with
 * p = 1 − exp(−cycleTimeS / mtbfS). Repair begins when somebody of the crew is there, if it needs a crew.
 * Returns true when the station must wait for its repair (it is DOWN).
 */
export function breakdown(station: Station): boolean {
  const { failure, products } = station.setup;
  if (failure === undefined) return false;
  const factor =
    products === undefined ? 1 : products[station.product]!.breakdown * products[station.product]!.cycleTime;
  if (!failure.chance.strikes(failure.hazard * factor)) return false;
  station.counts.failures++;
  station.enter(State.DOWN);
  station.wakeAfterHelp(failure.crew, failure.timeS.sample(failure.stream));
  return true;
}
