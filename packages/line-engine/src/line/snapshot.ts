import type { BufferState } from '../kernel/buffer-state.ts';
import type { SimulationState } from '../kernel/simulation.ts';
import type { CrewState } from '../station/crew.ts';
import type { ItemsState } from '../station/items.ts';
import type { SourceState } from '../station/source.ts';
import { loadStation, saveStation, type StationState } from '../station/station-state.ts';
import type { AssembledLine } from './assemble.ts';
import type { ChanceBook, ChanceState } from './chance-book.ts';

/** Number of the layout below; another number is another layout. */
export const snapshotVersion = 2;

/** A line at one moment, as plain data that survives JSON. */
export interface LineSnapshot {
  readonly version: number;
  /** What it is a snapshot of. */
  readonly line: string;
  readonly scenario: string;
  readonly seed: number;
  readonly replication: number;
  readonly simulation: SimulationState;
  readonly chance: ChanceState;
  readonly items: ItemsState;
  readonly leadTimes: readonly number[];
  readonly stations: readonly StationState[];
  readonly buffers: readonly BufferState[];
  readonly crews: readonly CrewState[];
  readonly sources: readonly SourceState[];
  readonly disruptions: readonly boolean[];
  readonly workHours: readonly number[];
  readonly campaigns: readonly (readonly [number, number])[];
}

type Moving = Omit<LineSnapshot, 'version' | 'line' | 'scenario' | 'seed' | 'replication'>;

export function saveLine(line: AssembledLine, book: ChanceBook): Moving {
  return {
    simulation: line.simulation.save(),
    chance: book.save(),
    items: line.items.save(),
    leadTimes: line.leadTimes.save(),
    stations: line.stations.map((station) => saveStation(station, line.buffers)),
    buffers: line.buffers.map((buffer) => buffer.save()),
    crews: line.crews.map((crew) => crew.save()),
    sources: line.sources.map((source) => source.save()),
    disruptions: line.disruptions.map((disruption) => disruption.save()),
    workHours: line.workHours.map(({ clock }) => clock.save()),
    campaigns: line.campaigns.map((campaign) => campaign.save()),
  };
}

/** Gives a newly assembled line the state of a saved one. */
export function loadLine(line: AssembledLine, from: Moving): void {
  line.simulation.load(from.simulation);
  const items = line.items.load(from.items);
  line.leadTimes.load(from.leadTimes);
  for (const [i, station] of line.stations.entries()) loadStation(station, from.stations[i]!, items, line);
  const givers = [...line.stations, ...line.sources];
  const users = { items, takers: line.inlets, givers, watchers: line.stations };
  for (const [i, buffer] of line.buffers.entries()) buffer.load(from.buffers[i]!, users);
  for (const [i, crew] of line.crews.entries()) crew.load(from.crews[i]!, line.stations);
  for (const [i, source] of line.sources.entries()) source.load(from.sources[i]!);
  for (const [i, disruption] of line.disruptions.entries()) disruption.load(from.disruptions[i]!);
  for (const [i, { clock }] of line.workHours.entries()) clock.load(from.workHours[i]!);
  for (const [i, campaign] of line.campaigns.entries()) campaign.load(from.campaigns[i]!);
}
