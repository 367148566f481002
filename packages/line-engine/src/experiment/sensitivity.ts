import type { ResolvedLine } from '../scenario/resolve.ts';
import { compareToFirst } from './paired.ts';
import { parameterPaths, parameterValue } from './parameter-paths.ts';
import type { Estimate } from './statistics.ts';

/** A parameter moved a little. */
export interface Nudge {
  readonly path: string;
  readonly value: number;
  readonly changed: number;
  /** By how many percent it was moved; whole numbers move by at least 1. */
  readonly percent: number;
}

/** What one percent of a parameter is worth. */
export interface Sensitivity extends Nudge {
  /** Of the figure, per percent of the parameter, with an interval that is simultaneous over all parameters. */
  readonly perPercent: Estimate;
}

const whole = new Set(['bufferCapacity']);
const nudged = /\.(uph|bufferCapacity|mtbfMin|mttrMin|jamProb|jamTimeSec|defectRate|detectionProb)$/;

/**
 * Parameters of a line worth moving: numbers that are set and not 0. They are moved upwards by `percent` (a probability not
 * beyond 1: then downwards). 10 % is far enough to rise above chance and near enough to be a slope.
 */
export function nudges(line: ResolvedLine, percent = 10): Nudge[] {
  return parameterPaths(line).flatMap((path): Nudge[] => {
    if (!nudged.test(path)) return [];
    const value = parameterValue(line, path);
    if (typeof value !== 'number' || value === 0 || isIdle(line, path)) return [];
    const isWhole = whole.has(path.slice(path.lastIndexOf('.') + 1));
    const isProbability = /(jamProb|defectRate|detectionProb)$/.test(path);
    const up = value * (1 + percent / 100);
    const moved = isProbability && up > 1 ? value * (1 - percent / 100) : up;
    const changed = isWhole ? Math.max(value + 1, Math.round(moved)) : moved;
    return [{ path, value, changed, percent: (changed / value - 1) * 100 }];
  });
}

/** A repair time without breakdowns, a jam time without jams: moving it changes nothing. */
function isIdle(line: ResolvedLine, path: string): boolean {
  const group = path.slice(0, path.lastIndexOf('.'));
  if (path.endsWith('.mttrMin')) return parameterValue(line, `${group}.mtbfMin`) === null;
  if (path.endsWith('.jamTimeSec')) return parameterValue(line, `${group}.jamProb`) === 0;
  return false;
}

/**
 * The worth of one percent of each parameter: the paired difference of the figure, over the percent moved. `base[r]` and `moved[i][r]` are
 * the figure in replication r; the largest effect first.
 */
export function sensitivities(
  moves: readonly Nudge[],
  base: readonly number[],
  moved: readonly (readonly number[])[],
  confidence = 0.95,
): Sensitivity[] {
  const comparisons = compareToFirst([base, ...moved], confidence);
  return moves
    .map((move, i): Sensitivity => {
      const { mean, standardDeviation, halfWidth, n } = comparisons[i]!.difference;
      const scale = 1 / move.percent;
      const size = Math.abs(scale);
      const perPercent = {
        mean: mean * scale,
        standardDeviation: standardDeviation * size,
        halfWidth: halfWidth * size,
        n,
      };
      return { ...move, perPercent };
    })
    .sort((a, b) => Math.abs(b.perPercent.mean) - Math.abs(a.perPercent.mean));
}
