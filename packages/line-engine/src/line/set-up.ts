import { deterministic, exponential, scaled, unitExponentialLaw } from '../random/distribution.ts';
import { distributionOf } from '../scenario/distribution-schema.ts';
import type { ResolvedStation } from '../scenario/parameters.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import type { Crew } from '../station/crew.ts';
import type { DisruptionSetup } from '../station/disruption.ts';
import type { Changeover, Delay, Maintenance, ProductFactors, StationSetup } from '../station/setup.ts';
import type { ChanceBook } from './chance-book.ts';

/** Which phases of the generic cycle do something in this machine follows from its parameters. */
export function setUp(line: ResolvedLine, index: number, book: ChanceBook, crews: readonly Crew[]): StationSetup {
  const station = line.stations[index]!;
  const { name, performance, quality } = station;
  const nominalS = performance.cycleTimeSec === undefined ? undefined : distributionOf(performance.cycleTimeSec);
  const crew = (wanted: string | undefined) => crews.find((one) => one.name === wanted);
  const jam = book.trial(name, 'jam', performance.jamProb);
  const clearS =
    performance.jamClearSec === undefined
      ? deterministic(performance.jamTimeSec)
      : distributionOf(performance.jamClearSec);
  const needs = line.graph.inlets[index]!.reduce((sum, inlet) => sum + inlet.need, 0);
  const cycleTimeS = (nominalS?.mean ?? station.cycleTimeS) / performance.speed;
  const failures = failuresOf(station, book, crew(station.reliability.crew), cycleTimeS);
  // One literal with every key for every station: machines of one shape are read much faster than of many.
  return {
    name,
    priority: station.priority,
    cycleTimeS,
    cycle: nominalS === undefined || nominalS.variance === 0 ? undefined : cycleDelay(station, book),
    batchIn: needs > 0 ? needs : station.batchIn,
    makes: station.outputType !== 'None',
    failure: failures.failure,
    wear: failures.wear,
    blocksBefore: station.blocking === 'before',
    jam: jam && { ...jam, ...book.delay(name, 'jamTime', clearS), crew: crew(performance.crew) },
    defect: book.trial(name, 'defect', quality.defectRate),
    inspection: book.trial(name, 'inspect', quality.detectionProb),
    rework: book.trial(name, 'rework', quality.repairProb),
    maintenance: maintenanceOf(station, book, crew(station.maintenance.crew)),
    changeover: changeoverOf(line, station),
    operators: crew(performance.operators),
    slowdown: slowdownOf(line, index),
    products: factorsOf(line),
    toleratedDefects: quality.toleratedDefects,
  };
}

/** Failures that come with time, not with work; undefined when the station has none. */
export function disruptionOf(station: ResolvedStation, book: ChanceBook): DisruptionSetup | undefined {
  if (station.reliability.clock === 'operating') return undefined;
  const [upS, downS] = failureLaws(station);
  if (upS === undefined) return undefined;
  return { upS: book.delay(station.name, 'fail', upS), downS: book.delay(station.name, 'repair', downS) };
}

/** Laws of the time to failure and of repair, s. */
function failureLaws({ reliability }: ResolvedStation) {
  const { mtbfMin, mttrMin, timeToFailureMin, repairTimeMin } = reliability;
  const exponentialUpS = mtbfMin === null ? undefined : exponential(mtbfMin * 60);
  const upS = timeToFailureMin === undefined ? exponentialUpS : distributionOf(timeToFailureMin, 60);
  const downS = repairTimeMin === undefined ? exponential(mttrMin * 60) : distributionOf(repairTimeMin, 60);
  return [upS, downS] as const;
}

/** Failures that come with work: before a cycle, or in the midst of it. */
function failuresOf(
  station: ResolvedStation,
  book: ChanceBook,
  crew: Crew | undefined,
  cycleTimeS: number,
): Pick<StationSetup, 'failure' | 'wear'> {
  const { name, reliability } = station;
  const [upS, downS] = failureLaws(station);
  if (upS === undefined || reliability.clock === 'calendar') return {};
  const repair = { ...book.delay(name, 'repair', downS), crew };
  if (reliability.interrupts === 'anyTime') return { wear: { ...repair, clock: book.clock(name, 'fail', upS) } };
  // An exponential time to failure is counted in units of its mean, so that a draw a cycle has the same law.
  if (reliability.timeToFailureMin === undefined)
    return {
      failure: { ...repair, chance: book.chance(name, 'fail', unitExponentialLaw), hazard: cycleTimeS / upS.mean },
    };
  return { failure: { ...repair, chance: book.countdown(name, 'fail', upS), hazard: cycleTimeS } };
}

function slowdownOf({ stations, graph }: ResolvedLine, index: number): StationSetup['slowdown'] {
  const { slowWhenFuller, slowSpeed } = stations[index]!.performance;
  const behind = graph.behind[index];
  if (slowWhenFuller === null || behind === undefined) return undefined;
  return { aboveLevel: slowWhenFuller * graph.buffers[behind]!.capacity, speed: slowSpeed };
}

function cycleDelay({ name, performance }: ResolvedStation, book: ChanceBook): Delay {
  const timeS = scaled(distributionOf(performance.cycleTimeSec!), 1 / performance.speed);
  return book.delay(name, 'cycle', timeS);
}

function maintenanceOf(
  { name, maintenance }: ResolvedStation,
  book: ChanceBook,
  crew: Crew | undefined,
): Maintenance | undefined {
  if (maintenance.everyMin === null) return undefined;
  const delay = book.delay(name, 'maintenance', distributionOf(maintenance.durationMin, 60));
  return { ...delay, everyS: maintenance.everyMin * 60, clock: maintenance.clock, crew };
}

function changeoverOf({ products }: ResolvedLine, { changeover }: ResolvedStation): Changeover | undefined {
  const { defaultMin, minutes, scrapItems } = changeover;
  if (products.length < 2) return undefined;
  const time = (from: string, to: string) => (from === to ? 0 : (minutes[from]?.[to] ?? defaultMin)) * 60;
  const timesS = products.map((from) => products.map((to) => time(from.name, to.name)));
  if (scrapItems === 0 && timesS.flat().every((timeS) => timeS === 0)) return undefined;
  return { timesS, scrapItems };
}

function factorsOf({ products }: ResolvedLine): readonly ProductFactors[] | undefined {
  const factors = products.map(({ cycleTimeFactor, jamFactor, defectFactor, breakdownFactor }): ProductFactors => ({
    cycleTime: cycleTimeFactor,
    jam: jamFactor,
    defect: defectFactor,
    breakdown: breakdownFactor,
  }));
  const isPlain = factors.every(({ cycleTime, jam, defect, breakdown }) => cycleTime * jam * defect * breakdown === 1);
  return isPlain ? undefined : factors;
}
