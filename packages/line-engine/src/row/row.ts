import type { ResolvedLine } from '../scenario/resolve.ts';

/** Columns for all places are laid out in full, and each machine calls the next. */
const mostPlaces = 100_000;
const mostMachines = 500;

/**
 * The stations of a line in order when it is a plain row: each takes from the one before it and gives all to the one
 * after it, and what it does depends on nothing but what it is given and its own chance. `undefined` when it is not.
 */
export function rowOrder(line: ResolvedLine): readonly number[] | undefined {
  const { stations, graph, sources, products, crews, calendars, campaign, start } = line;
  if (sources.length + products.length + crews.length + calendars.length + campaign.length > 0) return undefined;
  if (start.bufferLevels.length + start.downMin.length > 0) return undefined;
  if (graph.buffers.some(({ transportTimeS }) => transportTimeS > 0)) return undefined;
  if (stations.length > mostMachines || !stations.every((_, i) => isPlain(line, i))) return undefined;
  if (graph.buffers.reduce((places, { capacity }) => places + capacity, 0) > mostPlaces) return undefined;
  const takerOf = new Map(graph.inlets.flatMap((inlets, i) => inlets.map(({ buffers }) => [buffers[0]!, i] as const)));
  const order = [graph.inlets.findIndex((inlets) => inlets.length === 0)];
  for (;;) {
    const behind = graph.behind[order.at(-1)!];
    if (behind === undefined) break;
    order.push(takerOf.get(behind)!);
  }
  return order.length === stations.length ? order : undefined;
}

function isPlain({ stations, graph }: ResolvedLine, i: number): boolean {
  const { reliability, performance, maintenance, blocking, outputType, batchIn } = stations[i]!;
  const inlets = graph.inlets[i]!;
  const branches = graph.branches[i]!;
  const hasFailures = reliability.mtbfMin !== null || reliability.timeToFailureMin !== undefined;
  return (
    inlets.length <= 1 &&
    inlets.every(({ buffers }) => buffers.length === 1) &&
    branches.length <= 1 &&
    branches.every(({ when, ways }) => when === 'any' && ways.length === 1 && ways[0]!.length <= 1) &&
    !(hasFailures && (reliability.clock === 'calendar' || reliability.interrupts === 'anyTime')) &&
    performance.slowWhenFuller === null &&
    maintenance.everyMin === null &&
    blocking !== 'before' &&
    (outputType !== 'None' || batchIn === 1)
  );
}
