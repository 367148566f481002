import { unknownKey, type Fault } from './fault.ts';
import type { Graph } from './graph.ts';
import type { Origin, ResolvedStation } from './parameters.ts';
import type { Scenario } from './scenario-schema.ts';

/** How a line stands at the start, by numbers. */
export interface LineStart {
  /** Good items of the first product that lie in a buffer. */
  readonly bufferLevels: readonly { readonly buffer: number; readonly level: number }[];
  /** Machines that are broken down, and for how long yet. */
  readonly downMin: readonly { readonly station: number; readonly min: number }[];
}

/** What a scenario says of the start; what is wrong with it is added to `faults`. */
export function startOf(
  scenario: Scenario | undefined,
  stations: readonly ResolvedStation[],
  { buffers }: Graph,
  faults: Fault[],
): LineStart {
  const { bufferLevels = {}, downMin = {} } = scenario?.start ?? {};
  const find = (group: string, name: string, known: readonly string[], what: string): number => {
    const found = known.indexOf(name);
    if (found < 0) faults.push(unknownKey('scenario', ['start', group, name], name, new Set(known), what));
    return found;
  };
  const bufferNames = buffers.map(({ name }) => name);
  const stationNames = stations.map(({ name }) => name);
  const levels = Object.entries(bufferLevels).map(([name, level]) => {
    const buffer = find('bufferLevels', name, bufferNames, 'buffer');
    const capacity = buffers[buffer]?.capacity ?? Infinity;
    if (level > capacity) faults.push(overfull(name, level, capacity));
    return { buffer, level };
  });
  const down = Object.entries(downMin).map(([name, min]) => ({
    station: find('downMin', name, stationNames, 'station'),
    min,
  }));
  return { bufferLevels: levels, downMin: down };
}

function overfull(name: string, level: number, capacity: number): Fault {
  const message = `must be at most ${capacity}, the places of this buffer, is ${level}`;
  return { source: 'scenario', path: ['start', 'bufferLevels', name], message, atKey: false };
}

/** A conveyor has places, and a machine that slows down looks at a buffer. */
export function conveyorFaults(
  kinds: readonly { readonly name: string; readonly performance: ResolvedStation['performance'] }[],
  graph: Graph,
  origins: Readonly<Record<string, Origin>>,
): Fault[] {
  const at = (station: string, ...path: string[]) => {
    const origin = origins[[station, ...path].join('.')];
    return origin === 'scenario'
      ? ({ source: 'scenario', path: ['equipment', station, ...path] } as const)
      : ({ source: 'baseline', path: [station, ...path] } as const);
  };
  const short = graph.buffers.filter(({ transportTimeS, capacity }) => transportTimeS > 0 && capacity === 0);
  const lost = kinds.filter(
    ({ performance }, i) => performance.slowWhenFuller !== null && graph.behind[i] === undefined,
  );
  return [
    ...short.map(({ name }) => ({
      ...at(name.split('→')[0]!, 'transportTimeSec'),
      message: `a conveyor needs places: buffer "${name}" has none`,
      atKey: true,
    })),
    ...lost.map(({ name }) => ({
      ...at(name, 'performance', 'slowWhenFuller'),
      message: `there is no buffer behind ${name}`,
      atKey: true,
    })),
  ];
}
