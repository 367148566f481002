import type { StateName } from '../station/state.ts';
import type { StateTrack } from './state-track.ts';

/** A stretch of time in which one station was the bottleneck. */
export interface BottleneckStretch {
  readonly fromS: number;
  readonly toS: number;
  readonly station: string;
}

/** How long each station was the bottleneck, shares of the time looked at. */
export interface BottleneckShare {
  readonly station: string;
  /** The bottleneck, and no other about to be. */
  readonly sole: number;
  /** The bottleneck while its stretch overlaps with that of the one before or after: it is shifting. */
  readonly shifting: number;
}

/** A machine is active unless it waits for others or is not scheduled. */
const waits: ReadonlySet<StateName> = new Set(['STARVED', 'BLOCKED', 'OFF', 'WAITING']);

interface Period {
  readonly station: number;
  readonly fromS: number;
  readonly toS: number;
}

/**
 * The momentary bottleneck: at each instant the station that has been and will be active longest without a break. Roser,
 * Nakano & Tanaka, Proc. Winter Simulation Conference (2002) 1079–1086. Working, being repaired, cleared or set up are active; a
 * station that waits for others interrupts its period. Instants at which nobody is active are in no stretch.
 */
export function bottlenecks(tracks: readonly StateTrack[], durationS: number): BottleneckStretch[] {
  return stretches(tracks, durationS).map(({ fromS, toS, period }) => ({
    fromS,
    toS,
    station: tracks[period.station]!.station,
  }));
}

/** Shares of [fromS, toS) in which each station was the bottleneck, alone or shifting; the largest first. */
export function bottleneckShares(
  tracks: readonly StateTrack[],
  durationS: number,
  fromS = 0,
  toS = durationS,
): BottleneckShare[] {
  const found = stretches(tracks, durationS);
  const sole = tracks.map(() => 0);
  const shifting = tracks.map(() => 0);
  for (const [i, { fromS: begin, toS: end, period }] of found.entries()) {
    const before = found[i - 1]?.period;
    const after = found[i + 1]?.period;
    const soleFrom = Math.max(begin, before !== undefined && before !== period ? before.toS : begin);
    const soleTo = Math.min(end, after !== undefined && after !== period ? after.fromS : end);
    const whole = within(begin, end, fromS, toS);
    const alone = Math.min(whole, within(soleFrom, soleTo, fromS, toS));
    sole[period.station]! += alone;
    shifting[period.station]! += whole - alone;
  }
  const lengthS = toS - fromS;
  return tracks
    .map(({ station }, i) => ({ station, sole: sole[i]! / lengthS, shifting: shifting[i]! / lengthS }))
    .sort((a, b) => b.sole + b.shifting - a.sole - a.shifting);
}

/** Share of each interval, station by station: the bottleneck as it moves with time. */
export function bottleneckOverTime(
  tracks: readonly StateTrack[],
  durationS: number,
  intervalS: number,
): { readonly station: string; readonly shares: readonly number[] }[] {
  const found = bottlenecks(tracks, durationS);
  const intervals = Math.ceil(durationS / intervalS);
  return tracks.map(({ station }) => {
    const own = found.filter((stretch) => stretch.station === station);
    const shares = Array.from({ length: intervals }, () => 0);
    for (const { fromS, toS } of own) {
      for (let i = Math.floor(fromS / intervalS); i < intervals && i * intervalS < toS; i++) {
        const end = Math.min((i + 1) * intervalS, durationS);
        shares[i]! += within(fromS, toS, i * intervalS, end) / (end - i * intervalS);
      }
    }
    return { station, shares };
  });
}

function within(fromS: number, toS: number, lowS: number, highS: number): number {
  return Math.max(0, Math.min(toS, highS) - Math.max(fromS, lowS));
}

interface Stretch {
  readonly fromS: number;
  toS: number;
  readonly period: Period;
}

/** At each begin or end of a period the longest of those that are open. */
function stretches(tracks: readonly StateTrack[], durationS: number): Stretch[] {
  const periods = tracks.map((track, station) => activePeriods(track, station, durationS));
  const turns = turnsOf(periods);
  const next = periods.map(() => 0);
  const found: Stretch[] = [];
  let beforeS = -1;
  for (const timeS of turns) {
    if (timeS === beforeS) continue;
    beforeS = timeS;
    let longest: Period | undefined;
    for (const [station, own] of periods.entries()) {
      while (next[station]! < own.length && own[next[station]!]!.toS <= timeS) next[station]!++;
      const open = own[next[station]!];
      if (open === undefined || open.fromS > timeS) continue;
      if (longest === undefined || open.toS - open.fromS > longest.toS - longest.fromS) longest = open;
    }
    const last = found.at(-1);
    if (last !== undefined && last.toS > timeS) last.toS = timeS;
    if (longest === undefined) continue;
    if (last?.period === longest && last.toS === timeS) last.toS = longest.toS;
    else found.push({ fromS: timeS, toS: longest.toS, period: longest });
  }
  return found;
}

/** When periods begin and end, in order. */
function turnsOf(periods: readonly (readonly Period[])[]): Float64Array {
  const count = periods.reduce((sum, own) => sum + own.length, 0);
  const turns = new Float64Array(2 * count);
  let at = 0;
  for (const own of periods)
    for (const { fromS, toS } of own) {
      turns[at++] = fromS;
      turns[at++] = toS;
    }
  return turns.sort();
}

function activePeriods({ fromS, states }: StateTrack, station: number, durationS: number): Period[] {
  const periods: Period[] = [];
  let beganS: number | undefined;
  for (const [i, state] of states.entries()) {
    if (!waits.has(state)) beganS ??= fromS[i]!;
    else if (beganS !== undefined) {
      periods.push({ station, fromS: beganS, toS: fromS[i]! });
      beganS = undefined;
    }
  }
  if (beganS !== undefined) periods.push({ station, fromS: beganS, toS: durationS });
  return periods;
}
