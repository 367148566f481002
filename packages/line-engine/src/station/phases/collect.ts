import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Phase 1: the machine takes items one by one, as soon as each is there, until it holds enough for a cycle. An
 * item leaves the buffer when it is taken, so a batch may be larger than the buffer. Without an inlet there is
 * raw material without end.
 * Returns true when the station must wait (it is STARVED).
 */
export function collect(station: Station): boolean {
  const { inlet, setup, events } = station;
  if (events?.zeroLengthStates === true && station.heldCount === 0) station.enter(State.STARVED);
  if (inlet === undefined) {
    station.counts.unitsIn += setup.batchIn;
    station.heldCount = setup.batchIn;
    return false;
  }
  if (inlet.fill()) {
    inlet.held = 0;
    return false;
  }
  if (station.state !== State.STARVED) station.enter(State.STARVED);
  return true;
}
