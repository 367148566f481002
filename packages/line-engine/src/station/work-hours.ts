import type { Actor, Simulation } from '../kernel/simulation.ts';
import { goOn, pause } from './standstill.ts';
import { State } from './state.ts';
import type { Station } from './station.ts';

/** When stations work, over and over: from and to in seconds within a period. */
export interface WorkHoursSetup {
  readonly periodS: number;
  readonly workS: readonly (readonly [fromS: number, toS: number])[];
}

/** Switches stations off outside their hours. What a station was doing is finished when it comes back. */
export class WorkHours implements Actor {
  readonly index: number;
  readonly #stations: readonly Station[];
  readonly #simulation: Simulation;
  /** Ends and beginnings of work within a period, in order; the line starts at the beginning of one. */
  readonly #changes: readonly { readonly atS: number; readonly works: boolean }[];
  readonly #periodS: number;
  /** Changes so far. */
  #done = 0;

  constructor(index: number, setup: WorkHoursSetup, stations: readonly Station[], simulation: Simulation) {
    this.index = index;
    this.#stations = stations;
    this.#simulation = simulation;
    this.#periodS = setup.periodS;
    this.#changes = changesOf(setup);
  }

  /** Before the stations start: those that do not work from the beginning are off. */
  start(works: boolean): void {
    if (!works) for (const station of this.#stations) pause(station, State.OFF);
    this.#awaitNext();
  }

  onTimer(): void {
    const change = this.#changes[this.#done % this.#changes.length]!;
    this.#done++;
    for (const station of this.#stations) {
      if (change.works) goOn(station);
      else pause(station, State.OFF);
    }
    this.#awaitNext();
  }

  onHandOver(): void {
    // Nobody hands anything to a clock.
  }

  save(): number {
    return this.#done;
  }

  load(done: number): void {
    this.#done = done;
  }

  #awaitNext(): void {
    const count = this.#changes.length;
    if (count === 0) return;
    const change = this.#changes[this.#done % count]!;
    this.#simulation.wakeAt(this.index, Math.floor(this.#done / count) * this.#periodS + change.atS);
  }
}

/** Whether work goes on at the beginning of a period. */
export function worksAtStart({ workS }: WorkHoursSetup): boolean {
  return workS[0]![0] === 0;
}

function changesOf({ periodS, workS }: WorkHoursSetup): { atS: number; works: boolean }[] {
  const all = workS.flatMap(([fromS, toS]) => [
    { atS: fromS, works: true },
    { atS: toS, works: false },
  ]);
  // Work that ends where work begins, also over the end of a period, has no break in between.
  const at = ({ atS }: { atS: number }) => (atS === periodS ? 0 : atS);
  const within = all.filter((change) => all.every((other) => other.works === change.works || at(other) !== at(change)));
  return within.toSorted((a, b) => a.atS - b.atS);
}
