import { Buffer } from '../kernel/buffer.ts';
import { Simulation } from '../kernel/simulation.ts';
import { Countdown, hazardOf, TrialPerCycle, type Chance } from '../random/chance.ts';
import { deterministic, exponential } from '../random/distribution.ts';
import { openStream, playBack, type Stream } from '../random/stream.ts';
import type { EventLog } from '../record/event-log.ts';
import type { Genealogy } from '../record/genealogy.ts';
import type { ResolvedLine, ResolvedStation } from '../scenario/resolve.ts';
import { runCycle } from '../station/cycle.ts';
import { Inlet } from '../station/inlet.ts';
import { Items } from '../station/items.ts';
import { Station, type StationSetup } from '../station/station.ts';

/** Decisions given from outside instead of drawn: uniforms in order of use, by `station/purpose`. */
export type Draws = Readonly<Record<string, readonly number[]>>;

/** What the chance of a run hangs on. */
export interface ChanceSource {
  readonly seed: number;
  readonly replication: number;
  readonly draws?: Draws | undefined;
}

/** What a run writes down. */
export interface Recorders {
  readonly events?: EventLog | undefined;
  readonly genealogy?: Genealogy | undefined;
}

/** Stations and buffers, joined and ready to run. */
export interface AssembledLine {
  readonly simulation: Simulation;
  readonly items: Items;
  readonly stations: readonly Station[];
  /** The buffer behind each station but the last. */
  readonly buffers: readonly Buffer[];
}

/** Builds the machines a resolved line describes. */
export function assemble(line: ResolvedLine, source: ChanceSource, recorders: Recorders): AssembledLine {
  const stations: Station[] = [];
  const simulation = new Simulation(stations, line.stations.length);
  const items = new Items();
  const surroundings = { simulation, items, events: recorders.events, genealogy: recorders.genealogy, cycle: runCycle };
  const buffers: Buffer[] = [];
  for (const [index, resolved] of line.stations.entries()) {
    const station = new Station(index, setUp(resolved, source), surroundings);
    const upstream = buffers[index - 1];
    if (upstream !== undefined) station.inlet = new Inlet(station, upstream, resolved.batchIn);
    if (index < line.stations.length - 1) {
      station.outlet = new Buffer(resolved.name, resolved.bufferCapacity, simulation);
      buffers.push(station.outlet);
    }
    stations.push(station);
  }
  return { simulation, items, stations, buffers };
}

/** Which phases of the generic cycle do something in this machine follows from its parameters. */
function setUp(station: ResolvedStation, source: ChanceSource): StationSetup {
  const { name, cycleTimeS, batchIn, reliability, performance, quality } = station;
  const stream = (purpose: string): Stream => {
    if (source.draws === undefined) return openStream(source.seed, source.replication, name, purpose);
    return playBack(source.draws[`${name}/${purpose}`] ?? [], `${name}/${purpose}`);
  };
  const chance = (purpose: string): Chance =>
    source.draws === undefined ? new Countdown(stream(purpose)) : new TrialPerCycle(stream(purpose));
  const trial = (purpose: string, probability: number) =>
    probability > 0 ? { chance: chance(purpose), hazard: hazardOf(probability) } : undefined;

  const jam = trial('jam', performance.jamProb);
  return {
    name,
    cycleTimeS,
    batchIn,
    makes: station.outputType !== 'None',
    failure:
      reliability.mtbfMin === null
        ? undefined
        : {
            chance: chance('fail'),
            hazard: cycleTimeS / (reliability.mtbfMin * 60),
            timeS: exponential(reliability.mttrMin * 60),
            timeStream: stream('repair'),
          },
    jam: jam && { ...jam, timeS: deterministic(performance.jamTimeSec), timeStream: never },
    defect: trial('defect', quality.defectRate),
    inspection: trial('inspect', quality.detectionProb),
  };
}

/** The stream of a time that is always the same. */
const never: Stream = {
  next: () => {
    throw new Error('a deterministic time draws nothing');
  },
};
