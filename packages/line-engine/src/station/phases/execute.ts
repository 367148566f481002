import { State } from '../state.ts';
import type { Station } from '../station.ts';

/** Phase 4: the work itself, 3600 / UPH seconds a cycle. The station waits for its timer. */
export function execute(station: Station): void {
  station.enter(State.EXECUTE);
  station.wakeAfter(station.setup.cycleTimeS);
}
