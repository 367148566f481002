import type { StationSetup, Trial } from '../station/setup.ts';
import { State } from '../station/state.ts';
import type { RowPlace } from './row-place.ts';
import type { RowTally } from './row-tally.ts';

/** What stops a machine of a row before its work: phases 2 and 3 of the cycle. False when that lasts beyond the end. */
export function overcomeStops({ failure, jam }: StationSetup, { course, journal }: RowPlace, tally: RowTally): boolean {
  if (strikes(failure)) {
    tally.failures++;
    journal?.failed(course.readyS);
    if (!course.spend(State.DOWN, failure.timeS.sample(failure.stream))) return false;
  }
  if (!strikes(jam)) return true;
  tally.jams++;
  journal?.jammed(course.readyS);
  return course.spend(State.JAMMED, jam.timeS.sample(jam.stream));
}

/** Does it happen in this cycle? */
export function strikes<Some extends Trial>(trial: Some | undefined): trial is Some {
  return trial !== undefined && trial.chance.strikes(trial.hazard);
}
