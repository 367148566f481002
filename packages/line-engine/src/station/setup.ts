import type { Chance, UseClock } from '../random/chance.ts';
import type { Distribution } from '../random/distribution.ts';
import type { Stream } from '../random/stream.ts';
import type { Crew } from './crew.ts';

/** A random time and the stream it is drawn from. */
export interface Delay {
  readonly timeS: Distribution;
  readonly stream: Stream;
}

/** Something that may happen in a cycle, and how long it takes to set right. */
export interface Stop extends Delay {
  readonly chance: Chance;
  /** What a second of work (a cycle, for a jam) uses up of the chance. */
  readonly hazard: number;
  /** Who is needed to set it right. */
  readonly crew?: Crew | undefined;
}

/** Failures in the midst of work, after which it resumes. */
export interface Wear extends Delay {
  /** Runs by seconds of work. */
  readonly clock: UseClock;
  readonly crew?: Crew | undefined;
}

/** Something that may be true of an item. */
export interface Trial {
  readonly chance: Chance;
  readonly hazard: number;
}

/** Planned maintenance: due after so much operating or calendar time, done between two cycles. */
export interface Maintenance extends Delay {
  readonly everyS: number;
  readonly clock: 'operating' | 'calendar';
  readonly crew?: Crew | undefined;
}

/** How a station is changed from product to product. */
export interface Changeover {
  /** Seconds from product i (row) to product j; the first product a station sees needs none. */
  readonly timesS: readonly (readonly number[])[];
  /** Items that are scrap before it runs well again. */
  readonly scrapItems: number;
}

/** What a product asks of a station, as factors on its parameters. */
export interface ProductFactors {
  readonly cycleTime: number;
  /** On the hazard of a jam, a defect, a breakdown: −ln(1 − p) for a probability. */
  readonly jam: number;
  readonly defect: number;
  readonly breakdown: number;
}

/** What configuration makes of the generic machine. Absent means: this does nothing here. */
export interface StationSetup {
  readonly name: string;
  /** Among those who wait for the same thing, lower goes first. */
  readonly priority: number;
  /** Nominal time of a cycle, s. */
  readonly cycleTimeS: number;
  /** When cycle times vary: their law, with `cycleTimeS` as mean. */
  readonly cycle?: Delay | undefined;
  /** Items it collects for one cycle. */
  readonly batchIn: number;
  /** True when it makes a new item of what it collected; false when it passes the items on. */
  readonly makes: boolean;
  readonly failure?: Stop | undefined;
  readonly wear?: Wear | undefined;
  /** Does not begin to work while there is no room behind it. */
  readonly blocksBefore: boolean;
  readonly jam?: Stop | undefined;
  readonly defect?: Trial | undefined;
  readonly inspection?: Trial | undefined;
  /** Makes a defective item good. */
  readonly rework?: Trial | undefined;
  readonly maintenance?: Maintenance | undefined;
  readonly changeover?: Changeover | undefined;
  /** Of whom one must be there while it works. */
  readonly operators?: Crew | undefined;
  /** With more than so many items in the buffer behind it, it works at this share of its speed. */
  readonly slowdown?: { readonly aboveLevel: number; readonly speed: number } | undefined;
  /** By product number. */
  readonly products?: readonly ProductFactors[] | undefined;
  /** How many defective parts an item it makes may hold and still be good. */
  readonly toleratedDefects: number;
}
