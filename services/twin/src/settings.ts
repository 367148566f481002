import type { NatsSettings } from '@twin/nats-adapter';
import { accessSync, constants } from 'node:fs';
import { subjects } from '@twin/codecs';
import { readSettings, SettingsError, type SettingFault } from '@twin/service-host';
import { z } from 'zod';

const optional = z.string().optional();
const port = z.coerce.number().int().min(0).max(65_535);

const nameSchema = z.string().regex(/^[\w-]{1,64}$/, 'must be letters, digits, - and _');

const shape = {
  TWIN_BUS: z.enum(['memory', 'nats']).optional(),
  TWIN_CONFIG: optional,
  TWIN_MODE: z.enum(['auto', 'live', 'durable']).default('auto'),
  TWIN_PROVISION: z.stringbool({ error: 'must be true or false' }).default(false),
  TWIN_CHECKPOINT_EVERY_MS: z.coerce.number().int().min(10).max(3_600_000).default(10_000),
  TWIN_LEASE_MS: z.coerce.number().int().min(100).max(60_000).default(2_000),
  TWIN_INPUT_STREAM: nameSchema.default('READINGS'),
  TWIN_OUTPUT_STREAM: nameSchema.default('PREDICTIONS'),
  TWIN_CHECKPOINTS: nameSchema.default('TWIN_CHECKPOINTS'),
  TWIN_TIMESTAMP: z.enum(['measurement', 'processing']).default('measurement'),
  TWIN_INSTANCE: nameSchema.default(`twin-${process.pid}`),
  TWIN_HOST: z.string().default('127.0.0.1'),
  TWIN_PORT: port.default(8080),
  TWIN_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  TWIN_STATUS_EVERY_MS: z.coerce.number().int().min(100).max(3_600_000).default(5_000),
  TWIN_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  TWIN_MOCK_PERIOD_MS: z.coerce.number().int().min(10).max(60_000).default(1_000),
  TWIN_MOCK_PAST_MIN: z.coerce.number().min(0).max(480).default(10),
  TWIN_MOCK_ASSET: z
    .string()
    .refine(isAsset, 'must be the prefix of an asset, as enterprise.site.area.line.reactor')
    .default('enterprise.site.area.line.reactor'),
  NATS_URL: optional,
  NATS_USER: optional,
  NATS_PASSWORD: optional,
  NATS_TOKEN: optional,
  NATS_NKEY_SEED: optional,
  NATS_CREDS: optional,
  NATS_TLS_CA: optional,
  NATS_TLS_CERT: optional,
  NATS_TLS_KEY: optional,
};

/** Everything the environment may say. Throws `SettingsError` with all faults. */
export function readEnvironment(env: Readonly<Record<string, string | undefined>>) {
  const secrets = ['TWIN_TOKEN', 'NATS_PASSWORD', 'NATS_TOKEN', 'NATS_NKEY_SEED'] as const;
  const settings = readSettings(env, shape, { secrets });
  const faults = natsFaults(settings.values);
  if (faults.length > 0) throw new SettingsError(faults);
  return settings;
}

function isAsset(prefix: string): boolean {
  try {
    return subjects.sensor(prefix, 'temp') !== '';
  } catch {
    return false;
  }
}

const serverRule = /^(?:(?:nats|tls):\/\/)?(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?$/;
const files = ['NATS_CREDS', 'NATS_TLS_CA', 'NATS_TLS_CERT', 'NATS_TLS_KEY'] as const;
const logins = ['NATS_USER', 'NATS_TOKEN', 'NATS_NKEY_SEED', 'NATS_CREDS'] as const;

type NatsVariable = 'NATS_URL' | 'NATS_PASSWORD' | (typeof files)[number] | (typeof logins)[number];
type NatsVariables = Readonly<Partial<Record<NatsVariable, string | undefined>>>;

/** What each variable alone cannot tell. What may hold a password is not quoted. */
function natsFaults(values: NatsVariables): SettingFault[] {
  const faults: SettingFault[] = [];
  const servers = (values.NATS_URL ?? 'localhost').split(',');
  if (servers.some((server) => server.includes('@')))
    faults.push({
      name: 'NATS_URL',
      problem: 'must hold no credentials: they belong into NATS_USER and NATS_PASSWORD, NATS_TOKEN …',
    });
  else if (!servers.every((server) => serverRule.test(server.trim())))
    faults.push({ name: 'NATS_URL', problem: 'must be nats://host:port, or several of them with commas between' });
  const given = logins.filter((name) => values[name] !== undefined);
  if (given.length > 1) faults.push({ name: given[1]!, problem: `is one login too many: ${given[0]} is set too` });
  if (values.NATS_PASSWORD !== undefined && values.NATS_USER === undefined)
    faults.push({ name: 'NATS_PASSWORD', problem: 'is of no use without NATS_USER' });
  if ((values.NATS_TLS_CERT === undefined) !== (values.NATS_TLS_KEY === undefined))
    faults.push({ name: 'NATS_TLS_CERT', problem: 'and NATS_TLS_KEY go together' });
  for (const name of files) {
    const file = values[name];
    if (file !== undefined && !isReadable(file))
      faults.push({ name, problem: `there is no file ${JSON.stringify(file)} that we may read` });
  }
  return faults;
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

export type Environment = ReturnType<typeof readEnvironment>['values'];

/** NATS when its URL is given or it is asked for by name, else the memory of this process. */
export function busOf({ TWIN_BUS, NATS_URL }: Environment): 'memory' | 'nats' {
  return TWIN_BUS ?? (NATS_URL === undefined ? 'memory' : 'nats');
}

export function natsSettings(values: Environment, name: string): NatsSettings {
  const { NATS_USER: user, NATS_PASSWORD: password = '', NATS_TOKEN: token, NATS_NKEY_SEED: nkeySeed } = values;
  const { NATS_CREDS: credentialsFile, NATS_TLS_CA: caFile, NATS_TLS_CERT: certFile, NATS_TLS_KEY: keyFile } = values;
  const given = [
    user === undefined ? undefined : { user, password },
    token === undefined ? undefined : { token },
    nkeySeed === undefined ? undefined : { nkeySeed },
    credentialsFile === undefined ? undefined : { credentialsFile },
  ];
  const login = given.find((one) => one !== undefined);
  const tls = { ...(caFile && { caFile }), ...(certFile && { certFile }), ...(keyFile && { keyFile }) };
  return {
    servers: (values.NATS_URL ?? 'nats://127.0.0.1:4222').split(',').map((server) => server.trim()),
    name,
    ...(login !== undefined && { login }),
    ...(Object.keys(tls).length > 0 && { tls }),
  };
}
