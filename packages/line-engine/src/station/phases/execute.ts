import { State } from '../state.ts';
import type { Station } from '../station.ts';

/** Phase 4: the work itself, 3600 / UPH seconds a cycle, or drawn when cycle times vary. The station waits for its timer. */
export function execute(station: Station): void {
  const { cycleTimeS, cycle, products } = station.setup;
  let workS = cycle === undefined ? cycleTimeS : cycle.timeS.sample(cycle.stream);
  if (products !== undefined) workS *= products[station.product]!.cycleTime;
  station.operatedS += workS;
  station.enter(State.EXECUTE);
  station.wakeAfter(workS);
}
