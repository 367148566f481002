import { Buffer } from '../kernel/buffer.ts';
import { Conveyor } from '../kernel/conveyor.ts';
import { Simulation, type Actor } from '../kernel/simulation.ts';
import type { EventRecorder } from '../record/event.ts';
import type { Genealogy } from '../record/genealogy.ts';
import { distributionOf } from '../scenario/distribution-schema.ts';
import type { GraphBranch } from '../scenario/graph.ts';
import type { Calendar } from '../scenario/line-schema.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import { Campaign } from '../station/campaign.ts';
import { Crew } from '../station/crew.ts';
import { runCycle } from '../station/cycle.ts';
import { Disruption } from '../station/disruption.ts';
import { Inlet } from '../station/inlet.ts';
import { Items } from '../station/items.ts';
import { LeadTimes } from '../station/lead-time.ts';
import { Outlet, type Branch } from '../station/outlet.ts';
import { isPlainMachine, runPlainCycle } from '../station/plain-cycle.ts';
import { phasedCycle, standardPhases, type CycleOf } from '../station/phase.ts';
import { Source } from '../station/source.ts';
import { Station } from '../station/station.ts';
import { WorkHours, worksAtStart, type WorkHoursSetup } from '../station/work-hours.ts';
import type { ChanceBook } from './chance-book.ts';
import { disruptionOf, setUp } from './set-up.ts';

/** What a run writes down, and what a user adds to its machines. */
export interface Extras {
  readonly events?: EventRecorder | undefined;
  readonly genealogy?: Genealogy | undefined;
  readonly cycles?: Readonly<Record<string, CycleOf>> | undefined;
  readonly attributes?: readonly string[] | undefined;
}

/** Everything in a line, joined and ready to run. */
export interface AssembledLine {
  readonly simulation: Simulation;
  readonly items: Items;
  readonly leadTimes: LeadTimes;
  readonly stations: readonly Station[];
  readonly inlets: readonly Inlet[];
  readonly buffers: readonly Buffer[];
  readonly sources: readonly Source[];
  readonly crews: readonly Crew[];
  readonly disruptions: readonly Disruption[];
  /** Whether they work at the beginning of a run. */
  readonly workHours: readonly { readonly clock: WorkHours; readonly works: boolean }[];
  /** By station that draws on an infinite source, where there are campaigns. */
  readonly campaigns: readonly Campaign[];
}

/** What the parts of a line are made with. */
interface Site {
  readonly line: ResolvedLine;
  readonly book: ChanceBook;
  readonly extras: Extras;
  readonly actors: Actor[];
  readonly simulation: Simulation;
  readonly items: Items;
  readonly leadTimes: LeadTimes;
  readonly buffers: readonly Buffer[];
  readonly crews: readonly Crew[];
  readonly inlets: Inlet[];
  readonly campaigns: Campaign[];
}

/** Builds the machines a resolved line describes. */
export function assemble(line: ResolvedLine, book: ChanceBook, extras: Extras): AssembledLine {
  const disrupted = line.stations.map((station) => disruptionOf(station, book));
  const calendars = line.calendars.filter(({ name }) => line.stations.some(({ calendar }) => calendar === name));
  const others = line.sources.length + disrupted.filter((one) => one !== undefined).length;
  const conveyors = line.graph.buffers.filter(({ transportTimeS }) => transportTimeS > 0);
  const actors: Actor[] = [];
  // What is due at the very end of a shift is still done in it.
  const priorities = [
    ...line.stations.map(({ priority }) => priority),
    ...Array<number>(others).fill(0),
    ...Array<number>(calendars.length).fill(2_000_000),
    ...Array<number>(conveyors.length).fill(0),
  ];
  const simulation = new Simulation(actors, priorities);
  const items = new Items(simulation, extras.attributes ?? []);
  const leadTimes = new LeadTimes();
  const firstConveyor = priorities.length - conveyors.length;
  const buffers = line.graph.buffers.map((setup) => {
    if (setup.transportTimeS === 0) return new Buffer(setup.name, setup.capacity, simulation);
    return new Conveyor({ ...setup, index: firstConveyor + conveyors.indexOf(setup) }, simulation);
  });
  const crews = line.crews.map(({ name, size }) => new Crew(name, size));
  const inlets: Inlet[] = [];
  const campaigns: Campaign[] = [];
  const site: Site = { line, book, extras, actors, simulation, items, leadTimes, buffers, crews, inlets, campaigns };

  const stations = line.stations.map((_, index) => newStation(site, index));
  actors.push(...stations);
  const sources = line.sources.map((_, i) => newSource(site, i));
  actors.push(...sources);
  const disruptions = disrupted.flatMap((setup, i) => {
    if (setup === undefined) return [];
    const disruption = new Disruption(actors.length, setup, stations[i]!, simulation);
    actors.push(disruption);
    return [disruption];
  });
  const workHours = calendars.map((calendar) => {
    const setup = hoursOf(calendar);
    const members = stations.filter((_, i) => line.stations[i]!.calendar === calendar.name);
    const clock = new WorkHours(actors.length, setup, members, simulation);
    actors.push(clock);
    return { clock, works: worksAtStart(setup) };
  });
  actors.push(...buffers.filter((buffer) => buffer instanceof Conveyor));
  return { simulation, items, leadTimes, stations, inlets, buffers, sources, crews, disruptions, workHours, campaigns };
}

function newStation(site: Site, index: number): Station {
  const { line, book, extras, simulation, items, leadTimes, buffers, inlets, campaigns } = site;
  const { name, kind, priority } = line.stations[index]!;
  const station = new Station(index, setUp(line, index, book, site.crews), {
    simulation,
    items,
    shipment: leadTimes,
    events: extras.events,
    genealogy: extras.genealogy,
  });
  station.inlets = line.graph.inlets[index]!.map(({ need, buffers: from }) => {
    const setup = { key: inlets.length, priority, need, buffers: from.map((buffer) => buffers[buffer]!) };
    const inlet = new Inlet(station, setup);
    inlets.push(inlet);
    return inlet;
  });
  if (station.inlets.length === 0 && line.campaign.length > 0) {
    const orders = line.campaign.map(({ product, quantity }) => ({ product: productNumber(line, product), quantity }));
    const campaign = new Campaign(orders);
    station.raw = campaign;
    campaigns.push(campaign);
  }
  const behind = line.graph.behind[index];
  station.behind = behind === undefined ? undefined : buffers[behind];
  station.outlet = outletOf(site, line.graph.branches[index]!, name);
  station.cycle = ownCycle(extras.cycles, name, kind, book) ?? (isPlainMachine(station) ? runPlainCycle : runCycle);
  return station;
}

function newSource({ line, book, actors, simulation, items, buffers }: Site, i: number): Source {
  const { name, interarrivalSec, arrivalsSec, whenFull, product } = line.sources[i]!;
  const between =
    interarrivalSec === undefined ? undefined : book.delay(name, 'arrival', distributionOf(interarrivalSec));
  const number = product === undefined ? 0 : productNumber(line, product);
  const setup = { name, between, arrivalsS: arrivalsSec, whenFull, product: number };
  return new Source(actors.length + i, setup, simulation, items, buffers[line.graph.sources[i]!]!);
}

function hoursOf({ periodHours, workHours }: Calendar): WorkHoursSetup {
  return { periodS: periodHours * 3600, workS: workHours.map(([from, to]) => [from * 3600, to * 3600]) };
}

function ownCycle(cycles: Extras['cycles'], name: string, kind: string, book: ChanceBook) {
  const own = cycles !== undefined && Object.hasOwn(cycles, kind) ? cycles[kind] : undefined;
  if (own === undefined) return undefined;
  return phasedCycle(own({ standard: standardPhases, stream: (purpose) => book.stream(name, `own ${purpose}`) }));
}

function outletOf(site: Site, branches: readonly GraphBranch[], station: string): Outlet {
  const { line, book, buffers } = site;
  const made = branches.map(({ when, ways, upTo }): Branch => ({
    when: typeof when === 'object' ? { product: productNumber(line, when.product) } : when,
    ways: ways.map((way) => way.map((buffer) => buffers[buffer]!)),
    upTo,
  }));
  const draws = made.some(({ ways }) => ways.length > 1);
  return new Outlet(made, draws ? book.stream(station, 'route') : undefined);
}

function productNumber({ products }: ResolvedLine, name: string): number {
  return products.findIndex((product) => product.name === name);
}
