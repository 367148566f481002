import type { Graph } from '../scenario/graph.ts';
import { State } from '../station/state.ts';
import type { Station } from '../station/station.ts';
import type { AssembledLine } from './assemble.ts';

/** Stations that wait for each other: for them, nothing will ever happen again. */
export class LineDeadlock extends Error {
  override readonly name = 'LineDeadlock';
  readonly code = 'deadlock';
  /** When the last of them came to stand still, s. */
  readonly atS: number;
  /** Who is blocked, and by which full buffers. */
  readonly stations: readonly string[];
  constructor(atS: number, stations: readonly string[], wholeLine: boolean) {
    super(
      `${wholeLine ? 'the line' : 'part of the line'} has locked up at ${atS} s: ${stations.join(', ')} wait for each other`,
    );
    this.atS = atS;
    this.stations = stations;
  }
}

/** The stations that wait for each other, in all of the line or a part; undefined when there are none. */
export function lockedUp(graph: Graph, line: AssembledLine): LineDeadlock | undefined {
  const blocked = line.stations.filter(({ state }) => state === State.BLOCKED);
  if (blocked.length === 0) return undefined;
  if (line.simulation.nextEventS() === Infinity)
    return new LineDeadlock(line.simulation.lastEventS, blocked.map(nameWithBuffers), true);
  const stuck = stuckForEver(graph, line);
  const names = blocked.filter((station) => stuck.has(station)).map(nameWithBuffers);
  if (names.length === 0) return undefined;
  return new LineDeadlock(Math.max(...Array.from(stuck, ({ enteredS }) => enteredS)), names, false);
}

function nameWithBuffers(station: Station): string {
  return `${station.setup.name} (no room in ${aheadOf(station)
    .map(({ name }) => name)
    .join(', ')})`;
}

function aheadOf({ way, outlet }: Station) {
  return way ?? outlet.only ?? [];
}

/**
 * Those who wait for room or for items that only others of them could give: the largest such set, found by letting go
 * of whoever has another hope until nobody has. Sources are a hope, whether they will ever bring anything or not.
 */
function stuckForEver(graph: Graph, { stations, buffers }: AssembledLine): Set<Station> {
  const takers = buffers.map((_, b) =>
    stations.filter((_one, i) => graph.inlets[i]!.some((inlet) => inlet.buffers.includes(b))),
  );
  const givers = buffers.map((_, b) =>
    stations.filter((_one, i) => graph.branches[i]!.some(({ ways }) => ways.some((way) => way.includes(b)))),
  );
  const stuck = new Set(stations.filter(({ state }) => state === State.BLOCKED || state === State.STARVED));
  const mayGetRoom = (station: Station) =>
    aheadOf(station).some(
      (buffer) => buffer.accepts() || takers[buffers.indexOf(buffer)]!.some((taker) => !stuck.has(taker)),
    );
  const mayGetItem = (b: number) =>
    buffers[b]!.level > 0 || graph.sources.includes(b) || givers[b]!.some((giver) => !stuck.has(giver));
  const mayGetItems = (station: Station) =>
    station.inlets.every((inlet, i) => inlet.isFull || graph.inlets[station.index]![i]!.buffers.some(mayGetItem));
  for (let before = Infinity; stuck.size < before;) {
    before = stuck.size;
    for (const station of stuck)
      if (station.state === State.BLOCKED ? mayGetRoom(station) : mayGetItems(station)) stuck.delete(station);
  }
  return stuck;
}
