import { breakdown } from './phases/breakdown.ts';
import { changeOver } from './phases/change-over.ts';
import { clearAhead } from './phases/clear-ahead.ts';
import { collect } from './phases/collect.ts';
import { execute } from './phases/execute.ts';
import { inspect } from './phases/inspect.ts';
import { maintain } from './phases/maintain.ts';
import { microstop } from './phases/microstop.ts';
import { passOn } from './phases/pass-on.ts';
import { transform } from './phases/transform.ts';
import type { Station } from './station.ts';
import { Step } from './step.ts';

/**
 * The cycle of every machine, in order. A phase that answers true waits: for the station's timer, or for a hand-over.
 * What it goes on with then is set before it waits. Collecting, clearance, passing on, and work that may fail in its
 * midst are entered again when they are woken, the others are over. What a machine does not have is asked here, which
 * is a tenth faster than asking it there.
 */
export function runCycle(station: Station): void {
  for (;;) {
    if (station.next === Step.COLLECT) {
      if (collect(station)) return;
      station.next = station.prepares ? Step.CHANGEOVER : Step.BREAKDOWN;
    }
    if (station.next === Step.CHANGEOVER) {
      station.next = Step.MAINTENANCE;
      if (changeOver(station)) return;
    }
    if (station.next === Step.MAINTENANCE) {
      station.next = Step.BREAKDOWN;
      if (maintain(station)) return;
    }
    if (station.next === Step.BREAKDOWN) {
      station.next = Step.MICROSTOP;
      if (station.setup.failure !== undefined && breakdown(station)) return;
    }
    if (station.next === Step.MICROSTOP) {
      station.next = station.prepares ? Step.CLEARANCE : Step.EXECUTE;
      if (station.setup.jam !== undefined && microstop(station)) return;
    }
    if (station.next === Step.CLEARANCE) {
      if (clearAhead(station)) return;
      station.next = Step.EXECUTE;
    }
    if (station.next === Step.EXECUTE) {
      if (station.setup.wear === undefined) station.next = Step.TRANSFORM;
      if (execute(station)) return;
      station.next = Step.TRANSFORM;
    }
    if (station.next === Step.TRANSFORM) {
      transform(station);
      if (station.inspects) inspect(station);
      station.next = Step.PASS_ON;
    }
    if (passOn(station)) return;
    station.next = Step.COLLECT;
  }
}
