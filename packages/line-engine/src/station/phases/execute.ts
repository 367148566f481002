import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Phase 4: the work itself, 3600 / UPH seconds a cycle, or drawn when cycle times vary. It begins when an operator is
 * there, if the machine needs one, at the speed that the buffer behind allows. A machine that may fail in the midst of
 * it works until it fails, is repaired, and does what is left.
 * Returns true when the station must wait for its timer, false when the work is done.
 */
export function execute(station: Station): boolean {
  const { wear } = station.setup;
  if (wear !== undefined) return workUntilItFails(station, wear);
  const workS = drawWork(station);
  station.operatedS += workS;
  station.workFor(workS);
  return true;
}

function drawWork(station: Station): number {
  const { cycleTimeS, cycle, products, slowdown } = station.setup;
  let workS = cycle === undefined ? cycleTimeS : cycle.timeS.sample(cycle.stream);
  if (slowdown !== undefined && station.behind!.level > slowdown.aboveLevel) workS /= slowdown.speed;
  return products === undefined ? workS : workS * products[station.product]!.cycleTime;
}

/** Entered at the beginning of the work, when a stretch of it is done (then it has failed, or is done), and when repaired. */
function workUntilItFails(station: Station, wear: NonNullable<Station['setup']['wear']>): boolean {
  if (station.state === State.EXECUTE && station.workBegun) {
    station.workBegun = station.workLeftS > 0;
    if (station.workLeftS === 0) return false;
    station.counts.failures++;
    station.enter(State.DOWN);
    station.wakeAfterHelp(wear.crew, wear.timeS.sample(wear.stream));
    return true;
  }
  if (!station.workBegun) station.workLeftS = drawWork(station);
  station.workBegun = true;
  const { products } = station.setup;
  const rate = products === undefined ? 1 : products[station.product]!.breakdown;
  const untilFailureS = wear.clock.left / rate;
  const runS = untilFailureS < station.workLeftS ? untilFailureS : station.workLeftS;
  wear.clock.use(runS === untilFailureS ? wear.clock.left : runS * rate);
  station.workLeftS -= runS;
  station.operatedS += runS;
  station.workFor(runS);
  return true;
}
