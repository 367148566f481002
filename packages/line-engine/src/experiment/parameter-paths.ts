import { nearest } from '../scenario/nearest.ts';
import type { ResolvedLine } from '../scenario/resolve.ts';
import type { ScenarioInput } from '../scenario/scenario-schema.ts';

/** A path that leads to no parameter of the line. */
export class UnknownParameter extends Error {
  override readonly name = 'UnknownParameter';
  readonly code = 'unknown-parameter';
  readonly path: string;
  readonly didYouMean: string | undefined;
  constructor(path: string, known: readonly string[]) {
    const meant =
      nearest(path, known) ??
      nearest(
        path,
        known.map((one) => `equipment.${one}`),
      );
    super(
      `unknown parameter "${path}"; ${meant === undefined ? 'see list for what there is' : `did you mean "${meant}"?`}`,
    );
    this.path = path;
    this.didYouMean = meant;
  }
}

/** Every parameter a scenario may set on this line: `Filler.bufferCapacity`, `crews.fitters`, `durationHours`, `seed`. */
export function parameterPaths(line: ResolvedLine): string[] {
  const crews = line.crews.map(({ name }) => `crews.${name}`);
  return [...Object.keys(line.origins), ...crews, 'durationHours', 'seed'];
}

/** The value a path has on a line now. Throws `UnknownParameter`. */
export function parameterValue(line: ResolvedLine, path: string): unknown {
  const known = knownPath(line, path);
  if (known.startsWith('crews.')) return line.crews.find(({ name }) => `crews.${name}` === known)?.size;
  const kind = kindOf(line, known);
  if (kind === undefined) return undefined;
  const station = line.stations.find((one) => one.kind === kind);
  let value: unknown = station;
  for (const key of known.slice(kind.length + 1).split('.'))
    value = (value as Record<string, unknown> | undefined)?.[key];
  return value;
}

/** A scenario in which the parameters at these paths have these values; nothing else changes. Throws `UnknownParameter`. */
export function withParameters(
  line: ResolvedLine,
  scenario: ScenarioInput,
  values: Readonly<Record<string, unknown>>,
): ScenarioInput {
  let changed: Values = scenario;
  for (const [path, value] of Object.entries(values)) {
    const known = knownPath(line, path);
    const kind = kindOf(line, known);
    const keys =
      kind === undefined ? known.split('.') : ['equipment', kind, ...known.slice(kind.length + 1).split('.')];
    changed = put(changed, keys, value);
  }
  return changed as unknown as ScenarioInput;
}

type Values = Readonly<Record<string, unknown>>;

function put(into: Values, [key, ...rest]: readonly string[], value: unknown): Values {
  const before = Object.hasOwn(into, key!) ? into[key!] : undefined;
  const below = typeof before === 'object' && before !== null ? (before as Values) : {};
  return { ...into, [key!]: rest.length === 0 ? value : put(below, rest, value) };
}

function knownPath(line: ResolvedLine, path: string): string {
  const known = parameterPaths(line);
  const plain = path.startsWith('equipment.') ? path.slice('equipment.'.length) : path;
  if (known.includes(plain)) return plain;
  throw new UnknownParameter(path, known);
}

/** The station a path begins with; names may have dots in them. */
function kindOf(line: ResolvedLine, path: string): string | undefined {
  const kinds = line.stations.map(({ kind }) => kind).filter((kind) => path.startsWith(`${kind}.`));
  return kinds.toSorted((a, b) => b.length - a.length)[0];
}
