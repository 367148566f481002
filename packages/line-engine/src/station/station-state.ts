import type { Counts } from './counts.ts';
import type { Crew } from './crew.ts';
import type { State } from './state.ts';
import type { Station } from './station.ts';
import type { Way } from './outlet.ts';
import type { Buffer } from '../kernel/buffer.ts';
import type { Item } from '../kernel/item.ts';

/** A station as plain data. */
export interface StationState {
  readonly counts: Counts;
  readonly timeInState: readonly (readonly number[])[];
  readonly inlets: readonly (readonly [held: number, turn: number, waiting: boolean])[];
  readonly next: number;
  readonly state: State;
  readonly enteredS: number;
  readonly itemSeconds: number;
  /** Numbers of the items collected; none of raw material, of which there are `heldCount`. */
  readonly held: readonly number[];
  readonly heldCount: number;
  readonly out: readonly number[];
  readonly outRejected: readonly number[];
  /** Numbers of the buffers of the way decided on; null: none yet. */
  readonly way: readonly number[] | null;
  readonly crew: string | null;
  readonly crewNeededS: number;
  readonly product: number;
  readonly setUpFor: number;
  readonly scrapLeft: number;
  readonly workLeftS: number;
  readonly workBegun: boolean;
  readonly operatedS: number;
  readonly maintenanceDueS: number | null;
  readonly pauses: number;
  readonly pausedFrom: State;
  readonly pausedLeftS: number | null;
  readonly wokenInPause: boolean;
}

export function saveStation(station: Station, buffers: readonly Buffer[]): StationState {
  const { heldCount, out, outRejected, outCount, outNext, way, crew } = station;
  return {
    counts: { ...station.counts },
    timeInState: station.timeInState.save(),
    inlets: station.inlets.map((inlet) => inlet.save()),
    next: station.next,
    state: station.state,
    enteredS: station.enteredS,
    itemSeconds: station.itemSeconds,
    held: station.inlets.length === 0 ? [] : station.held.slice(0, heldCount).map(({ slot }) => slot),
    heldCount,
    out: out.slice(outNext, outCount).map(({ slot }) => slot),
    outRejected: [...outRejected.subarray(outNext, outCount)],
    way: way === undefined ? null : way.map((buffer) => buffers.indexOf(buffer)),
    crew: crew?.name ?? null,
    crewNeededS: station.crewNeededS,
    product: station.product,
    setUpFor: station.setUpFor,
    scrapLeft: station.scrapLeft,
    workLeftS: station.workLeftS,
    workBegun: station.workBegun,
    operatedS: station.operatedS,
    maintenanceDueS: finite(station.maintenanceDueS),
    pauses: station.pauses,
    pausedFrom: station.pausedFrom,
    pausedLeftS: finite(station.pausedLeftS),
    wokenInPause: station.wokenInPause,
  };
}

/** Gives a newly made station the state of a saved one. */
export function loadStation(
  station: Station,
  from: StationState,
  items: readonly Item[],
  { buffers, crews }: { readonly buffers: readonly Buffer[]; readonly crews: readonly Crew[] },
): void {
  Object.assign(station.counts, from.counts);
  station.timeInState.load(from.timeInState);
  for (const [i, inlet] of station.inlets.entries()) inlet.load(from.inlets[i]!);
  station.next = from.next;
  station.state = from.state;
  station.enteredS = from.enteredS;
  station.itemSeconds = from.itemSeconds;
  for (const [i, slot] of from.held.entries()) station.held[i] = items[slot]!;
  station.heldCount = from.heldCount;
  for (const [i, slot] of from.out.entries()) station.out[i] = items[slot]!;
  station.outRejected.set(from.outRejected);
  station.outNext = 0;
  station.outCount = from.out.length;
  station.way = from.way === null ? undefined : (from.way.map((buffer) => buffers[buffer]!) satisfies Way);
  station.crew = from.crew === null ? undefined : crews.find(({ name }) => name === from.crew);
  station.crewNeededS = from.crewNeededS;
  station.product = from.product;
  station.setUpFor = from.setUpFor;
  station.scrapLeft = from.scrapLeft;
  station.workLeftS = from.workLeftS;
  station.workBegun = from.workBegun;
  station.operatedS = from.operatedS;
  station.maintenanceDueS = from.maintenanceDueS ?? Infinity;
  station.pauses = from.pauses;
  station.pausedFrom = from.pausedFrom;
  station.pausedLeftS = from.pausedLeftS ?? Infinity;
  station.wokenInPause = from.wokenInPause;
}

/** Infinity has no place in JSON. */
function finite(value: number): number | null {
  return value === Infinity ? null : value;
}
