import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Phase 6, second half: the items leave one by one. The last station of a line ships them; elsewhere each goes
 * into the buffer behind, and the machine keeps hold of what finds no room (blocking after service).
 * Returns true when the station must wait for room (it is BLOCKED).
 */
export function passOn(station: Station): boolean {
  const { outlet, out } = station;
  while (station.outNext < station.outCount) {
    const item = out[station.outNext]!;
    if (outlet === undefined) ship(station, item);
    else {
      // Leaving comes before arriving: whoever gets the item logs its part after ours.
      if (!outlet.accepts()) {
        if (station.state !== State.BLOCKED) station.enter(State.BLOCKED);
        outlet.awaitRoom(station);
        return true;
      }
      station.passed(item);
      outlet.put(item);
    }
    station.outNext++;
  }
  return false;
}

function ship(station: Station, item: number): void {
  station.passed(item);
  station.items.leave(item);
}
