import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearest } from '@twin/line-engine';

/** A command line that cannot be followed; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

interface OptionText {
  /** What stands behind it; none: it is a switch. */
  readonly value?: string;
  readonly help: string;
}

/** Every option of every command, once. */
export const optionTexts = {
  json: { help: 'result on standard output as JSON, all else on standard error' },
  seed: { value: 'N', help: 'seed of all chance' },
  'duration-hours': { value: 'H', help: 'length of a run' },
  replications: { value: 'N', help: 'runs of each scenario (20)' },
  'warm-up-min': { value: 'MIN', help: 'run before anything counts; "auto": found by MSER-5' },
  until: { value: 'FIGURE=SHARE', help: 'replications until the interval of a figure is ± SHARE of it' },
  workers: { value: 'N', help: 'threads; changes no result (all cores)' },
  set: { value: 'PATH=VALUE', help: 'change a parameter; *= and += change what it is by; may be given again' },
  out: { value: 'FOLDER', help: 'where result folders go (out)' },
  force: { help: 'replace a result folder that is there already' },
  assert: { value: 'TEST', help: "exit code 3 unless it holds, as in 'oee>=0.78'; may be given again" },
  demand: { value: 'UNITS', help: 'good units asked for in the time, for takt' },
  investment: { value: 'MONEY', help: 'of the last scenario over the first, for payback' },
  'hours-per-year': { value: 'H', help: 'a line runs, for payback (6000)' },
  vary: { value: 'PATH=RANGE', help: 'a parameter to move: 0,50,100 or 0..200 or 0..200:5; may be given again' },
  latin: { value: 'N', help: 'points of a Latin hypercube in place of every combination' },
  maximise: { value: 'FIGURE', help: 'what is to be large (goodOut)' },
  total: { value: 'SUM', help: "what parameters must sum to, as in 'A.x+B.x=100' or '<=100'; may be given again" },
  cost: { value: 'PATH=MONEY', help: 'what one of a parameter costs per run; may be given again' },
  budget: { value: 'N', help: 'replications an optimiser may use (1000)' },
  indifference: { value: 'D', help: 'a design worse by less is as good' },
  target: { value: 'VALUE', help: 'of the figure that is to be reached' },
  line: { value: 'FILE', help: 'line whose speeds and parameters a stop log is held against' },
  from: { value: 'TIME', help: 'begin of what was observed' },
  to: { value: 'TIME', help: 'end of what was observed' },
  anyway: { help: 'replay although versions differ' },
  duckdb: { help: 'also all runs in one DuckDB file; needs @duckdb/node-api' },
  percent: { value: 'P', help: 'how far parameters are moved (10)' },
  help: { help: 'this text' },
} as const satisfies Readonly<Record<string, OptionText>>;

export type OptionName = keyof typeof optionTexts;

/** What one command understands. */
export interface CommandText {
  readonly files: readonly [least: number, most: number];
  readonly takes: string;
  readonly does: string;
  readonly options: readonly OptionName[];
}

const runs: readonly OptionName[] = ['json', 'seed', 'duration-hours', 'replications', 'warm-up-min', 'workers', 'set'];
const results: readonly OptionName[] = ['out', 'force'];
const many = Infinity;

export const commandTexts = {
  run: {
    files: [1, 1],
    takes: 'FILE',
    does: 'Runs one what-if: output, OEE, where the time goes and the biggest levers, with intervals. Writes a result folder.',
    options: [...runs, ...results, 'until', 'assert', 'demand'],
  },
  compare: {
    files: [1, many],
    takes: 'FILE… [--set PATH=VALUE]',
    does: 'Holds scenarios against the first on common random numbers. --set makes one more of the first FILE.',
    options: [...runs, 'investment', 'hours-per-year', 'assert'],
  },
  sweep: {
    files: [1, 1],
    takes: 'FILE [--vary PATH=RANGE]',
    does: 'Runs every combination of some parameters, or a Latin hypercube of them; of the FILE (sweep:) or of --vary.',
    options: [...runs, ...results, 'vary', 'latin'],
  },
  optimise: {
    files: [1, 1],
    takes: 'FILE [--vary PATH=FROM..TO]',
    does: 'Looks for the parameters with the largest figure within a budget of replications.',
    options: [...runs, 'vary', 'maximise', 'total', 'cost', 'budget', 'indifference', 'target'],
  },
  sensitivity: {
    files: [1, 1],
    takes: 'FILE',
    does: 'What one percent of each parameter is worth, paired, with intervals.',
    options: [...runs, 'maximise', 'percent'],
  },
  explain: {
    files: [1, 1],
    takes: 'FILE',
    does: 'What a line implies before any run, from closed forms, and what is odd in it.',
    options: ['json', 'set'],
  },
  list: {
    files: [0, 1],
    takes: '[FOLDER or FILE]',
    does: 'The scenarios of a folder; or every parameter of a FILE with its value and origin.',
    options: ['json', 'set'],
  },
  calibrate: {
    files: [1, 1],
    takes: 'STOPS.csv',
    does: 'MTBF, MTTR and jam rates with intervals and fitted laws, from station,kind,from,to.',
    options: ['json', 'line', 'from', 'to'],
  },
  replay: {
    files: [1, 1],
    takes: 'RESULT-FOLDER',
    does: 'Runs a result folder again and compares every file to the bit.',
    options: ['anyway', 'workers'],
  },
  import: {
    files: [1, 1],
    takes: 'FOLDER',
    does: 'Turns the config/ folder of the original Python project into our files, in FOLDER of --out.',
    options: [...results],
  },
  report: {
    files: [1, many],
    takes: 'FILE… [--set PATH=VALUE]',
    does: 'Makes one HTML page of scenarios held against the first, with charts, and the tables behind it.',
    options: ['seed', 'duration-hours', 'replications', 'set', 'out', 'force', 'duckdb'],
  },
  schema: {
    files: [0, 1],
    takes: '[line|scenario]',
    does: 'JSON Schema (draft-07) of our files, for editors.',
    options: [],
  },
  help: { files: [0, 1], takes: '[COMMAND]', does: 'This text, or that of a command.', options: [] },
} as const satisfies Readonly<Record<string, CommandText>>;

export type CommandName = keyof typeof commandTexts;

/** A command line, read: what is not there was not given. */
export interface Command {
  readonly name: CommandName;
  readonly files: readonly string[];
  readonly switches: ReadonlySet<string>;
  readonly values: Readonly<Partial<Record<OptionName, readonly string[]>>>;
}

/** Reads the command line. Throws `UsageError`. */
export function readArguments(given: readonly string[]): Command {
  const { values, positionals } = parse(given);
  const [name = 'help', ...files] = positionals;
  if (!Object.hasOwn(commandTexts, name)) throw unknown('command', name, Object.keys(commandTexts), '');
  const switches = new Set(Object.keys(values).filter((key) => values[key] === true));
  if (switches.has('help')) return { name: 'help', files: name === 'help' ? [] : [name], switches, values: {} };
  const command: CommandText = commandTexts[name as CommandName];
  const [least, most] = command.files;
  if (files.length < least || files.length > most)
    throw new UsageError(`${name} takes ${command.takes}, got ${files.length === 0 ? 'nothing' : files.join(' ')}`);
  const foreign = Object.keys(values).find((key) => !(command.options as readonly string[]).includes(key));
  if (foreign !== undefined)
    throw new UsageError(
      `${name} has no option --${foreign}; it has ${command.options.map((one) => `--${one}`).join(' ')}`,
    );
  const texts = Object.entries(values).flatMap(([key, value]) =>
    Array.isArray(value) ? [[key, value as string[]]] : [],
  );
  return { name: name as CommandName, files, switches, values: Object.fromEntries(texts) as Command['values'] };
}

function parse(given: readonly string[]) {
  const options: ParseArgsConfig['options'] = Object.fromEntries(
    Object.entries(optionTexts).map(([name, text]: [string, OptionText]) => [
      name,
      text.value === undefined ? { type: 'boolean' } : { type: 'string', multiple: true },
    ]),
  );
  options['help'] = { type: 'boolean', short: 'h' };
  try {
    return parseArgs({ args: [...given], options, allowPositionals: true, strict: true });
  } catch (error) {
    const name = /'(--?[^']+)'/.exec((error as Error).message)?.[1];
    if ((error as { code?: string }).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && name !== undefined)
      throw unknown('option', name, Object.keys(options), '--');
    throw new UsageError((error as Error).message);
  }
}

function unknown(what: string, name: string, known: readonly string[], mark: string): UsageError {
  const names = known.map((one) => `${mark}${one}`);
  const meant = nearest(name, names);
  const shown = what === 'command' ? `"${name}"` : name;
  return new UsageError(
    `unknown ${what} ${shown}; ${meant === undefined ? `known: ${names.join(', ')}` : `did you mean ${what === 'command' ? `"${meant}"` : meant}?`}`,
  );
}

/** The last text given for an option. */
export function textOf({ values }: Command, name: OptionName): string | undefined {
  return values[name]?.at(-1);
}

export function wholeNumber(command: Command, name: OptionName, least: number, most: number): number | undefined {
  const text = textOf(command, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || !(value >= least && value <= most))
    throw new UsageError(`--${name} must be a whole number from ${least} to ${most}, is "${text}"`);
  return value;
}

/** A number greater than 0 and at most `most`. */
export function positiveNumber(command: Command, name: OptionName, most: number): number | undefined {
  const text = textOf(command, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value <= most))
    throw new UsageError(`--${name} must be greater than 0 and at most ${most}, is "${text}"`);
  return value;
}

/** Text of help: of all commands, or of one with its options. */
export function usage(of?: string): string {
  if (of !== undefined && Object.hasOwn(commandTexts, of)) return usageOf(of as CommandName);
  const lines = Object.entries(commandTexts).map(
    ([name, { takes, does }]) => `  ${`${name} ${takes}`.padEnd(36)} ${does}`,
  );
  return `Usage: scenario-runner COMMAND …   (scenario-runner help COMMAND tells its options)

${lines.join('\n')}

FILE is a scenario (name, line, equipment …) or a line (line, topology, baseline).
Exit codes: 0 done; 1 the run failed; 2 the command line or a file is wrong; 3 an --assert did not hold; 130 interrupted, what was finished is reported.
`;
}

function usageOf(name: CommandName): string {
  const { takes, does, options }: CommandText = commandTexts[name];
  const lines = options.map((option) => {
    const { value, help }: OptionText = optionTexts[option];
    return `  ${`--${option}${value === undefined ? '' : ` ${value}`}`.padEnd(24)} ${help}`;
  });
  return `Usage: scenario-runner ${name} ${takes}\n\n${does}\n${lines.length > 0 ? `\n${lines.join('\n')}\n` : ''}`;
}
