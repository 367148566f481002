import type { Item } from '../kernel/item.ts';
import { breakdown } from './phases/breakdown.ts';
import { microstop } from './phases/microstop.ts';
import { join, treat } from './phases/transform.ts';
import { State } from './state.ts';
import type { Station } from './station.ts';
import { Step } from './step.ts';

/**
 * Whether a machine is a plain one: it takes from one place and gives to one, one item a cycle, nobody prepares it, and
 * all that may hold it up are breakdowns and jams. Most machines of most lines are.
 */
export function isPlainMachine({ setup, inlets, raw, outlet, prepares, events, genealogy }: Station): boolean {
  const takesFromOne = inlets.length === 0 ? raw === undefined : inlets.length === 1;
  const givesToOne = outlet.only !== undefined && outlet.only.length <= 1;
  const isOneByOne = setup.makes || setup.batchIn === 1;
  const { wear, rework, operators, slowdown, products } = setup;
  const hasMore = [wear, rework, operators, slowdown, products, genealogy].some((one) => one !== undefined);
  return takesFromOne && givesToOne && isOneByOne && !prepares && !hasMore && events?.ofItems !== true;
}

/**
 * The cycle of a plain machine: the phases of cycle.ts with the same draws and sums in the same order, in one go, which
 * takes two thirds of their time. A test holds both to each other, bit for bit.
 */
export function runPlainCycle(station: Station): void {
  switch (station.next) {
    case Step.TRANSFORM:
      return finish(station);
    case Step.MICROSTOP:
      return beginUnlessJammed(station);
    case Step.EXECUTE:
      return work(station);
    default:
      return begin(station);
  }
}

/** Phases 1 and 2. */
function begin(station: Station): void {
  const { inlets, setup, counts } = station;
  if (inlets.length === 0) {
    counts.unitsIn += setup.batchIn;
    station.heldCount = setup.batchIn;
  } else {
    const inlet = inlets[0]!;
    if (!inlet.fill()) {
      station.next = Step.COLLECT;
      if (station.state !== State.STARVED) station.enter(State.STARVED);
      return;
    }
    inlet.handOver();
    station.product = station.held[0]!.product;
  }
  station.next = Step.MICROSTOP;
  if (setup.failure !== undefined && breakdown(station)) return;
  beginUnlessJammed(station);
}

/** Phase 3. */
function beginUnlessJammed(station: Station): void {
  station.next = Step.EXECUTE;
  if (station.setup.jam !== undefined && microstop(station)) return;
  work(station);
}

/** Phase 4. */
function work(station: Station): void {
  const { cycle, cycleTimeS } = station.setup;
  station.next = Step.TRANSFORM;
  station.enter(State.EXECUTE);
  station.wakeAfter(cycle === undefined ? cycleTimeS : cycle.timeS.sample(cycle.stream));
}

/** Phases 5 and 6. */
function finish(station: Station): void {
  const { setup, counts, behind } = station;
  const item = setup.makes ? join(station) : treat(station, 0);
  station.heldCount = 0;
  counts.unitsMade++;
  counts.defectiveMade += item.defective;
  if (item.defective === 1 && isFound(station)) {
    counts.rejected++;
    station.gone(item);
  } else if (behind === undefined || behind.accepts()) {
    counts.unitsOut++;
    counts.defectiveOut += item.defective;
    if (behind === undefined) station.ship(item);
    else behind.put(item);
  } else {
    waitForRoom(station, item);
    return;
  }
  begin(station);
}

function isFound({ setup: { inspection } }: Station): boolean {
  return inspection !== undefined && inspection.chance.strikes(inspection.hazard);
}

function waitForRoom(station: Station, item: Item): void {
  station.next = Step.PASS_ON;
  station.out[0] = item;
  station.outCount = 1;
  station.outNext = 0;
  station.way = station.outlet.only;
  station.enter(State.BLOCKED);
  station.behind!.awaitRoom(station);
}
