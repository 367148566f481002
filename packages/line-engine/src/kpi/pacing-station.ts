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

/** Items each station puts out for one finished unit of the line. */
function outputsPerUnit({ stations, graph }: ResolvedLine): number[] {
  const ships = stations.map((_, i) => shipsGoodItems(graph, i));
  const shipping = ships.filter(Boolean).length;
  const known = new Map<number, number>();
  const open = new Set<number>();
  const outputs = (i: number): number => {
    const before = known.get(i);
    if (before !== undefined) return before;
    if (open.has(i)) return 0; // a way back: rework, which does not happen on paper
    open.add(i);
    let sum = ships[i] === true ? 1 / shipping : 0;
    for (const buffer of goodBuffers(graph, i)) {
      const rivals = stations.filter((_, other) => goodBuffers(graph, other).includes(buffer)).length;
      for (const [taker, inlets] of graph.inlets.entries()) {
        for (const inlet of inlets.filter(({ buffers }) => buffers.includes(buffer))) {
          const makes = stations[taker]!.outputType !== 'None';
          const itemsPerOutput = makes ? inlet.need : 1;
          sum += (outputs(taker) * itemsPerOutput) / inlet.buffers.length / rivals;
        }
      }
    }
    open.delete(i);
    known.set(i, sum);
    return sum;
  };
  return stations.map((_, i) => outputs(i));
}

function shipsGoodItems(graph: Graph, station: number): boolean {
  const ways = graph.branches[station]!.filter(({ when }) => when !== 'rejected');
  return ways.length === 0 || ways.some((branch) => branch.ways.some((way) => way.length === 0));
}

function goodBuffers(graph: Graph, station: number): number[] {
  return graph.branches[station]!.filter(({ when }) => when !== 'rejected').flatMap(({ ways }) => ways.flat());
}
