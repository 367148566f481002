import { readFileSync, statSync } from 'node:fs';
import { FileFaults, maxFileBytes, schemaFaults, YamlSource } from '@twin/service-host/yaml';
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

function readText(file: string): string {
  const fault = (message: string) => new FileFaults([{ file, path: '', message }], new Map());
  try {
    const status = statSync(file);
    if (status.isDirectory()) throw fault('is a folder, not a file');
    if (status.size > maxFileBytes) throw fault(`is larger than ${maxFileBytes} bytes`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof FileFaults) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw fault(code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code ?? String(error)})`);
  }
}
