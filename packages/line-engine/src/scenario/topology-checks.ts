import { unknownKey, type Fault } from './fault.ts';
import { layOut, out, routesOf, type BehindStation } from './graph.ts';
import type { Route, Topology } from './line-schema.ts';

type Path = readonly (string | number)[];

const fault = (path: Path, message: string): Fault => ({ source: 'topology', path, message, atKey: false });

/** What is wrong with the structure of a line, beyond the shape of its parts. */
export function topologyFaults(topology: Topology, behindStation: (station: string) => BehindStation): Fault[] {
  const stations = topology.stations.map(({ name }) => name);
  const named = [
    ...duplicates('sources', topology.sources),
    ...duplicates('products', topology.products),
    ...duplicates('crews', topology.crews),
    ...duplicates('calendars', topology.calendars),
    ...routeNames(topology, stations),
    ...sourceFaults(topology, stations),
    ...calendarFaults(topology),
  ];
  if (named.length > 0) return named;
  const mixed = mixtures(topology);
  if (mixed.length > 0) return mixed;
  return [...reachability(topology), ...loops(topology, behindStation)];
}

function duplicates(list: string, things: readonly { readonly name: string }[]): Fault[] {
  const names = things.map(({ name }) => name);
  const twice = [...names.entries()].filter(([i, name]) => names.indexOf(name) < i);
  return twice.map(([i, name]) =>
    fault([list, i, 'name'], `"${name}" is there already, as number ${names.indexOf(name) + 1}`),
  );
}

function routeNames(topology: Topology, stations: readonly string[]): Fault[] {
  const products = topology.products.map(({ name }) => name);
  return (topology.routes ?? []).flatMap((route, i) => {
    const faults: Fault[] = [];
    if (!stations.includes(route.from)) faults.push(notThere(['routes', i, 'from'], route.from, stations));
    if (route.to !== out && !stations.includes(route.to))
      faults.push(notThere(['routes', i, 'to'], route.to, [...stations, out]));
    if (typeof route.when === 'object' && !products.includes(route.when.product))
      faults.push(notThere(['routes', i, 'when', 'product'], route.when.product, products, 'product'));
    return faults;
  });
}

function sourceFaults(topology: Topology, stations: readonly string[]): Fault[] {
  const products = topology.products.map(({ name }) => name);
  return topology.sources.flatMap((source, i) => {
    const faults: Fault[] = [];
    if (!stations.includes(source.to)) faults.push(notThere(['sources', i, 'to'], source.to, stations));
    if (source.product !== undefined && !products.includes(source.product))
      faults.push(notThere(['sources', i, 'product'], source.product, products, 'product'));
    const ways = [source.interarrivalSec, source.arrivalsSec].filter((given) => given !== undefined);
    if (ways.length !== 1) faults.push(fault(['sources', i], 'needs either interarrivalSec or arrivalsSec'));
    const unordered = source.arrivalsSec?.findIndex((at, j, all) => j > 0 && at < all[j - 1]!) ?? -1;
    if (unordered >= 0)
      faults.push(fault(['sources', i, 'arrivalsSec', unordered], 'is earlier than the one before it'));
    if (source.interarrivalSec === 0) faults.push(fault(['sources', i, 'interarrivalSec'], 'must be greater than 0'));
    return faults;
  });
}

function notThere(path: Path, name: string, known: readonly string[], what = 'station'): Fault {
  return { ...unknownKey('topology', path, name, known, what), atKey: false };
}

function calendarFaults(topology: Topology): Fault[] {
  return topology.calendars.flatMap(({ periodHours, workHours }, i) =>
    workHours.flatMap(([from, to], j) => {
      const at = ['calendars', i, 'workHours', j];
      if (!(from < to)) return [fault(at, `must go from earlier to later, goes from ${from} to ${to}`)];
      if (to > periodHours) return [fault(at, `must end within periodHours (${periodHours}), ends at ${to}`)];
      if (j > 0 && from < workHours[j - 1]![1]) return [fault(at, 'begins before the one before it has ended')];
      return [];
    }),
  );
}

/** Shares, priorities and needs are given for all routes that compete, or for none. */
function mixtures(topology: Topology): Fault[] {
  const routes = routesOf(topology);
  const faults: Fault[] = [];
  for (const [i, route] of routes.entries()) {
    const rivals = routes.filter(
      ({ from, when }) => from === route.from && JSON.stringify(when) === JSON.stringify(route.when),
    );
    const whole = (key: 'share' | 'priority') =>
      rivals.every((rival) => (rival[key] === undefined) === (route[key] === undefined));
    if (!whole('share') && route.share === undefined)
      faults.push(fault(['routes', i], `needs a share: other routes from ${route.from} have one`));
    if (!whole('priority') && route.priority === undefined)
      faults.push(fault(['routes', i], `needs a priority: other routes from ${route.from} have one`));
    if (route.share !== undefined && route.priority !== undefined)
      faults.push(fault(['routes', i], 'has a share and a priority; one of them decides'));
    if (rivals.indexOf(route) > 0 && rivals[0]!.to === route.to) faults.push(fault(['routes', i], 'is there already'));
    const siblings = routes.filter(({ to }) => to === route.to && to !== out);
    if (route.needs === undefined && siblings.some(({ needs }) => needs !== undefined))
      faults.push(
        fault(['routes', i], `needs "needs": other routes to ${route.to} say how many items they give a cycle`),
      );
    if (route.to === out && rivals.length > 1 && route.share === undefined)
      faults.push(
        fault(['routes', i], `leads out, and other routes from ${route.from} do not: give them shares or conditions`),
      );
  }
  return faults;
}

function reachability(topology: Topology): Fault[] {
  const routes = routesOf(topology);
  const names = topology.stations.map(({ name }) => name);
  const fed = new Set(topology.sources.map(({ to }) => to));
  const entries = names.filter((name) => fed.has(name) || routes.every(({ to }) => to !== name));
  const fromEntries = reach(entries, (name) => routes.filter(({ from }) => from === name).map(({ to }) => to));
  const exits = names.filter((name) => {
    const own = routes.filter(({ from, when }) => from === name && when !== 'rejected');
    return own.length === 0 || own.some(({ to }) => to === out);
  });
  const toExits = reach(exits, (name) => routes.filter(({ to }) => to === name).map(({ from }) => from));
  return names.flatMap((name, i) => {
    if (!fromEntries.has(name))
      return [
        fault(['stations', i, 'name'], `nothing ever reaches ${name}: no way leads there from where items come in`),
      ];
    if (!toExits.has(name))
      return [fault(['stations', i, 'name'], `nothing ever leaves ${name}: no way leads out of the line from there`)];
    return [];
  });
}

function reach(from: readonly string[], next: (name: string) => readonly string[]): Set<string> {
  const reached = new Set(from);
  for (const name of reached) for (const to of next(name)) reached.add(to);
  return reached;
}

/** A loop whose buffers are all finite can fill up and lock: each station in it waits for the next. */
function loops(topology: Topology, behindStation: (station: string) => BehindStation): Fault[] {
  if (topology.allowDeadlock) return [];
  const graph = layOut(topology, behindStation);
  const unlimited = 1_000_000;
  const routes = routesOf(topology);
  const finite = (route: Route) => (route.bufferCapacity ?? behindStation(route.from).capacity) < unlimited;
  const tight = routes.filter((route) => route.to !== out && finite(route));
  const loop = findLoop(tight);
  if (loop === undefined || graph.buffers.length === 0) return [];
  const at = routes.findIndex(({ from, to }) => from === loop.at(-1) && to === loop[0]);
  return [
    fault(
      ['routes', at],
      `closes the loop ${[...loop, loop[0]].join(' → ')}, which can lock up: give one of its ways room (bufferCapacity of ${unlimited} or more), or set allowDeadlock`,
    ),
  ];
}

/** A circle of stations, by depth-first search; undefined when there is none. */
function findLoop(routes: readonly Route[]): string[] | undefined {
  const done = new Set<string>();
  const onPath: string[] = [];
  const visit = (name: string): string[] | undefined => {
    if (onPath.includes(name)) return onPath.slice(onPath.indexOf(name));
    if (done.has(name)) return undefined;
    done.add(name);
    onPath.push(name);
    for (const { to } of routes.filter(({ from }) => from === name)) {
      const found = visit(to);
      if (found !== undefined) return found;
    }
    onPath.pop();
    return undefined;
  };
  for (const { from } of routes) {
    const found = visit(from);
    if (found !== undefined) return found;
  }
  return undefined;
}
