import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Blocking before service: a machine that must not stop with a finished item in it does not begin while there is no
 * room behind it. Only a machine whose items all go one way can know. If others fill the place meanwhile, it is blocked
 * after its work all the same.
 * Returns true when the station must wait for room (it is BLOCKED).
 */
export function clearAhead(station: Station): boolean {
  const way = station.outlet.only;
  if (!station.setup.blocksBefore || way === undefined || way.length === 0) return false;
  for (let i = 0; i < way.length; i++) if (way[i]!.accepts()) return false;
  if (station.state !== State.BLOCKED) station.enter(State.BLOCKED);
  for (let i = 0; i < way.length; i++) way[i]!.watchRoom(station);
  return true;
}
