import { parse } from 'yaml';
import type { ResolvedLine } from '@twin/line-engine';
import { parameterValue, UnknownParameter } from '@twin/line-engine/experiment';
import { UsageError } from './arguments.ts';

/**
 * Values by path out of `--set PATH=VALUE`, `PATH*=FACTOR`, `PATH+=AMOUNT`. A value is written as in YAML: a number, null, a law.
 * Throws `UsageError` for a path that is not there, with the nearest that is.
 */
export function overridesOf(line: ResolvedLine, sets: readonly string[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const set of sets) {
    const [, path, operator, text] = /^\s*([^=*+]+?)\s*([*+]?)=([^]*)$/.exec(set) ?? [];
    if (path === undefined || text === undefined) throw new UsageError(`--set must be PATH=VALUE, is "${set}"`);
    const before = known(line, path);
    const given = yamlValue(set, text);
    values[path] = operator === '' ? given : changed(set, operator!, values[path] ?? before, given);
  }
  return values;
}

function known(line: ResolvedLine, path: string): unknown {
  try {
    return parameterValue(line, path);
  } catch (error) {
    if (error instanceof UnknownParameter) throw new UsageError(error.message);
    throw error;
  }
}

function yamlValue(set: string, text: string): unknown {
  try {
    const value: unknown = parse(text);
    if (text.trim() !== '' && value !== undefined) return value;
  } catch {
    // said below
  }
  throw new UsageError(`--set ${set}: has no value`);
}

function changed(set: string, operator: string, before: unknown, by: unknown): number {
  if (typeof before !== 'number')
    throw new UsageError(`--set ${set}: the value now is ${JSON.stringify(before) ?? 'none'}, not a number to change`);
  if (typeof by !== 'number')
    throw new UsageError(`--set ${set}: changes by ${JSON.stringify(by)}, which is no number`);
  return operator === '*' ? before * by : before + by;
}
