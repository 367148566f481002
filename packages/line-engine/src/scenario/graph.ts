import type { Route, Source, Topology } from './line-schema.ts';

/** A buffer between stations. */
export interface GraphBuffer {
  readonly name: string;
  readonly capacity: number;
  /** From end to end when nothing is in the way, s; 0: it takes no time. */
  readonly transportTimeS: number;
}

/** What the buffer behind a station is like. */
export type BehindStation = Omit<GraphBuffer, 'name'>;

/** Where a station gets one kind of what it needs: `need` items a cycle from any of these buffers. */
export interface GraphInlet {
  readonly need: number;
  /** Numbers of buffers. */
  readonly buffers: readonly number[];
}

/** Which items go where: the first branch that fits counts. */
export interface GraphBranch {
  readonly when: Route['when'];
  /** Each way is a list of buffers, tried in order; an empty one leads out of the line. */
  readonly ways: readonly (readonly number[])[];
  /** Running sum of shares, the last is 1. */
  readonly upTo: readonly number[];
}

/** How the stations of a line hang together, by numbers. */
export interface Graph {
  readonly buffers: readonly GraphBuffer[];
  /** By station; none: it draws on an infinite source. */
  readonly inlets: readonly (readonly GraphInlet[])[];
  /** By station; none: it ships. */
  readonly branches: readonly (readonly GraphBranch[])[];
  /** By station: the buffer its good items go to first, if it has one. */
  readonly behind: readonly (number | undefined)[];
  /** By source: the buffer it fills. */
  readonly sources: readonly number[];
}

/** The way out of the line. */
export const out = 'out';

/** Routes as they are, or one from each station to the next. */
export function routesOf(topology: Topology): readonly Route[] {
  if (topology.routes !== undefined) return topology.routes;
  return topology.stations.slice(1).map(({ name }, i) => ({ from: topology.stations[i]!.name, to: name, when: 'any' }));
}

/**
 * Lays buffers between stations. A station's plain routes share the one buffer behind it, from which whoever is next
 * takes; a route with a condition, a share or a priority has a buffer of its own.
 */
export function layOut(topology: Topology, behindStation: (station: string) => BehindStation): Graph {
  const buffers: GraphBuffer[] = [];
  const add = (name: string, capacity: number, transportTimeS: number) =>
    buffers.push({ name, capacity, transportTimeS }) - 1;
  const arriving = new Map<string, { readonly buffer: number; readonly needs: number | undefined }[]>();
  const arrive = (to: string, buffer: number, needs?: number) =>
    arriving.set(to, [...(arriving.get(to) ?? []), { buffer, needs }]);
  const routes = routesOf(topology);

  const sources = topology.sources.map((source: Source) => {
    const buffer = add(source.name, source.bufferCapacity, 0);
    arrive(source.to, buffer);
    return buffer;
  });
  const branches = topology.stations.map(({ name }) => {
    const own = routes.filter((route) => route.from === name);
    return groups(own).map((group) =>
      branchOf(
        group,
        (route) => {
          if (route.to === out) return undefined;
          const isOnly = own.length === 1 || group.every((other) => plain(other));
          const { capacity, transportTimeS } = behindStation(name);
          return add(
            isOnly ? name : `${name}→${route.to}`,
            route.bufferCapacity ?? capacity,
            route.transportTimeSec ?? transportTimeS,
          );
        },
        arrive,
      ),
    );
  });
  const inlets = topology.stations.map(({ name, batchIn }) => inletsOf(arriving.get(name) ?? [], batchIn));
  const behind = branches.map((own) => own.find(({ when }) => when !== 'rejected')?.ways[0]?.[0]);
  return { buffers, inlets, branches, behind, sources };
}

function plain(route: Route): boolean {
  return route.when === 'any' && route.share === undefined && route.priority === undefined;
}

/** Routes of one station by condition, in the order in which they are tried: "any" last. */
function groups(routes: readonly Route[]): Route[][] {
  const byCondition = new Map<string, Route[]>();
  for (const route of routes) {
    const key = JSON.stringify(route.when);
    byCondition.set(key, [...(byCondition.get(key) ?? []), route]);
  }
  return [...byCondition.values()].toSorted((a, b) => Number(a[0]!.when === 'any') - Number(b[0]!.when === 'any'));
}

function branchOf(
  group: readonly Route[],
  bufferFor: (route: Route) => number | undefined,
  arrive: (to: string, buffer: number, needs?: number) => void,
): GraphBranch {
  const [first] = group;
  const { when } = first!;
  if (group.every(({ share, priority }) => share === undefined && priority === undefined)) {
    const buffer = bufferFor(first!);
    if (buffer !== undefined) for (const { to, needs } of group) arrive(to, buffer, needs);
    return { when, ways: [buffer === undefined ? [] : [buffer]], upTo: [1] };
  }
  const ordered = group.toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
  const each = ordered.map((route) => {
    const buffer = bufferFor(route);
    if (buffer !== undefined) arrive(route.to, buffer, route.needs);
    return buffer;
  });
  if (first!.share === undefined) return { when, ways: [each.filter((buffer) => buffer !== undefined)], upTo: [1] };
  const total = ordered.reduce((sum, { share }) => sum + share!, 0);
  let sum = 0;
  const upTo = ordered.map(({ share }, i) => (i === ordered.length - 1 ? 1 : (sum += share! / total)));
  return { when, ways: each.map((buffer) => (buffer === undefined ? [] : [buffer])), upTo };
}

function inletsOf(arriving: readonly { buffer: number; needs: number | undefined }[], batchIn: number): GraphInlet[] {
  if (arriving.length === 0) return [];
  if (arriving.some(({ needs }) => needs !== undefined))
    return arriving.map(({ buffer, needs }) => ({ need: needs ?? 1, buffers: [buffer] }));
  return [{ need: batchIn, buffers: [...new Set(arriving.map(({ buffer }) => buffer))] }];
}
