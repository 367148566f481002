import { check, ConfigurationError, unknownKey, type Fault, type FaultSource } from './fault.ts';
import { layOut, type BehindStation, type Graph } from './graph.ts';
import {
  baselineSchema,
  topologySchema,
  type Baseline,
  type Calendar,
  type EquipmentParams,
  type Product,
  type Source,
  type Topology,
  type TopologyInput,
} from './line-schema.ts';
import { settled, type Origin, type ResolvedStation } from './parameters.ts';
import { scenarioSchema, type Scenario, type ScenarioInput } from './scenario-schema.ts';
import { conveyorFaults, startOf, type LineStart } from './start.ts';
import { topologyFaults } from './topology-checks.ts';

/** Topology, baseline and scenario as one frozen object that says of each value where it came from. */
export interface ResolvedLine {
  readonly name: string;
  /** Name of the scenario; "baseline" when nothing differs from it. */
  readonly scenario: string;
  readonly stations: readonly ResolvedStation[];
  /** How they hang together; by station of `stations`. */
  readonly graph: Graph;
  readonly sources: readonly Source[];
  readonly products: readonly Product[];
  readonly crews: readonly { readonly name: string; readonly size: number }[];
  readonly calendars: readonly Calendar[];
  readonly campaign: readonly { readonly product: string; readonly quantity: number }[];
  /** How it stands at the start. */
  readonly start: LineStart;
  /** `Filler.bufferCapacity` → `scenario`. */
  readonly origins: Readonly<Record<string, Origin>>;
}

/**
 * Merges structure, defaults and overrides. A scenario changes what it names and nothing else: a value it leaves
 * out keeps the baseline's, and 0 is a value. Throws `ConfigurationError` with every fault found.
 */
export function resolveLine(topology: TopologyInput, baseline: Baseline, scenario?: ScenarioInput): ResolvedLine {
  const faults: Fault[] = [];
  const structure = check(topologySchema, topology, 'topology', faults);
  const base = check(baselineSchema, baseline, 'baseline', faults);
  const whatIf = scenario === undefined ? undefined : check(scenarioSchema, scenario, 'scenario', faults);
  const names = namesIn(topology);
  faults.push(...duplicateStations(names), ...unknownStations('baseline', [], baseline, names));
  faults.push(...unknownStations('scenario', ['equipment'], scenario?.equipment, names));
  if (structure === undefined || base === undefined || faults.length > 0) throw new ConfigurationError(faults);

  const origins: Record<string, Origin> = {};
  const kinds = structure.stations.map((station) => ({
    ...station,
    ...settled(station.name, own(base, station.name), own(whatIf?.equipment, station.name), origins),
  }));
  const behindStation = (name: string): BehindStation => {
    const { bufferCapacity, transportTimeSec } = kinds.find((kind) => kind.name === name)!;
    return { capacity: bufferCapacity, transportTimeS: transportTimeSec };
  };
  faults.push(...topologyFaults(structure, behindStation));
  faults.push(...referenceFaults(structure, base, whatIf));
  if (faults.length > 0) throw new ConfigurationError(faults);
  const graph = layOut(structure, behindStation);
  faults.push(...conveyorFaults(kinds, graph, origins));

  const stations = kinds.flatMap(({ machines, ...kind }) =>
    Array.from({ length: machines }, (_, i): ResolvedStation => {
      const name = machines === 1 ? kind.name : `${kind.name}#${i + 1}`;
      return { ...kind, name, kind: kind.name, cycleTimeS: 3600 / kind.uph };
    }),
  );
  const start = startOf(whatIf, stations, graph, faults);
  if (faults.length > 0) throw new ConfigurationError(faults);
  return deepFrozen({
    name: structure.name,
    scenario: whatIf?.name ?? 'baseline',
    stations,
    graph: perMachine(graph, kinds),
    sources: structure.sources,
    products: structure.products,
    crews: structure.crews.map(({ name, size }) => ({ name, size: whatIf?.crews[name] ?? size })),
    calendars: structure.calendars,
    campaign: whatIf?.campaign ?? [],
    start,
    origins,
  });
}

/** The graph of the topology with each machine in the place of its station. */
function perMachine(graph: Graph, kinds: readonly { readonly machines: number }[]): Graph {
  const spread = <One>(ofKind: readonly One[]): One[] =>
    ofKind.flatMap((one, i) => Array.from({ length: kinds[i]!.machines }, () => one));
  return {
    ...graph,
    inlets: spread(graph.inlets),
    branches: spread(graph.branches),
    behind: spread(graph.behind),
  };
}

/** A station may be called "constructor": only what is really there counts. */
function own(byName: Baseline | undefined, name: string): EquipmentParams | undefined {
  return byName !== undefined && Object.hasOwn(byName, name) ? byName[name] : undefined;
}

/** Station names, as far as a possibly faulty topology gives them; empty where it does not. */
function namesIn(topology: unknown): string[] {
  const stations: unknown = (topology as { stations?: unknown } | undefined)?.stations;
  if (!Array.isArray(stations)) return [];
  return stations.map((station: unknown) => {
    const name = (station as { name?: unknown } | null)?.name;
    return typeof name === 'string' ? name : '';
  });
}

function duplicateStations(names: readonly string[]): Fault[] {
  const twice = [...names.entries()].filter(([i, name]) => name !== '' && names.indexOf(name) < i);
  return twice.map(([i, name]) => ({
    source: 'topology',
    path: ['stations', i, 'name'],
    message: `station "${name}" is there already, as number ${names.indexOf(name) + 1}`,
    atKey: false,
  }));
}

function unknownStations(
  source: FaultSource,
  at: readonly string[],
  byName: unknown,
  known: readonly string[],
): Fault[] {
  if (typeof byName !== 'object' || byName === null || known.length === 0) return [];
  return Object.keys(byName)
    .filter((name) => !known.includes(name))
    .map((name) => unknownKey(source, [...at, name], name, new Set(known), 'station'));
}

/** Names of crews, calendars and products that parameters refer to and the topology does not have. */
function referenceFaults(topology: Topology, baseline: Baseline, scenario: Scenario | undefined): Fault[] {
  const names = (things: readonly { readonly name: string }[]) => things.map(({ name }) => name);
  const [crews, calendars, products] = [names(topology.crews), names(topology.calendars), names(topology.products)];
  const missing = (
    source: FaultSource,
    path: readonly (string | number)[],
    name: unknown,
    known: string[],
    what: string,
  ): Fault[] =>
    typeof name !== 'string' || known.includes(name)
      ? []
      : [{ ...unknownKey(source, path, name, known, what), atKey: false }];
  const inParameters = (source: FaultSource, at: readonly string[], byName: Baseline): Fault[] =>
    Object.entries(byName).flatMap(([name, { reliability, performance, maintenance, calendar, changeover }]) => [
      ...missing(source, [...at, name, 'reliability', 'crew'], reliability?.crew, crews, 'crew'),
      ...missing(source, [...at, name, 'performance', 'crew'], performance?.crew, crews, 'crew'),
      ...missing(source, [...at, name, 'performance', 'operators'], performance?.operators, crews, 'crew'),
      ...missing(source, [...at, name, 'maintenance', 'crew'], maintenance?.crew, crews, 'crew'),
      ...missing(source, [...at, name, 'calendar'], calendar, calendars, 'calendar'),
      ...Object.entries(changeover?.minutes ?? {}).flatMap(([from, row]) =>
        [from, ...Object.keys(row)].flatMap((product) =>
          missing(source, [...at, name, 'changeover', 'minutes', from], product, products, 'product'),
        ),
      ),
    ]);
  return [
    ...inParameters('baseline', [], baseline),
    ...(scenario === undefined ? [] : inParameters('scenario', ['equipment'], scenario.equipment)),
    ...Object.keys(scenario?.crews ?? {}).flatMap((name) => missing('scenario', ['crews', name], name, crews, 'crew')),
    ...(scenario?.campaign ?? []).flatMap(({ product }, i) =>
      missing('scenario', ['campaign', i, 'product'], product, products, 'product'),
    ),
  ];
}

function deepFrozen<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFrozen(part as object);
  return Object.freeze(value);
}
