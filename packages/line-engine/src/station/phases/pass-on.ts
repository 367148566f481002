import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Phase 6, second half: the items leave one by one, each on its way: into a buffer, into the first of several that has
 * room, or out of the line. The machine keeps hold of what finds no room (blocking after service).
 * Returns true when the station must wait for room (it is BLOCKED).
 */
export function passOn(station: Station): boolean {
  const { outlet, out } = station;
  while (station.outNext < station.outCount) {
    const item = out[station.outNext]!;
    const way = outlet.only ?? (station.way ??= outlet.choose(item, station.outRejected[station.outNext] === 1));
    if (way.length === 0) station.shipped(item);
    else {
      let free = 0;
      while (free < way.length && !way[free]!.accepts()) free++;
      if (free === way.length) {
        station.way = way;
        if (station.state !== State.BLOCKED) station.enter(State.BLOCKED);
        for (let i = 0; i < way.length; i++) way[i]!.awaitRoom(station);
        return true;
      }
      // Leaving comes before arriving: whoever gets the item logs its part after ours.
      station.passed(item);
      way[free]!.put(item);
    }
  }
  return false;
}
