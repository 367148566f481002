import type { Graph } from '../scenario/graph.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';

/** The station that is slowest on paper, and what one finished unit of the line takes of its time. */
export interface Pace {
  readonly station: string;
  /** PRI of the line: planned run time of the pacing station for one finished unit, s. */
  readonly plannedRunTimePerUnitS: number;
}

/**
 * Which station paces the line. A finished unit takes as many cycles of a station as the batches downstream of it
 * ask for: a pallet of 60 cases of 12 tubes takes 720 cycles of a filler. On paper nothing is lost or reworked;
 * stations that ship, feed the same buffer or take from it do so in equal parts.
 */
export function pacingStation(line: ResolvedLine): Pace {
  const { stations } = line;
  const outputs = outputsPerUnit(line);
  let pace: Pace | undefined;
  for (let i = stations.length - 1; i >= 0; i--) {
    const { name, outputType, batchIn, cycleTimeS } = stations[i]!;
    const cycles = outputType === 'None' ? outputs[i]! / batchIn : outputs[i]!;
    const plannedRunTimePerUnitS = cycles * cycleTimeS;
    if (pace === undefined || plannedRunTimePerUnitS >= pace.plannedRunTimePerUnitS)
      pace = { station: name, plannedRunTimePerUnitS };
  }
  return pace!;
}

/** Items each station puts out for one finished unit of the line, on paper. */
export function outputsPerUnit({ stations, graph }: ResolvedLine): number[] {
  const onPaper = reachedByGoodItems(graph);
  const ships = stations.map((_, i) => onPaper.has(i) && shipsGoodItems(graph, i));
  const shipping = ships.filter(Boolean).length;
  const known = new Map<number, number>();
  const open = new Set<number>();
  const outputs = (i: number): number => {
    const before = known.get(i);
    if (before !== undefined) return before;
    if (open.has(i)) return 0; // a way back: rework, which does not happen on paper
    if (!onPaper.has(i)) return 0;
    open.add(i);
    let sum = ships[i] === true ? 1 / shipping : 0;
    for (const buffer of goodBuffers(graph, i)) {
      const rivals = feeders(graph, buffer, onPaper);
      for (const [taker, inlets] of graph.inlets.entries()) {
        for (const inlet of inlets.filter(({ buffers }) => buffers.includes(buffer))) {
          const makes = stations[taker]!.outputType !== 'None';
          const itemsPerOutput = makes ? inlet.need : 1;
          const filled = inlet.buffers.filter((other) => feeders(graph, other, onPaper) > 0).length;
          sum += (outputs(taker) * itemsPerOutput) / filled / rivals;
        }
      }
    }
    open.delete(i);
    known.set(i, sum);
    return sum;
  };
  return stations.map((_, i) => outputs(i));
}

/** Stations that good items come to: not those that only see rejects. */
function reachedByGoodItems(graph: Graph): Set<number> {
  const fed = (station: number) => graph.inlets[station]!.flatMap(({ buffers }) => buffers);
  const entries = graph.inlets.flatMap((inlets, i) =>
    inlets.length === 0 || fed(i).some((buffer) => graph.sources.includes(buffer)) ? [i] : [],
  );
  const reached = new Set(entries);
  for (const station of reached) {
    const buffers = goodBuffers(graph, station);
    for (const [taker] of graph.inlets.entries())
      if (fed(taker).some((buffer) => buffers.includes(buffer))) reached.add(taker);
  }
  return reached;
}

/** How many stations that good items come to put theirs into a buffer; a source counts as one. */
function feeders(graph: Graph, buffer: number, onPaper: ReadonlySet<number>): number {
  const stations = [...onPaper].filter((station) => goodBuffers(graph, station).includes(buffer)).length;
  return stations + (graph.sources.includes(buffer) ? 1 : 0);
}

function shipsGoodItems(graph: Graph, station: number): boolean {
  const ways = graph.branches[station]!.filter(({ when }) => when !== 'rejected');
  return ways.length === 0 || ways.some((branch) => branch.ways.some((way) => way.length === 0));
}

function goodBuffers(graph: Graph, station: number): number[] {
  return graph.branches[station]!.filter(({ when }) => when !== 'rejected').flatMap(({ ways }) => ways.flat());
}
