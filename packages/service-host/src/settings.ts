import leven from 'leven';
import { z } from 'zod';

/** The exit code of a process whose settings are wrong: EX_CONFIG of sysexits.h. */
export const exitCodeOfSettings = 78;

export interface SettingFault {
  /** The variable. */
  readonly name: string;
  readonly problem: string;
}

/** Everything that is wrong with the settings, at once. Values of secrets are not in it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly faults: readonly SettingFault[];

  constructor(faults: readonly SettingFault[]) {
    super(`settings:\n${faults.map(({ name, problem }) => `  ${name}: ${problem}`).join('\n')}`);
    this.faults = faults;
  }
}

export interface SettingsOptions<Shape extends z.ZodRawShape> {
  /** Variables with this prefix must be known. Default `TWIN_`. */
  readonly prefix?: string;
  /** Their values are shown nowhere. */
  readonly secrets?: readonly (keyof Shape & string)[];
}

export interface Settings<Values> {
  readonly values: Values;
  /** For a log or `--print-config`: secrets that are set read `[redacted]`. */
  readonly shown: Readonly<Record<string, unknown>>;
}

/**
 * Settings from the environment. `shape` holds a zod schema for each variable, which gets its text; a variable that
 * is empty counts as not set. Throws `SettingsError` with all faults: values that are wrong or missing, and
 * variables with our prefix that nobody knows, with the nearest known one.
 */
export function readSettings<Shape extends z.ZodRawShape>(
  env: Readonly<Record<string, string | undefined>>,
  shape: Shape,
  options: SettingsOptions<Shape> = {},
): Settings<z.infer<z.ZodObject<Shape>>> {
  const { prefix = 'TWIN_', secrets = [] } = options;
  const isSecret = (name: string): boolean => (secrets as readonly string[]).includes(name);
  const given = Object.fromEntries(Object.keys(shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const parsed = z.object(shape).safeParse(given);
  const faults = unknownNames(env, Object.keys(shape), prefix);
  if (!parsed.success) faults.unshift(...wrongValues(parsed.error, given, isSecret));
  if (faults.length > 0 || !parsed.success) throw new SettingsError(faults);
  const shown = Object.entries(parsed.data).map(([name, value]) => [
    name,
    isSecret(name) && value !== undefined ? '[redacted]' : value,
  ]);
  return { values: parsed.data, shown: Object.fromEntries(shown) };
}

function wrongValues(
  error: z.ZodError,
  given: Readonly<Record<string, string>>,
  isSecret: (name: string) => boolean,
): SettingFault[] {
  return error.issues.map((issue) => {
    const name = String(issue.path[0] ?? '');
    if (given[name] === undefined) return { name, problem: 'is not set' };
    if (!isSecret(name)) return { name, problem: `${issue.message} (is ${JSON.stringify(given[name])})` };
    // What a schema says may quote what it was given.
    return { name, problem: issue.message.includes(given[name]) ? 'is not valid' : issue.message };
  });
}

function unknownNames(
  env: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
  prefix: string,
): SettingFault[] {
  return Object.keys(env)
    .filter((name) => name.startsWith(prefix) && !known.includes(name))
    .toSorted()
    .map((name) => {
      const nearest = known.toSorted((a, b) => leven(name, a) - leven(name, b))[0];
      const isNear = nearest !== undefined && leven(name, nearest) <= Math.max(2, name.length / 3);
      return { name, problem: `is not known${isNear ? `; did you mean ${nearest}?` : ''}` };
    });
}
