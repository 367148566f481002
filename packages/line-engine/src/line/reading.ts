import type { Occupancy } from '../kernel/buffer.ts';
import type { Counts } from '../station/counts.ts';
import type { LeadTime } from '../station/lead-time.ts';
import type { State } from '../station/state.ts';
import type { AssembledLine } from './assemble.ts';
import type { SourceRun } from './line-run.ts';

/** What can be read off a line, whichever way it was simulated. */
export interface LineReading {
  /** Seconds since the start of the run. */
  readonly nowS: number;
  readonly stations: readonly StationReading[];
  readonly buffers: readonly BufferReading[];
  readonly sources: Readonly<Record<string, SourceRun>>;
  readonly leadTime: LeadTime;
  readonly itemsInProcess: number;
  /** Seconds that items have spent in the line, those that are still in it included. */
  readonly itemSeconds: number;
  /** Wake-ups by timer. */
  readonly events: number;
}

export interface StationReading {
  readonly counts: Counts;
  readonly inHand: number;
  secondsIn(state: State): number;
}

export interface BufferReading {
  readonly name: string;
  readonly capacity: number;
  readonly passed: number;
  readonly level: number;
  occupancy(): Occupancy;
}

/** Reads a line that was simulated event by event. */
export function readAssembled(line: AssembledLine): LineReading {
  const { stations, buffers, sources, items, leadTimes, simulation } = line;
  return {
    nowS: simulation.nowS,
    stations,
    buffers,
    sources: Object.fromEntries(
      sources.map(({ setup, arrived, lost, waiting }) => [setup.name, { arrived, lost, waiting }]),
    ),
    leadTime: leadTimes.summary(),
    itemsInProcess: items.inProcess,
    itemSeconds: itemSeconds(line),
    events: simulation.events,
  };
}

/** Of items that are gone, by where they ended; then of those in hands, then of those in buffers, in order. */
function itemSeconds({ stations, buffers, simulation }: AssembledLine): number {
  let seconds = 0;
  for (const station of stations) seconds += station.itemSeconds;
  for (const station of stations) for (const item of station.inHands()) seconds += simulation.nowS - item.madeS;
  for (const buffer of buffers) for (const item of buffer.items()) seconds += simulation.nowS - item.madeS;
  return seconds;
}
