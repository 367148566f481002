import type { StationSetup } from '../station/setup.ts';
import { State } from '../station/state.ts';
import { Foreseen } from './calm.ts';
import type { RowPlace } from './row-place.ts';
import type { RowTally } from './row-tally.ts';

/** What stops a machine of a row before its work: phases 2 and 3 of the cycle. */
export class RowStops {
  readonly failure: Foreseen | undefined;
  readonly jam: Foreseen | undefined;
  readonly #setup: StationSetup;

  constructor(setup: StationSetup) {
    this.#setup = setup;
    this.failure = setup.failure && new Foreseen(setup.failure);
    this.jam = setup.jam && new Foreseen(setup.jam);
  }

  /** False when what has struck is not set right before the end. */
  overcome({ course, journal }: RowPlace, tally: RowTally): boolean {
    const { failure, jam } = this.#setup;
    if (this.failure !== undefined && this.failure.strikes()) {
      tally.failures++;
      journal?.failed(course.readyS);
      if (!course.spend(State.DOWN, failure!.timeS.sample(failure!.stream))) return false;
    }
    if (this.jam === undefined || !this.jam.strikes()) return true;
    tally.jams++;
    journal?.jammed(course.readyS);
    return course.spend(State.JAMMED, jam!.timeS.sample(jam!.stream));
  }
}
