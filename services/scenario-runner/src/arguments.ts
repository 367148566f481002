import { parseArgs } from 'node:util';
import { nearest } from '@twin/line-engine';

/** A command line that cannot be followed; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Command {
  readonly name: 'run' | 'compare' | 'help';
  readonly files: readonly string[];
  readonly json: boolean;
  readonly seed?: number | undefined;
  readonly durationHours?: number | undefined;
  readonly replications: number;
  readonly out: string;
}

const options = {
  json: { type: 'boolean', default: false },
  seed: { type: 'string' },
  'duration-hours': { type: 'string' },
  replications: { type: 'string', default: '20' },
  out: { type: 'string', default: 'out' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

export const usage = `Usage:
  scenario-runner run FILE [--json] [--seed N] [--duration-hours H] [--out FOLDER]
      Runs one what-if once. Prints output, OEE and time in state; writes summary.json, events.csv and
      telemetry.csv to FOLDER/<scenario> (FOLDER is "out" unless told).
  scenario-runner compare FILE FILE… [--replications N] [--seed N] [--duration-hours H]
      Runs each scenario N times (20) on common random numbers and holds each against the first.

FILE is a scenario (name, line, equipment …) or a line (line, topology, baseline). With --json the result is on
standard output and everything else on standard error.
Exit codes: 0 done; 1 the run failed; 2 the command line or a file is wrong.
`;

/** Reads the command line. Throws `UsageError`. */
export function readArguments(given: readonly string[]): Command {
  const { values, positionals } = parse(given);
  const [name, ...files] = positionals;
  if (values.help || name === 'help' || name === undefined)
    return { name: 'help', files: [], json: false, replications: 1, out: '' };
  if (name !== 'run' && name !== 'compare') {
    const meant = nearest(name, ['run', 'compare', 'help']);
    throw new UsageError(
      `unknown command "${name}"; ${meant ? `did you mean "${meant}"?` : 'known: run, compare, help'}`,
    );
  }
  if (name === 'run' && files.length !== 1) throw new UsageError(`run takes one FILE, got ${files.length}`);
  if (name === 'compare' && files.length < 2)
    throw new UsageError(`compare takes two FILEs or more, got ${files.length}`);
  return {
    name,
    files,
    json: values.json,
    seed: values.seed === undefined ? undefined : wholeNumber('--seed', values.seed, 0, Number.MAX_SAFE_INTEGER),
    durationHours: values['duration-hours'] === undefined ? undefined : hours(values['duration-hours']),
    replications: wholeNumber('--replications', values.replications, 2, 1_000_000),
    out: values.out,
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], options, allowPositionals: true, strict: true });
  } catch (error) {
    const unknown = /'(--?[^']+)'/.exec((error as Error).message)?.[1];
    const meant =
      unknown &&
      nearest(
        unknown,
        Object.keys(options).map((name) => `--${name}`),
      );
    if ((error as { code?: string }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && unknown)
      throw new UsageError(`unknown option ${unknown}${meant ? `; did you mean ${meant}?` : ''}`);
    throw new UsageError((error as Error).message);
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !(value >= least && value <= most))
    throw new UsageError(`${name} must be a whole number from ${least} to ${most}, is "${text}"`);
  return value;
}

function hours(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= 1_000_000))
    throw new UsageError(`--duration-hours must be greater than 0 and at most 1000000, is "${text}"`);
  return value;
}
