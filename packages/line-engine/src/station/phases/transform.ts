import type { Station } from '../station.ts';

/**
 * Phase 5: what was collected becomes what the machine puts out. A machine that makes something joins its inputs
 * into one new item, which is defective when one of them is, or when the machine spoils it. A machine that makes
 * nothing passes every input on, and may spoil each.
 */
export function transform(station: Station): void {
  if (station.setup.makes) makeOne(station);
  else passThrough(station);
  station.heldCount = 0;
  station.outNext = 0;
}

function makeOne(station: Station): void {
  const { items, held, genealogy } = station;
  const parts = station.inlet === undefined ? 0 : station.heldCount;
  const { nowS } = station.simulation;
  let defective = spoils(station);
  let enteredS = nowS;
  for (let i = 0; i < parts; i++) {
    const part = held[i]!;
    if (items.defective[part] === 1) defective = true;
    if (items.enteredS[part]! < enteredS) enteredS = items.enteredS[part]!;
  }
  const item = items.make(defective, enteredS);
  for (let i = 0; i < parts; i++) {
    genealogy?.joined(items.id[held[i]!]!, items.id[item]!);
    items.leave(held[i]!);
  }
  station.out[0] = item;
  station.outCount = 1;
  made(station, item);
}

function passThrough(station: Station): void {
  const { items, held, setup } = station;
  for (let i = 0; i < setup.batchIn; i++) {
    const item = station.inlet === undefined ? items.make(false, station.simulation.nowS) : held[i]!;
    if (spoils(station)) items.defective[item] = 1;
    station.out[i] = item;
    made(station, item);
  }
  station.outCount = setup.batchIn;
}

function spoils(station: Station): boolean {
  const { defect } = station.setup;
  if (defect === undefined || !defect.chance.strikes(defect.hazard)) return false;
  station.counts.defectsCreated++;
  return true;
}

function made(station: Station, item: number): void {
  const { items, counts, events } = station;
  counts.unitsMade++;
  counts.defectiveMade += items.defective[item]!;
  events?.make(station.simulation.nowS, station.index, items.id[item]!, items.defective[item]!);
}
