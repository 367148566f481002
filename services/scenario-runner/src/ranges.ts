import type { ResolvedLine } from '@twin/line-engine';
import { parameterValue, UnknownParameter, type SweptParameter } from '@twin/line-engine/experiment';
import { UsageError } from './arguments.ts';

/** A parameter and the values or the range behind it, out of `PATH=0,50,100`, `PATH=0..200` or `PATH=0..200:5`. */
export function rangeOf(line: ResolvedLine, text: string): SweptParameter & { readonly points?: number | undefined } {
  const [, path, given] = /^\s*([^=]+?)\s*=\s*(\S.*?)\s*$/.exec(text) ?? [];
  if (path === undefined || given === undefined) throw new UsageError(`--vary must be PATH=RANGE, is "${text}"`);
  const integer = isWhole(line, path);
  const range = /^(\S+?)\.\.(\S+?)(?::(\d+))?$/.exec(given);
  const numbers = (range === null ? given.split(',') : [range[1]!, range[2]!]).map(Number);
  if (!numbers.every(Number.isFinite))
    throw new UsageError(`--vary ${text}: "${given}" is no list of numbers and no range FROM..TO`);
  if (range === null) return { path, values: numbers, integer };
  const [from, to] = numbers;
  if (!(from! < to!)) throw new UsageError(`--vary ${text}: must go from a smaller to a larger value`);
  return { path, from, to, integer, points: range[3] === undefined ? undefined : Number(range[3]) };
}

/** Whether a parameter takes whole numbers only. Throws `UsageError` for one that is not there. */
export function isWhole(line: ResolvedLine, path: string): boolean {
  try {
    parameterValue(line, path);
  } catch (error) {
    if (error instanceof UnknownParameter) throw new UsageError(error.message);
    throw error;
  }
  return /(^crews\.|\.bufferCapacity$|\.toleratedDefects$|\.priority$|\.scrapItems$|^seed$)/.test(path);
}

const defaultPoints = 5;

/** The values of a grid along one parameter. */
export function gridValues({
  path,
  values,
  from,
  to,
  integer,
  points = defaultPoints,
}: ReturnType<typeof rangeOf>): number[] {
  if (values !== undefined) return [...values];
  if (from === undefined || to === undefined) throw new UsageError(`${path}: needs values, or from and to`);
  const all = Array.from({ length: points }, (_, i) => from + ((to - from) * i) / Math.max(1, points - 1));
  return integer === true ? [...new Set(all.map(Math.round))] : all;
}
