import { FileFaults, readText, schemaFaults, YamlSource } from '@twin/service-host/yaml';
import { configSchema, defaultConfig, type Config } from './config-schema.ts';

/** The configuration in a file, or the default one when none is named. Throws `FileFaults` with every fault and its place. */
export function readConfig(file: string | undefined): Config {
  return file === undefined ? defaultConfig : parseConfig(file, readText(file));
}

export function parseConfig(file: string, text: string): Config {
  const source = YamlSource.parse(file, text);
  const parsed = configSchema.safeParse(source.value);
  if (parsed.success) return parsed.data;
  throw new FileFaults(schemaFaults(source, configSchema, parsed.error), new Map([[file, text]]));
}
