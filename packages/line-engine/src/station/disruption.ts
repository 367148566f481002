import type { Actor, Simulation } from '../kernel/simulation.ts';
import type { Delay } from './setup.ts';
import { goOn, pause } from './standstill.ts';
import { State } from './state.ts';
import type { Station } from './station.ts';

/** Time to the next failure and to repair it. */
export interface DisruptionSetup {
  readonly upS: Delay;
  readonly downS: Delay;
}

/**
 * Failures that come with time, whatever the machine is doing, also while it waits: a power supply, not wear. The
 * machine is DOWN until repaired and then finishes what it was doing.
 */
export class Disruption implements Actor {
  readonly index: number;
  readonly #setup: DisruptionSetup;
  readonly #station: Station;
  readonly #simulation: Simulation;
  #down = false;

  constructor(index: number, setup: DisruptionSetup, station: Station, simulation: Simulation) {
    this.index = index;
    this.#setup = setup;
    this.#station = station;
    this.#simulation = simulation;
  }

  start(): void {
    this.#wakeAfter(this.#setup.upS);
  }

  onTimer(): void {
    this.#down = !this.#down;
    if (this.#down) {
      this.#station.counts.failures++;
      pause(this.#station, State.DOWN);
      this.#wakeAfter(this.#setup.downS);
    } else {
      goOn(this.#station);
      this.#wakeAfter(this.#setup.upS);
    }
  }

  onHandOver(): void {
    // It waits for nobody.
  }

  save(): boolean {
    return this.#down;
  }

  load(down: boolean): void {
    this.#down = down;
  }

  #wakeAfter({ timeS, stream }: Delay): void {
    this.#simulation.wakeAt(this.index, this.#simulation.nowS + timeS.sample(stream));
  }
}
