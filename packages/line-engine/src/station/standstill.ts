import type { State } from './state.ts';
import type { Station } from './station.ts';

/** The station stands still from now on, whatever it was doing; what is left of it is done when it goes on. */
export function pause(station: Station, state: State): void {
  if (station.pauses++ > 0) return;
  station.pausedFrom = station.state;
  station.pausedLeftS = station.simulation.stopTimer(station.index);
  // Nothing comes into hands that rest; it looks again for what it needs when it goes on.
  for (const inlet of station.inlets) if (inlet.stopWaiting()) station.wokenInPause = true;
  station.enter(state);
}

/** One reason to stand still is gone. */
export function goOn(station: Station): void {
  if (--station.pauses > 0) return;
  station.enter(station.pausedFrom);
  if (station.pausedLeftS < Infinity) station.wakeAfter(station.pausedLeftS);
  else if (station.wokenInPause) {
    station.wokenInPause = false;
    station.simulation.wakeNow(station);
  }
}
