import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { subjects } from '@twin/codecs';
import { exitCodeOfSettings, SettingsError } from '@twin/service-host';
import { FileFaults, faultText } from '@twin/service-host/yaml';
import { z } from 'zod';
import { readConfig } from './config-file.ts';
import { configSchema } from './config-schema.ts';
import { explain } from './explain.ts';
import { plantFaults } from './mock-plant.ts';
import { recordCommand, replayCommand } from './record-commands.ts';
import { RecordingFault } from './recording.ts';
import { serve, serveMockPlant } from './serve.ts';
import { readEnvironment } from './settings.ts';

export interface Streams {
  readonly out: (text: string) => void;
  /** Resolves when there is room for more; undefined: there is. */
  readonly room: () => Promise<unknown> | undefined;
  readonly err: (text: string) => void;
}

const usage = `Usage:
  twin serve [FILE]         watches the assets of a configuration until SIGTERM; without NATS_URL on a bus of its own with a mock plant;
                            several in durable mode share the assets
  twin demo [FILE]          the same on its own bus, prints the address of the page; faults may be injected from it
  twin mock-plant           a pretend reactor on NATS_URL, for trying things out
  twin inject FAULT [--size N] [--asset PREFIX] [--url URL]
                            puts a fault into the mock plant (${Object.keys(plantFaults).join(', ')}; none ends them); needs TWIN_TOKEN
  twin replay SOURCE [--speed X] [--asset PREFIX]
                            a recording, a table (CSV or .parquet: time_ms and a column a tag) or "stream:FROM-TO" of the input stream, through
                            the twin; prints all it says as CSV: the same lines for the same messages. X: so many times as fast as it was
  twin record FILE          writes every reading of the configured assets on NATS_URL until SIGTERM; FILE.parquet as Parquet, which has its name
                            once it is whole (a kill leaves FILE.parquet.part, which nobody can read), anything else as CSV, whole up to its last line
  twin explain [FILE]       says how a configuration and the environment were understood
  twin schema               prints the JSON Schema of a configuration
  twin healthcheck [--url URL]
                            asks /readyz; exit code 0 or 1

FILE is YAML; TWIN_CONFIG names it too. Exit codes: 0 done; 1 it failed; 2 the command line or a file is wrong; 78 the environment is wrong.
`;

class UsageError extends Error {}

const options = {
  url: { type: 'string' },
  size: { type: 'string' },
  speed: { type: 'string' },
  asset: { type: 'string', default: 'enterprise.site.area.line.reactor' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Follows one command line. Resolves to the exit code, or to undefined when the service itself has ended the process. */
export async function follow(
  given: readonly string[],
  env: NodeJS.ProcessEnv,
  streams: Streams,
): Promise<number | undefined> {
  try {
    return await run(given, env, streams);
  } catch (error) {
    if (error instanceof FileFaults) streams.err(`${faultText(error)}\n`);
    else if (error instanceof RecordingFault) streams.err(`${error.message}\n`);
    else if (error instanceof SettingsError) streams.err(`twin: ${error.message}\n`);
    else if (error instanceof UsageError) streams.err(`twin: ${error.message}\n\n${usage}`);
    else {
      streams.err(`twin: ${error instanceof Error ? error.message : String(error)}\n`);
      return 1;
    }
    return error instanceof SettingsError ? exitCodeOfSettings : 2;
  }
}

async function run(given: readonly string[], env: NodeJS.ProcessEnv, streams: Streams): Promise<number | undefined> {
  const { values, positionals } = parse(given);
  const [command, argument, ...more] = positionals;
  if (values.help || command === undefined || command === 'help') {
    streams.out(usage);
    return 0;
  }
  if (more.length > 0) throw new UsageError(`too many arguments: ${more.join(' ')}`);
  const base = values.url ?? `http://127.0.0.1:${env['TWIN_PORT'] ?? 8080}`;
  switch (command) {
    case 'serve':
      return served(env, argument);
    case 'demo':
      return demo(env, argument, streams);
    case 'mock-plant':
      await serveMockPlant({ ...env, TWIN_BUS: 'nats' });
      return undefined;
    case 'inject':
      return inject(base, values, argument, env);
    case 'replay':
      if (argument === undefined) throw new UsageError('replay takes a file or stream:FROM-TO');
      await replayCommand(
        { source: argument, asset: assetOf(values.asset), speed: speedOf(values.speed) },
        env,
        streams,
      );
      return 0;
    case 'record':
      if (argument === undefined) throw new UsageError('record takes the name of a file, .csv or .parquet');
      await recordCommand(argument, env, streams.err);
      return 0;
    case 'explain': {
      const { values: environment } = readEnvironment(env);
      streams.out(explain(readConfig(argument ?? environment.TWIN_CONFIG), environment));
      return 0;
    }
    case 'schema':
      streams.out(`${JSON.stringify(z.toJSONSchema(configSchema, { io: 'input' }), null, 2)}\n`);
      return 0;
    case 'healthcheck':
      return healthcheck(base, streams);
    default:
      throw new UsageError(`unknown command "${command}"`);
  }
}

function speedOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const speed = Number(given);
  if (!(speed > 0 && speed <= 1e6)) throw new UsageError(`--speed must be above 0 and at most 1000000, is "${given}"`);
  return speed;
}

function assetOf(given: string): string {
  try {
    subjects.sensor(given, 'temp');
  } catch (error) {
    throw new UsageError(`--asset: ${(error as Error).message}`);
  }
  return given;
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function served(
  env: NodeJS.ProcessEnv,
  configFile: string | undefined,
  onUrl?: (url: string) => void,
): Promise<undefined> {
  // Faults of files and settings are shown to people before any log begins.
  const { values } = readEnvironment(env);
  readConfig(configFile ?? values.TWIN_CONFIG);
  await serve(env, { configFile, ...(onUrl && { onUrl, logTo: 'stderr' }) });
}

async function demo(env: NodeJS.ProcessEnv, configFile: string | undefined, { out }: Streams): Promise<undefined> {
  const token = env['TWIN_TOKEN'] ?? randomBytes(12).toString('hex');
  const settings = { TWIN_LOG_LEVEL: 'warn', ...env, TWIN_BUS: 'memory', TWIN_TOKEN: token };
  // After #, so that no server and no log sees it.
  return served(settings, configFile, (url) => out(`The reactor and its twin: ${url}#token=${token}\n`));
}

async function inject(
  base: string,
  { asset, size }: { readonly asset: string; readonly size?: string | undefined },
  fault: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  if (fault === undefined) throw new UsageError(`inject takes one of ${Object.keys(plantFaults).join(', ')}, none`);
  if (size !== undefined && !(Number(size) > 0)) throw new UsageError(`--size must be a number above 0, is "${size}"`);
  const body = JSON.stringify({ asset, fault, ...(size !== undefined && { size: Number(size) }) });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${env['TWIN_TOKEN'] ?? ''}` };
  const answer = await fetch(new URL('/api/fault', base), { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`${answer.status} ${((await answer.json()) as { error: string }).error}`);
  return 0;
}

async function healthcheck(base: string, { out, err }: Streams): Promise<number> {
  const answer = await fetch(new URL('/readyz', base), { signal: AbortSignal.timeout(3_000) });
  const text = await answer.text();
  if (answer.ok) out(text);
  else err(text);
  return answer.ok ? 0 : 1;
}
