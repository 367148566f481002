import type { Stream } from '../random/stream.ts';
import { EventStorm } from '../kernel/simulation.ts';
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

/** One phase of a machine's cycle, as users may write their own. */
export interface Phase {
  /** Does its part; true: wait for the station's timer (`station.wakeAfter`) or for a hand-over. */
  run(station: Station): boolean;
  /** Entered again when the wait is over, as collecting is; else the cycle goes on with the next phase. */
  readonly again?: boolean | ((station: Station) => boolean);
}

/** The phases every machine has, in order, to build a cycle of one's own from. */
export const standardPhases = {
  collect: { run: collect, again: true },
  changeOver: { run: changeOver },
  maintain: { run: maintain },
  breakdown: { run: breakdown },
  microstop: { run: microstop },
  clearAhead: { run: clearAhead, again: true },
  execute: { run: execute, again: (station: Station) => station.setup.wear !== undefined },
  transform: {
    run: (station: Station) => {
      transform(station);
      return false;
    },
  },
  inspect: {
    run: (station: Station) => {
      inspect(station);
      return false;
    },
  },
  passOn: { run: passOn, again: true },
} as const satisfies Readonly<Record<string, Phase>>;

/** What a cycle of one's own is made with. */
export interface PhaseTools {
  readonly standard: typeof standardPhases;
  /** A stream of the station's own, by what it is for. */
  readonly stream: (purpose: string) => Stream;
}

/** Makes the cycle of a station from phases. */
export type CycleOf = (tools: PhaseTools) => readonly Phase[];

const mostPhasesWithoutWaiting = 1_000_000;

/** Runs phases in a circle. Slower than the standard cycle, and equal to it for the standard phases. */
export function phasedCycle(phases: readonly Phase[]): (station: Station) => void {
  return (station) => {
    for (let done = 0; done < mostPhasesWithoutWaiting; done++) {
      const phase = phases[station.next]!;
      const following = (station.next + 1) % phases.length;
      const again = typeof phase.again === 'function' ? phase.again(station) : phase.again === true;
      if (!again) station.next = following;
      if (phase.run(station)) return;
      station.next = following;
    }
    throw new EventStorm(station.simulation.nowS);
  };
}
