import type { z } from 'zod';
import { nearest } from './nearest.ts';

/** Which of the three objects that make a line. */
export type FaultSource = 'topology' | 'baseline' | 'scenario';

/** One thing that is wrong with a configuration, and where. */
export interface Fault {
  readonly source: FaultSource;
  /** Keys from the top of that object to the faulty value. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The fault is the last key of the path itself, not the value behind it. */
  readonly atKey: boolean;
  /** The known name that was probably meant. */
  readonly didYouMean?: string | undefined;
}

/** A configuration that cannot be run: every fault in it, not only the first. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly code = 'invalid-configuration';
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => `${[fault.source, ...fault.path].join('.')}: ${fault.message}`).join('\n'));
    this.faults = faults;
  }
}

/** Checks `value`; faults are added to `faults`, and undefined comes back when there are any. */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  source: FaultSource,
  faults: Fault[],
): z.output<Schema> | undefined {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  for (const issue of result.error.issues) faults.push(...toFaults(issue, schema, source));
  return undefined;
}

function toFaults(issue: z.core.$ZodIssue, schema: z.ZodType, source: FaultSource): Fault[] {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownKey(source, [...path, key], key, knownKeys(schema, path)));
  if (issue.code === 'invalid_key')
    return [
      { source, path, message: `is no name: ${issue.issues.map(({ message }) => message).join(', ')}`, atKey: true },
    ];
  return [{ source, path, message: reason(issue), atKey: false }];
}

/** The fault of a name that is not known there. */
export function unknownKey(
  source: FaultSource,
  path: readonly (string | number)[],
  key: string,
  known: Iterable<string>,
  what = 'key',
): Fault {
  const didYouMean = nearest(key, known);
  const hint = didYouMean === undefined ? `known: ${[...known].join(', ')}` : `did you mean "${didYouMean}"?`;
  return { source, path, message: `unknown ${what} "${key}"; ${hint}`, atKey: true, didYouMean };
}

function reason(issue: z.core.$ZodIssue): string {
  const got = shown(issue.input);
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing';
      return `must be ${article(issue.expected)}, is ${got}`;
    case 'too_small':
      if (issue.origin === 'array' || issue.origin === 'string') return `must not be empty`;
      return `must be ${issue.inclusive === true ? 'at least' : 'greater than'} ${issue.minimum}, is ${got}`;
    case 'too_big':
      if (issue.origin === 'array' || issue.origin === 'string')
        return `must have at most ${issue.maximum} entries or letters`;
      return `must be at most ${issue.maximum}, is ${got}`;
    default:
      return `${issue.message}, is ${got}`;
  }
}

function article(expected: string): string {
  const names: Record<string, string> = {
    int: 'a whole number',
    object: 'a group of keys',
    record: 'a group of keys',
    array: 'a list',
  };
  return names[expected] ?? `a ${expected}`;
}

function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** The keys an object may have at `path`, read off the schema. */
function knownKeys(schema: z.ZodType, path: readonly (string | number)[]): string[] {
  let at = inner(schema);
  for (const key of path) {
    if (at === undefined) return [];
    if (at.def.type === 'object') at = inner((at as z.ZodObject).shape[key] as z.ZodType | undefined);
    else if (at.def.type === 'array') at = inner((at as z.ZodArray).element as z.ZodType);
    else if (at.def.type === 'record') at = inner((at as z.ZodRecord).valueType as z.ZodType);
    else return [];
  }
  return at?.def.type === 'object' ? Object.keys((at as z.ZodObject).shape) : [];
}

/** The schema behind optional, nullable and default. */
function inner(schema: z.ZodType | undefined): z.ZodType | undefined {
  let at = schema;
  while (at !== undefined && 'innerType' in at.def) at = (at.def as { innerType: z.ZodType }).innerType;
  return at;
}
