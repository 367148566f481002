import { economicsFaults, economicsSchema, type Economics, type ResolvedLine } from '@twin/line-engine';
import type { FileFault, YamlSource } from '@twin/service-host/yaml';

interface Checked<Value> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: Value }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What stands behind a key of the file, checked; undefined when it is not there or is faulty. */
export function study<Value>(
  source: YamlSource,
  key: string,
  schema: Checked<Value>,
  value: unknown,
  faults: FileFault[],
): Value | undefined {
  if (value === undefined) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const { path, message } of result.error.issues) {
    const whole = [key, ...path.map((one) => (typeof one === 'symbol' ? String(one) : one))];
    faults.push({ file: source.file, place: source.place(whole, false), path: whole.join('.'), message });
  }
  return undefined;
}

/** What a file says under `economics`. */
export interface Said {
  readonly source: YamlSource;
  readonly value: unknown;
}

/** What things cost: what the scenario says, over what its line says. Both may stand in one file. */
export function economicsOf(
  resolved: ResolvedLine,
  scenario: Said,
  line: Said,
  faults: FileFault[],
): Economics | undefined {
  const own = scenario.source === line.source ? undefined : scenario.value;
  if (line.value === undefined && own === undefined) return undefined;
  const before = faults.length;
  study(line.source, 'economics', economicsSchema, line.value, faults);
  study(scenario.source, 'economics', economicsSchema, own, faults);
  if (faults.length > before) return undefined;
  const merged = economicsSchema.parse(deepMerged(line.value ?? {}, own ?? {}));
  for (const { path, message } of economicsFaults(resolved, merged)) {
    const whole = ['economics', ...path];
    const { source } = has(own, path) ? scenario : line;
    faults.push({ file: source.file, place: source.place(whole, true), path: whole.join('.'), message });
  }
  return merged;
}

function has(value: unknown, path: readonly (string | number)[]): boolean {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return false;
    at = (at as Record<string | number, unknown>)[key];
  }
  return true;
}

function deepMerged(base: unknown, over: unknown): unknown {
  const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isGroup(base) || !isGroup(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over))
    merged[key] = Object.hasOwn(base, key) ? deepMerged(base[key], value) : value;
  return merged;
}
