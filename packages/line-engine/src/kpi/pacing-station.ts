import type { ResolvedLine } from '../scenario/resolve.ts';

/** The station that is slowest on paper, and what one finished unit of the line takes of its time. */
export interface Pace {
  readonly station: string;
  /** PRI of the line: planned run time of the pacing station for one finished unit, s. */
  readonly plannedRunTimePerUnitS: number;
}

/**
 * Which station paces the line. A finished unit takes as many cycles of a station as the batches downstream of it
 * ask for: a pallet of 60 cases of 12 tubes takes 720 cycles of a filler. Nothing is lost on paper.
 */
export function pacingStation(line: ResolvedLine): Pace {
  let cyclesPerUnit = 1;
  let pace: Pace | undefined;
  for (const station of line.stations.toReversed()) {
    const makes = station.outputType !== 'None';
    // One that passes items on handles its whole batch in one cycle; one that makes something turns a batch into one.
    const cycles = makes ? cyclesPerUnit : cyclesPerUnit / station.batchIn;
    const plannedRunTimePerUnitS = cycles * station.cycleTimeS;
    if (pace === undefined || plannedRunTimePerUnitS >= pace.plannedRunTimePerUnitS)
      pace = { station: station.name, plannedRunTimePerUnitS };
    if (makes) cyclesPerUnit *= station.batchIn;
  }
  return pace!;
}
