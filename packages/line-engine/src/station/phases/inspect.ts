import { State } from '../state.ts';
import type { Station } from '../station.ts';

/**
 * Phase 6, first half: a machine that inspects finds a defective item with its detection probability. A reject leaves
 * the line at once and takes no place downstream, unless there is a way for rejects: to a rework station, say. Good
 * items are never rejected. The first items after a changeover are scrap, whatever they are.
 */
export function inspect(station: Station): void {
  const { inspection } = station.setup;
  if (station.events !== undefined && station.events.zeroLengthStates) station.enter(State.BLOCKED);
  if (station.scrapLeft > 0) scrap(station);
  if (inspection === undefined) return;
  const { counts, out, outRejected } = station;
  let kept = 0;
  for (let i = 0; i < station.outCount; i++) {
    const item = out[i]!;
    const found = item.defective === 1 && inspection.chance.strikes(inspection.hazard);
    if (found) {
      counts.rejected++;
      if (station.events !== undefined) station.events.reject(station.simulation.nowS, station.index, item.id);
    }
    if (found && !station.outlet.takesRejects) station.gone(item);
    else {
      outRejected[kept] = found ? 1 : 0;
      out[kept++] = item;
    }
  }
  station.outCount = kept;
}

function scrap(station: Station): void {
  const { counts, out } = station;
  while (station.outCount > 0 && station.scrapLeft > 0) {
    station.scrapLeft--;
    counts.scrapped++;
    const item = out[--station.outCount]!;
    if (station.events !== undefined) station.events.reject(station.simulation.nowS, station.index, item.id);
    station.gone(item);
  }
}
