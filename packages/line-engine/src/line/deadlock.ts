import { State } from '../station/state.ts';
import type { AssembledLine } from './assemble.ts';

/** Stations that wait for each other: nothing will ever happen again. */
export class LineDeadlock extends Error {
  override readonly name = 'LineDeadlock';
  readonly code = 'deadlock';
  readonly atS: number;
  /** Who is blocked, and by which full buffers. */
  readonly stations: readonly string[];
  constructor(atS: number, stations: readonly string[]) {
    super(`the line has locked up at ${atS} s: ${stations.join(', ')} wait for each other`);
    this.atS = atS;
    this.stations = stations;
  }
}

/** The stations that wait for each other when nothing is due any more; undefined when the line has merely run dry. */
export function lockedUp({ stations, simulation }: AssembledLine): LineDeadlock | undefined {
  if (simulation.nextEventS() < Infinity) return undefined;
  const blocked = stations.filter(({ state }) => state === State.BLOCKED);
  if (blocked.length === 0) return undefined;
  const names = blocked.map(
    ({ setup, way, outlet }) =>
      `${setup.name} (no room in ${(way ?? outlet.only ?? []).map(({ name }) => name).join(', ')})`,
  );
  return new LineDeadlock(simulation.lastEventS, names);
}
