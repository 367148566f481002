import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Planned maintenance is done between two cycles, as soon as it is due: after so much operating time, or so much time
 * since the last one was due. It needs its crew, if it has one.
 * Returns true when the station must wait (it is in MAINTENANCE).
 */
export function maintain(station: Station): boolean {
  const { maintenance } = station.setup;
  if (maintenance === undefined) return false;
  const clockS = maintenance.clock === 'operating' ? station.operatedS : station.simulation.nowS;
  if (clockS < station.maintenanceDueS) return false;
  while (station.maintenanceDueS <= clockS) station.maintenanceDueS += maintenance.everyS;
  station.counts.maintenances++;
  station.enter(State.MAINTENANCE);
  station.wakeAfterHelp(maintenance.crew, maintenance.timeS.sample(maintenance.stream));
  return true;
}
