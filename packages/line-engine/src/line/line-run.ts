import type { LineOee } from '../kpi/line-oee.ts';
import type { LeadTime } from '../station/lead-time.ts';
import type { EventLog } from '../record/event.ts';
import type { Genealogy } from '../record/genealogy.ts';
import type { Telemetry } from '../record/telemetry.ts';
import type { StateName } from '../station/state.ts';

/** What one station did in a run. Units are items of what it puts out. */
export interface StationRun {
  /** Items collected, or drawn from the infinite source. */
  readonly unitsIn: number;
  /** Finished, whether good, defective, rejected or scrapped afterwards. */
  readonly unitsMade: number;
  /** Of those, truly defective, by whomever. */
  readonly defectiveMade: number;
  /** Passed downstream (shipped, for a last station) before the end. */
  readonly unitsOut: number;
  readonly goodOut: number;
  /** Defective and passed on: nobody has noticed. */
  readonly defectiveOut: number;
  /** Found defective: taken out of the line, or sent to rework. */
  readonly rejected: number;
  /** Thrown away after a changeover. */
  readonly scrapped: number;
  /** Items that this station spoiled. */
  readonly defectsCreated: number;
  /** Defective items that this station made good. */
  readonly repaired: number;
  readonly failures: number;
  readonly jams: number;
  readonly changeovers: number;
  readonly maintenances: number;
  /** Sums to the duration. */
  readonly timeInStateS: Readonly<Record<StateName, number>>;
  /** Items in its hands at the end: collected, or finished and blocked. */
  readonly inHand: number;
  /** Of the buffer behind it: mean over time, at the end, and shares of time. 0 where there is none. */
  readonly meanBufferLevel: number;
  readonly finalBufferLevel: number;
  readonly bufferFullShare: number;
  readonly bufferEmptyShare: number;
}

/** One buffer in a run. */
export interface BufferRun {
  readonly name: string;
  readonly capacity: number;
  /** Items that came this way. */
  readonly passed: number;
  readonly finalLevel: number;
  readonly meanLevel: number;
  readonly fullShare: number;
  readonly emptyShare: number;
}

/** One source in a run. */
export interface SourceRun {
  readonly arrived: number;
  /** Found no place and were lost. */
  readonly lost: number;
  /** Stand outside at the end. */
  readonly waiting: number;
}

/** What the line as a whole did, in finished units. */
export interface LineTotals {
  readonly unitsOut: number;
  readonly goodOut: number;
  readonly defectiveOut: number;
  /** Rejected at any station. */
  readonly rejected: number;
}

/** The result of a run: plain values that survive JSON, and records when they were asked for. */
export interface LineRun {
  readonly scenario: string;
  readonly seed: number;
  readonly replication: number;
  readonly durationS: number;
  readonly line: LineTotals;
  readonly stations: Readonly<Record<string, StationRun>>;
  readonly buffers: readonly BufferRun[];
  readonly sources: Readonly<Record<string, SourceRun>>;
  readonly oee: LineOee;
  /** Of what was shipped. */
  readonly leadTime: LeadTime;
  /** Items in buffers and in hands, a case counting as one: mean over time, and at the end. */
  readonly meanItemsInProcess: number;
  readonly itemsInProcess: number;
  /** Wake-ups: the work the simulation did. */
  readonly eventCount: number;
  readonly telemetry?: Telemetry<StateName>;
  readonly events?: EventLog<StateName>;
  readonly genealogy?: Genealogy;
}
