import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from './arguments.ts';
import { readText, YamlSource } from '@twin/service-host/yaml';

export type Group = Readonly<Record<string, unknown>>;

/** The YAML of the original Python project, by kind and name. */
export interface OriginalProject {
  readonly runs: ReadonlyMap<string, Group>;
  readonly scenarios: ReadonlyMap<string, Group>;
  readonly topologies: ReadonlyMap<string, Group>;
  readonly equipment: ReadonlyMap<string, Group>;
  readonly products: ReadonlyMap<string, Group>;
  /** Of defaults.yaml: what holds for every machine. */
  readonly equipmentDefaults: Group;
}

/** Reads config/ of the project, or the folder itself when it is that. Throws `UsageError` and `FileFaults`. */
export function readOriginalProject(folder: string): OriginalProject {
  const config = existsSync(join(folder, 'config')) ? join(folder, 'config') : folder;
  if (!existsSync(join(config, 'topologies')) || !existsSync(join(config, 'equipment')))
    throw new UsageError(`${folder}: is no project of the original: it has no config/topologies and config/equipment`);
  const all = (kind: string) => new Map(filesOf(join(config, kind)).map(read));
  const defaults = join(config, 'defaults.yaml');
  return {
    runs: all('runs'),
    scenarios: all('scenarios'),
    topologies: all('topologies'),
    equipment: all('equipment'),
    products: all('products'),
    equipmentDefaults: existsSync(defaults) ? groupOf(read(defaults)[1]['equipment']) : {},
  };
}

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  return names.toSorted().map((name) => join(folder, name));
}

function read(file: string): [string, Group] {
  const { value } = YamlSource.parse(file, readText(file));
  if (!isGroup(value)) throw new UsageError(`${file}: must be keys with values`);
  const name = value['name'];
  return [typeof name === 'string' ? name : basename(file).replace(/\.ya?ml$/, ''), value];
}

export function isGroup(value: unknown): value is Group {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function groupOf(value: unknown): Group {
  return isGroup(value) ? value : {};
}
