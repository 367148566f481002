import type { Graph } from '../scenario/graph.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import { stateNames, type StateName } from '../station/state.ts';
import { stateChanges, type StateTrack } from './state-track.ts';

/** Time that a station waited because of another. */
export interface WaitingTime {
  readonly station: string;
  readonly state: 'STARVED' | 'BLOCKED';
  /** The station it waited for; a source that brought nothing; itself, while items are under way to it. */
  readonly causedBy: string;
  /** What that one was doing: EXECUTE is a machine that is merely slower. */
  readonly while: StateName | 'SOURCE' | 'TRANSPORT';
  readonly seconds: number;
}

/** Higher comes first: a machine that stands still before one that is slow. */
const guilt: Readonly<Record<StateName, number>> = {
  DOWN: 8,
  JAMMED: 7,
  SETUP: 6,
  MAINTENANCE: 5,
  OFF: 4,
  WAITING: 3,
  EXECUTE: 2,
  STARVED: 0,
  BLOCKED: 0,
};

/** A number for each thing a cause may be doing. */
const codes = Object.fromEntries(
  ([...stateNames, 'SOURCE', 'TRANSPORT'] as const).map((name, code) => [name, code]),
) as Readonly<Record<WaitingTime['while'], number>>;

interface Cause {
  /** Of the station at fault, or at which a source brings nothing. */
  readonly number: number;
  readonly by: string;
  readonly while: WaitingTime['while'];
}

/**
 * Whose fault each starved and blocked second is. From a station that waits the way is followed, upstream where it is starved,
 * downstream where it is blocked, past stations that wait themselves, to the first that does not; where ways part, one
 * that stands still is blamed before one that is slow. At any instant of a station's waiting there is one cause, so the
 * seconds of a station sum to its time starved and blocked (tested). Which of an assembly's inlets lacks an item is judged by
 * the states around it, not by its buffers.
 */
export function attributeWaiting(
  line: ResolvedLine,
  tracks: readonly StateTrack[],
  durationS: number,
  fromS = 0,
): WaitingTime[] {
  const names = line.stations.map(({ name }) => name);
  const neighbours = neighboursOf(line.graph);
  const sources = line.graph.inlets.map((inlets) =>
    line.sources
      .filter((_, i) => inlets.some(({ buffers }) => buffers.includes(line.graph.sources[i]!)))
      .map(({ name }) => name),
  );
  const states: StateName[] = names.map(() => 'STARVED');
  const find = (station: number): Cause => causeOf(station, { names, neighbours, sources, states });
  const totals = new Map<number, Omit<WaitingTime, 'seconds'> & { seconds: number }>();
  const changes = stateChanges(tracks);
  const count = changes.timeS.length;
  for (let i = 0; i < count;) {
    const timeS = changes.timeS[i]!;
    for (; i < count && changes.timeS[i] === timeS; i++) {
      const station = changes.station[i]!;
      states[station] = tracks[station]!.states[changes.index[i]!]!;
    }
    const seconds = (i < count ? changes.timeS[i]! : durationS) - Math.max(timeS, fromS);
    if (!(seconds > 0)) continue;
    for (let station = 0; station < states.length; station++) {
      const state = states[station]!;
      if (state !== 'STARVED' && state !== 'BLOCKED') continue;
      const cause = find(station);
      const key =
        ((cause.number * names.length + station) * 2 + (state === 'BLOCKED' ? 1 : 0)) * 16 + codes[cause.while];
      const total = totals.get(key);
      if (total !== undefined) total.seconds += seconds;
      else totals.set(key, { station: names[station]!, state, causedBy: cause.by, while: cause.while, seconds });
    }
  }
  return [...totals.values()].sort((a, b) => b.seconds - a.seconds);
}

interface Neighbours {
  readonly upstream: readonly (readonly number[])[];
  readonly downstream: readonly (readonly number[])[];
}

function neighboursOf({ inlets, branches }: Graph): Neighbours {
  const upstream = inlets.map(() => new Set<number>());
  const downstream = inlets.map(() => new Set<number>());
  for (const [giver, own] of branches.entries()) {
    const into = new Set(own.flatMap(({ ways }) => ways.flat()));
    for (const [taker, needs] of inlets.entries()) {
      if (!needs.some(({ buffers }) => buffers.some((buffer) => into.has(buffer)))) continue;
      upstream[taker]!.add(giver);
      downstream[giver]!.add(taker);
    }
  }
  return { upstream: upstream.map((some) => [...some]), downstream: downstream.map((some) => [...some]) };
}

interface Moment {
  readonly names: readonly string[];
  readonly neighbours: Neighbours;
  readonly sources: readonly (readonly string[])[];
  readonly states: readonly StateName[];
}

function causeOf(waiting: number, { names, neighbours, sources, states }: Moment): Cause {
  let visited: Set<number> | undefined;
  let at = waiting;
  for (;;) {
    const isStarved = states[at] === 'STARVED';
    const nearby = (isStarved ? neighbours.upstream : neighbours.downstream)[at]!;
    // Who is blocked has put enough before whoever is starved: that one waits for another, or for what is under way.
    const opposite = isStarved ? 'BLOCKED' : 'none';
    let worst: number | undefined;
    for (const other of nearby) {
      if (other === waiting || visited?.has(other) === true || states[other] === opposite) continue;
      if (worst === undefined || guilt[states[other]!] > guilt[states[worst]!]) worst = other;
    }
    if (worst === undefined) {
      const source = isStarved ? sources[at]![0] : undefined;
      return source === undefined
        ? { number: at, by: names[at]!, while: 'TRANSPORT' }
        : { number: at, by: source, while: 'SOURCE' };
    }
    if (guilt[states[worst]!] > 0) return { number: worst, by: names[worst]!, while: states[worst]! };
    visited ??= new Set();
    visited.add(worst);
    at = worst;
  }
}
