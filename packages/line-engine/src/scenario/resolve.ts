import { check, ConfigurationError, unknownKey, type Fault, type FaultSource } from './fault.ts';
import {
  baselineSchema,
  topologySchema,
  type Baseline,
  type EquipmentParams,
  type TopologyInput,
} from './line-schema.ts';
import { scenarioSchema, type ScenarioInput } from './scenario-schema.ts';

/** Where a value of a resolved line was said; `default`: nowhere. */
export type Origin = FaultSource | 'default';

/** A station with every value settled. */
export interface ResolvedStation {
  readonly name: string;
  readonly batchIn: number;
  readonly outputType: string;
  /** Cycles an hour. */
  readonly uph: number;
  /** 3600 / uph. */
  readonly cycleTimeS: number;
  readonly bufferCapacity: number;
  readonly reliability: { readonly mtbfMin: number | null; readonly mttrMin: number };
  readonly performance: { readonly jamProb: number; readonly jamTimeSec: number };
  readonly quality: { readonly defectRate: number; readonly detectionProb: number };
}

/** Topology, baseline and scenario as one frozen object that says of each value where it came from. */
export interface ResolvedLine {
  readonly name: string;
  /** Name of the scenario; "baseline" when nothing differs from it. */
  readonly scenario: string;
  readonly stations: readonly ResolvedStation[];
  /** `Filler.bufferCapacity` → `scenario`. */
  readonly origins: Readonly<Record<string, Origin>>;
}

/** What holds where nobody said anything. */
const defaults = {
  uph: 10_000,
  bufferCapacity: 50,
  reliability: { mtbfMin: null, mttrMin: 60 },
  performance: { jamProb: 0, jamTimeSec: 10 },
  quality: { defectRate: 0, detectionProb: 0 },
} as const;

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
  faults.push(...duplicates(names), ...unknownStations('baseline', [], baseline, names));
  faults.push(...unknownStations('scenario', ['equipment'], scenario?.equipment, names));
  if (structure === undefined || base === undefined || faults.length > 0) throw new ConfigurationError(faults);

  const origins: Record<string, Origin> = {};
  const stations = structure.stations.map((station): ResolvedStation => {
    const pick = picker(station.name, own(base, station.name), own(whatIf?.equipment, station.name), origins);
    const uph = pick('uph', (from) => from.uph, defaults.uph);
    return deepFrozen({
      ...station,
      uph,
      cycleTimeS: 3600 / uph,
      bufferCapacity: pick('bufferCapacity', (from) => from.bufferCapacity, defaults.bufferCapacity),
      reliability: {
        mtbfMin: pick('reliability.mtbfMin', (from) => from.reliability?.mtbfMin, defaults.reliability.mtbfMin),
        mttrMin: pick('reliability.mttrMin', (from) => from.reliability?.mttrMin, defaults.reliability.mttrMin),
      },
      performance: {
        jamProb: pick('performance.jamProb', (from) => from.performance?.jamProb, defaults.performance.jamProb),
        jamTimeSec: pick(
          'performance.jamTimeSec',
          (from) => from.performance?.jamTimeSec,
          defaults.performance.jamTimeSec,
        ),
      },
      quality: {
        defectRate: pick('quality.defectRate', (from) => from.quality?.defectRate, defaults.quality.defectRate),
        detectionProb: pick(
          'quality.detectionProb',
          (from) => from.quality?.detectionProb,
          defaults.quality.detectionProb,
        ),
      },
    });
  });
  return deepFrozen({ name: structure.name, scenario: whatIf?.name ?? 'baseline', stations, origins });
}

/** Picks one value of a station and notes where it came from: scenario before baseline before default. */
function picker(
  station: string,
  base: EquipmentParams | undefined,
  override: EquipmentParams | undefined,
  origins: Record<string, Origin>,
) {
  return <Value>(key: string, read: (from: EquipmentParams) => Value | undefined, fallback: Value): Value => {
    const fromScenario = override && read(override);
    const fromBaseline = base && read(base);
    const [origin, value]: [Origin, Value] =
      fromScenario !== undefined
        ? ['scenario', fromScenario]
        : fromBaseline !== undefined
          ? ['baseline', fromBaseline]
          : ['default', fallback];
    origins[`${station}.${key}`] = origin;
    return value;
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

function duplicates(names: readonly string[]): Fault[] {
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

function deepFrozen<Value extends object>(value: Value): Value {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFrozen(part);
  return Object.freeze(value);
}
