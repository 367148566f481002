import type { DistributionSpec } from './distribution-schema.ts';
import type { FaultSource } from './fault.ts';
import type { EquipmentParams } from './line-schema.ts';

/** Where a value of a resolved line was said; `default`: nowhere. */
export type Origin = FaultSource | 'default';

/** A station with every value settled. */
export interface ResolvedStation {
  /** Of several machines of one station: Name#1, Name#2, … */
  readonly name: string;
  /** The station of the topology this machine belongs to. */
  readonly kind: string;
  readonly batchIn: number;
  readonly outputType: string;
  /** Cycles an hour. */
  readonly uph: number;
  /** 3600 / uph. */
  readonly cycleTimeS: number;
  readonly bufferCapacity: number;
  readonly transportTimeSec: number;
  readonly priority: number;
  readonly calendar: string | null;
  readonly blocking: 'after' | 'before';
  readonly reliability: {
    readonly mtbfMin: number | null;
    readonly mttrMin: number;
    readonly timeToFailureMin?: DistributionSpec | undefined;
    readonly repairTimeMin?: DistributionSpec | undefined;
    readonly clock: 'operating' | 'calendar';
    readonly interrupts: 'betweenCycles' | 'anyTime';
    readonly crew?: string | undefined;
  };
  readonly performance: {
    readonly jamProb: number;
    readonly jamTimeSec: number;
    readonly jamClearSec?: DistributionSpec | undefined;
    readonly crew?: string | undefined;
    readonly operators?: string | undefined;
    readonly speed: number;
    readonly slowWhenFuller: number | null;
    readonly slowSpeed: number;
    readonly cycleTimeSec?: DistributionSpec | undefined;
  };
  readonly quality: {
    readonly defectRate: number;
    readonly detectionProb: number;
    readonly repairProb: number;
    readonly toleratedDefects: number;
  };
  readonly maintenance: {
    readonly everyMin: number | null;
    readonly durationMin: DistributionSpec;
    readonly clock: 'operating' | 'calendar';
    readonly crew?: string | undefined;
  };
  readonly changeover: {
    readonly defaultMin: number;
    readonly minutes: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly scrapItems: number;
  };
}

/** What holds where nobody said anything. */
const defaults = {
  uph: 10_000,
  bufferCapacity: 50,
  transportTimeSec: 0,
  priority: 0,
  calendar: null,
  blocking: 'after',
  reliability: {
    mtbfMin: null,
    mttrMin: 60,
    timeToFailureMin: undefined,
    repairTimeMin: undefined,
    clock: 'operating',
    interrupts: 'betweenCycles',
    crew: undefined,
  },
  performance: {
    jamProb: 0,
    jamTimeSec: 10,
    jamClearSec: undefined,
    crew: undefined,
    operators: undefined,
    speed: 1,
    slowWhenFuller: null,
    slowSpeed: 0.5,
    cycleTimeSec: undefined,
  },
  quality: { defectRate: 0, detectionProb: 0, repairProb: 0, toleratedDefects: 0 },
  maintenance: { everyMin: null, durationMin: 30, clock: 'operating', crew: undefined },
  changeover: { defaultMin: 0, minutes: {}, scrapItems: 0 },
} as const;

type Settled = Omit<ResolvedStation, 'name' | 'kind' | 'batchIn' | 'outputType' | 'cycleTimeS'>;
type Values = Readonly<Record<string, unknown>>;

/** Every parameter of a station, with a note of where it came from: scenario before baseline before default. */
export function settled(
  station: string,
  base: EquipmentParams | undefined,
  override: EquipmentParams | undefined,
  origins: Record<string, Origin>,
): Settled {
  const settle = (at: string, from: Values, first: Values | undefined, second: Values | undefined): Values =>
    Object.fromEntries(
      Object.entries(from).map(([key, fallback]) => {
        const fromScenario = first?.[key];
        const fromBaseline = second?.[key];
        const path = `${at}.${key}`;
        if (isGroup(fallback) && key !== 'minutes')
          return [key, settle(path, fallback, fromScenario as Values | undefined, fromBaseline as Values | undefined)];
        const origin = fromScenario !== undefined ? 'scenario' : fromBaseline !== undefined ? 'baseline' : 'default';
        origins[path] = origin;
        return [key, origin === 'scenario' ? fromScenario : origin === 'baseline' ? fromBaseline : fallback];
      }),
    );
  return settle(station, defaults, override, base) as unknown as Settled;
}

function isGroup(value: unknown): value is Values {
  return typeof value === 'object' && value !== null;
}
