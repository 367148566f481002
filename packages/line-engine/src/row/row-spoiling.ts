import type { StationSetup, Trial } from '../station/setup.ts';
import type { RowPlace } from './row-place.ts';
import { strikes } from './row-stops.ts';
import type { RowTally } from './row-tally.ts';

/** Which of the next items in plain cycles are defective when nobody looks: some were so before, some are spoiled. */
export function passDefects(setup: StationSetup, { behind, ahead }: RowPlace, tally: RowTally, cycles: number): void {
  const { makes, toleratedDefects, defect } = setup;
  const { defects } = behind;
  const inherits = !makes || toleratedDefects === 0;
  const first = behind.taken;
  const end = first + cycles;
  let spoiled = nextSpoiled(defect, tally, first, end);
  for (;;) {
    const defective = Math.min(defects.next, end);
    const item = Math.min(defective, spoiled);
    if (item === end) return;
    if (inherits || item === spoiled) {
      ahead.defects.add(ahead.put + item - first);
      tally.defectiveMade++;
    }
    if (item === defective) defects.pass();
    if (item === spoiled) spoiled = nextSpoiled(defect, tally, item + 1, end);
  }
}

/** Does it spoil this item? */
export function spoils(defect: Trial | undefined, tally: RowTally): boolean {
  if (!strikes(defect)) return false;
  tally.defectsCreated++;
  return true;
}

/** The first item from there on, and before `end`, that it spoils; else `end`. */
function nextSpoiled(defect: Trial | undefined, tally: RowTally, from: number, end: number): number {
  if (defect === undefined) return end;
  const { chance, hazard } = defect;
  for (let item = from; item < end; item++) {
    const spared = Math.min(chance.spares(hazard), end - item);
    chance.pass(spared);
    item += spared;
    if (item < end && spoils(defect, tally)) return item;
  }
  return end;
}
