import { expm1, ln1p, exp } from '@twin/elementary';
import { outputsPerUnit, pacingStation } from '../kpi/pacing-station.ts';
import { distributionOf } from '../scenario/distribution-schema.ts';
import type { ResolvedStation } from '../scenario/parameters.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';

/** What a station could do if it never had to wait. */
export interface StandAlone {
  readonly station: string;
  /** Mean time of a cycle, s: its work, and its share of breakdowns and jams. */
  readonly workS: number;
  readonly breakdownS: number;
  readonly jamS: number;
  /** 3600 / (workS + breakdownS + jamS). */
  readonly cyclesPerHour: number;
  /** In finished units of the line. */
  readonly unitsPerHour: number;
}

/** Something in the input that may not be meant. */
export interface Oddity {
  readonly station: string;
  readonly about: 'jams' | 'rate' | 'repair time' | 'defects' | 'buffer';
  readonly message: string;
}

export interface Explanation {
  readonly stations: readonly StandAlone[];
  /** Slowest on paper, when nothing breaks. */
  readonly pacingStation: string;
  /** Slowest with its stops: it bounds the line. */
  readonly slowest: string;
  /** No line makes more in the long run, whatever its buffers. */
  readonly atMostPerHour: number;
  readonly oddities: readonly Oddity[];
}

/**
 * What a line implies before anything is run. In the cycle of a machine every time is drawn anew, so that alone it makes
 *
 *     1 / (E[work] + P(failure) E[repair] + P(jam) E[clearing])
 *
 * cycles a second (renewal–reward), P(failure) = 1 − exp(−work/MTBF) between cycles and work/MTBF in the midst of them; no line is
 * faster than its slowest station alone. Crews, calendars, maintenance and changeovers only lower this and are left out.
 */
export function explain(line: ResolvedLine): Explanation {
  const outputs = outputsPerUnit(line);
  const stations = line.stations.map((station, i): StandAlone => {
    const times = cycleTimes(station);
    const cyclesPerHour = 3600 / (times.workS + times.breakdownS + times.jamS);
    const cyclesPerUnit = station.outputType === 'None' ? outputs[i]! / station.batchIn : outputs[i]!;
    return {
      station: station.name,
      ...times,
      cyclesPerHour,
      unitsPerHour: cyclesPerUnit > 0 ? cyclesPerHour / cyclesPerUnit : Infinity,
    };
  });
  const slowest = stations.reduce((least, one) => (one.unitsPerHour < least.unitsPerHour ? one : least));
  const oddities = line.stations.flatMap((station, i) => [
    ...jamOddities(station, stations[i]!),
    ...rateOddities(line, i, outputs),
    ...repairOddities(line, station),
    ...defectOddities(line, i, outputs),
    ...bufferOddities(line, i),
  ]);
  return {
    stations,
    pacingStation: pacingStation(line).station,
    slowest: slowest.station,
    atMostPerHour: slowest.unitsPerHour,
    oddities,
  };
}

function cycleTimes({ cycleTimeS, performance, reliability }: ResolvedStation) {
  const nominalS = performance.cycleTimeSec === undefined ? cycleTimeS : distributionOf(performance.cycleTimeSec).mean;
  const workS = nominalS / performance.speed;
  const mtbfS =
    reliability.timeToFailureMin === undefined
      ? (reliability.mtbfMin ?? Infinity) * 60
      : distributionOf(reliability.timeToFailureMin, 60).mean;
  const repairS =
    reliability.repairTimeMin === undefined
      ? reliability.mttrMin * 60
      : distributionOf(reliability.repairTimeMin, 60).mean;
  const failures = reliability.interrupts === 'anyTime' ? workS / mtbfS : -expm1(-workS / mtbfS);
  const clearS =
    performance.jamClearSec === undefined ? performance.jamTimeSec : distributionOf(performance.jamClearSec).mean;
  return { workS, breakdownS: failures === 0 ? 0 : failures * repairS, jamS: performance.jamProb * clearS };
}

/** More microstops an hour of work than anyone would stand by and clear. */
const manyJamsPerHour = 20;

function jamOddities({ name, performance, uph }: ResolvedStation, alone: StandAlone): Oddity[] {
  const perHour = performance.jamProb * (3600 / alone.workS);
  if (perHour < manyJamsPerHour) return [];
  const share = (alone.jamS / (alone.workS + alone.breakdownS + alone.jamS)) * 100;
  const message = `jams every ${rounded(1 / performance.jamProb)} cycles: ${rounded(perHour)} times an hour of work at ${rounded(uph)} cycles/h, ${share.toFixed(0)} % of its time alone; intended?`;
  return [{ station: name, about: 'jams', message }];
}

/** A joining station that could take many times what comes: its rate probably counts inputs. */
function rateOddities(line: ResolvedLine, at: number, outputs: readonly number[]): Oddity[] {
  const { name, batchIn, uph, outputType } = line.stations[at]!;
  if (batchIn < 2 || outputType === 'None' || !(outputs[at]! > 0)) return [];
  const unitsPerHour = uph / outputs[at]!;
  const others = line.stations.flatMap((other, i) => {
    const cycles = other.outputType === 'None' ? outputs[i]! / other.batchIn : outputs[i]!;
    return i === at || !(cycles > 0) ? [] : [other.uph / cycles];
  });
  const pace = Math.min(...others);
  if (others.length === 0 || unitsPerHour < 5 * pace) return [];
  const message = `uph counts cycles of ${batchIn}: ${rounded(uph)} /h × ${batchIn} = ${rounded(uph * batchIn)} items/h, ${rounded(unitsPerHour / pace)} times what the line brings; intended?`;
  return [{ station: name, about: 'rate', message }];
}

function repairOddities(line: ResolvedLine, { name, kind, reliability }: ResolvedStation): Oddity[] {
  const breaks = reliability.mtbfMin !== null || reliability.timeToFailureMin !== undefined;
  const isSaid = reliability.repairTimeMin !== undefined || line.origins[`${kind}.reliability.mttrMin`] !== 'default';
  if (!breaks || isSaid) return [];
  const message = `breaks down and nobody said how long a repair takes: the default of ${reliability.mttrMin} min holds; intended?`;
  return [{ station: name, about: 'repair time', message }];
}

/** A product of many parts that one defective part spoils. */
function defectOddities(line: ResolvedLine, at: number, outputs: readonly number[]): Oddity[] {
  const { name, outputType, quality } = line.stations[at]!;
  if (outputType === 'None' || quality.toleratedDefects > 0 || !(outputs[at]! > 0)) return [];
  const isLast = line.graph.branches[at]!.every(({ ways }) => ways.every((way) => way.length === 0));
  const parts = Math.max(...outputs) / outputs[at]!;
  if (!isLast || parts < 20) return [];
  const escaping = escapeShare(line);
  if (escaping === 0) return [];
  const good = exp(parts * ln1p(-escaping)) * 100;
  const message = `one defective part in ${rounded(parts)} makes its whole ${outputType.toLowerCase()} defective: with ${(escaping * 100).toFixed(2)} % of parts defective after inspection only ${good.toFixed(0)} % are good; intended? (quality.toleratedDefects)`;
  return [{ station: name, about: 'defects', message }];
}

/** Share of the smallest parts that is defective and has not been found, on a plain way through the line. */
function escapeShare({ stations }: ResolvedLine): number {
  let defective = 0;
  for (const { quality, batchIn, outputType } of stations) {
    if (outputType !== 'None' && batchIn > 1) break;
    defective += (1 - defective) * quality.defectRate;
    const found = defective * quality.detectionProb;
    defective = found < 1 ? (defective - found) / (1 - found) : 0;
  }
  return defective;
}

function bufferOddities(line: ResolvedLine, at: number): Oddity[] {
  const { name } = line.stations[at]!;
  const behind = line.graph.behind[at];
  if (behind === undefined) return [];
  const needs = line.graph.inlets.flatMap((inlets) => inlets.filter(({ buffers }) => buffers.includes(behind)));
  const most = Math.max(0, ...needs.map(({ need }) => need));
  const { capacity } = line.graph.buffers[behind]!;
  if (capacity >= most || capacity === 0) return [];
  const message = `the buffer behind it holds ${capacity}, less than the ${most} the next station takes for one cycle; intended?`;
  return [{ station: name, about: 'buffer', message }];
}

function rounded(value: number): string {
  const digits = value >= 100 || Number.isInteger(value) ? 0 : 1;
  return value.toFixed(digits).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
}
