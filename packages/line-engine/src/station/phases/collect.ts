import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Phase 1: the machine takes items one by one, as soon as each is there, until it holds enough for a cycle. An
 * item leaves the buffer when it is taken, so a batch may be larger than the buffer. Without an inlet there is
 * raw material without end.
 * Returns true when the station must wait (it is STARVED).
 */
export function collect(station: Station): boolean {
  const { inlets, setup } = station;
  if (station.events !== undefined && station.events.zeroLengthStates && station.heldCount === 0)
    station.enter(State.STARVED);
  if (inlets.length === 0) {
    station.counts.unitsIn += setup.batchIn;
    station.heldCount = setup.batchIn;
    station.product = station.raw === undefined ? 0 : station.raw.nextProduct();
    return false;
  }
  let complete = true;
  for (let i = 0; i < inlets.length; i++) if (!inlets[i]!.fill()) complete = false;
  if (!complete) {
    if (station.state !== State.STARVED) station.enter(State.STARVED);
    return true;
  }
  for (let i = 0; i < inlets.length; i++) inlets[i]!.handOver();
  station.product = station.held[0]!.product;
  return false;
}
