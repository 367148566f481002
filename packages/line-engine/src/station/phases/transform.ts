import type { Item } from '../../kernel/item.ts';
import type { Station } from '../station.ts';

/**
 * Phase 5: what was collected becomes what the machine puts out. A machine that makes something joins its inputs
 * into one new item, which is defective when more of them are than it tolerates (none, unless told), or when the
 * machine spoils it. A machine that makes nothing passes every input on: it may spoil a good one, or make a defective
 * one good.
 */
export function transform(station: Station): void {
  if (station.setup.makes) makeOne(station);
  else passThrough(station);
  station.heldCount = 0;
  station.outNext = 0;
}

function makeOne(station: Station): void {
  const item = join(station);
  station.out[0] = item;
  station.outCount = 1;
  made(station, item);
}

/** What was collected becomes one new item. */
export function join(station: Station): Item {
  const { items, held, genealogy } = station;
  const parts = station.inlets.length === 0 ? 0 : station.heldCount;
  let defects = 0;
  let enteredS = station.simulation.nowS;
  for (let i = 0; i < parts; i++) {
    const part = held[i]!;
    defects += part.defective;
    if (part.enteredS < enteredS) enteredS = part.enteredS;
  }
  const defective = spoils(station) || defects > station.setup.toleratedDefects ? 1 : 0;
  const item = items.make(defective, station.product, enteredS);
  if (genealogy !== undefined) {
    genealogy.made(item.id);
    for (let i = 0; i < parts; i++) genealogy.joined(held[i]!.id, item.id);
  }
  for (let i = 0; i < parts; i++) station.gone(held[i]!);
  return item;
}

function passThrough(station: Station): void {
  const { batchIn } = station.setup;
  for (let i = 0; i < batchIn; i++) {
    const item = treat(station, i);
    station.out[i] = item;
    made(station, item);
  }
  station.outCount = batchIn;
}

/** The item collected in that place, or one of raw material, repaired or spoiled. */
export function treat(station: Station, i: number): Item {
  const { inlets, items, held, product, simulation, setup } = station;
  const { rework } = setup;
  const item = inlets.length === 0 ? items.make(0, product, simulation.nowS) : held[i]!;
  if (rework !== undefined && item.defective === 1 && rework.chance.strikes(rework.hazard)) {
    item.defective = 0;
    station.counts.repaired++;
  }
  if (spoils(station)) item.defective = 1;
  return item;
}

function spoils(station: Station): boolean {
  const { defect, products } = station.setup;
  if (defect === undefined) return false;
  const factor = products === undefined ? 1 : products[station.product]!.defect;
  if (!defect.chance.strikes(defect.hazard * factor)) return false;
  station.counts.defectsCreated++;
  return true;
}

function made(station: Station, item: Item): void {
  const { counts } = station;
  counts.unitsMade++;
  counts.defectiveMade += item.defective;
  if (station.events !== undefined)
    station.events.make(station.simulation.nowS, station.index, item.id, item.defective);
}
