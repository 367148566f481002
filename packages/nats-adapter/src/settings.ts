import { BusError } from '@twin/bus';
import {
  credsAuthenticator,
  nkeyAuthenticator,
  type Authenticator,
  type NodeConnectionOptions,
} from '@nats-io/transport-node';
import { readFileSync } from 'node:fs';

/** Who we are, in one of the ways a NATS server knows. */
export type NatsLogin =
  | { readonly user: string; readonly password: string }
  | { readonly token: string }
  /** The seed of a user key, `SU…`. */
  | { readonly nkeySeed: string }
  /** A credentials file with a user's JWT and seed. Read at every connection, so that it may be renewed. */
  | { readonly credentialsFile: string };

export interface NatsTls {
  /** Certificates of the authorities to trust instead of the system's. */
  readonly caFile?: string;
  /** Our own certificate and key, where the server asks for them. */
  readonly certFile?: string;
  readonly keyFile?: string;
}

export interface NatsSettings {
  /** `nats://host:4222`, or several of one cluster. Credentials do not belong here. */
  readonly servers: string | readonly string[];
  /** Shown in the server's list of connections. */
  readonly name?: string;
  readonly login?: NatsLogin;
  readonly tls?: NatsTls;
  /** Deadline of one attempt to connect. Default 3,000. */
  readonly connectTimeoutMs?: number;
  /** Deadline of every call. Default 5,000. */
  readonly callTimeoutMs?: number;
  /** A silent server is noticed after three of these. Default 5,000. */
  readonly pingIntervalMs?: number;
  /** Wait before the second attempt to reconnect, doubled up to `reconnectMaxMs`, each time with jitter. Default 100. */
  readonly reconnectMinMs?: number;
  /** Default 5,000. Attempts never end. */
  readonly reconnectMaxMs?: number;
}

export interface NatsTimes {
  readonly connectTimeoutMs: number;
  readonly callTimeoutMs: number;
  readonly pingIntervalMs: number;
  readonly reconnectMinMs: number;
  readonly reconnectMaxMs: number;
}

export function timesOf(settings: NatsSettings): NatsTimes {
  const times = {
    connectTimeoutMs: settings.connectTimeoutMs ?? 3_000,
    callTimeoutMs: settings.callTimeoutMs ?? 5_000,
    pingIntervalMs: settings.pingIntervalMs ?? 5_000,
    reconnectMinMs: settings.reconnectMinMs ?? 100,
    reconnectMaxMs: settings.reconnectMaxMs ?? 5_000,
  };
  for (const [name, value] of Object.entries(times))
    if (!(Number.isFinite(value) && value > 0)) throw new BusError('invalid', `${name} must be above 0, not ${value}`);
  return times;
}

/** Exponential back-off with full jitter over its upper half: many clients of one server must not return as one. */
export function backOffMs({ reconnectMinMs, reconnectMaxMs }: NatsTimes, attempt: number): number {
  const ceiling = Math.min(reconnectMaxMs, reconnectMinMs * 2 ** Math.min(attempt, 30));
  return ceiling * (0.5 + Math.random() / 2);
}

/** What the client library wants to hear. Throws `BusError` `invalid` when a file cannot be read. */
export function clientOptions(settings: NatsSettings, waitMs: () => number): NodeConnectionOptions {
  const times = timesOf(settings);
  const servers = typeof settings.servers === 'string' ? [settings.servers] : [...settings.servers];
  if (servers.length === 0) throw new BusError('invalid', 'no server is given');
  for (const server of servers)
    if (server.includes('@')) throw new BusError('invalid', 'credentials belong into `login`, not into a server URL');
  return {
    servers,
    ...(settings.name === undefined ? {} : { name: settings.name }),
    ...loginOptions(settings.login),
    ...(settings.tls === undefined ? {} : { tls: readable(settings.tls) }),
    timeout: times.connectTimeoutMs,
    pingInterval: times.pingIntervalMs,
    maxPingOut: 2,
    reconnect: true,
    maxReconnectAttempts: -1,
    reconnectDelayHandler: waitMs,
    noAsyncTraces: true,
  };
}

function loginOptions(login: NatsLogin | undefined): NodeConnectionOptions {
  if (login === undefined) return {};
  if ('token' in login) return { token: login.token };
  if ('user' in login) return { user: login.user, pass: login.password };
  if ('nkeySeed' in login) return { authenticator: nkeyAuthenticator(new TextEncoder().encode(login.nkeySeed)) };
  const { credentialsFile } = login;
  readable({ credentialsFile });
  const authenticator: Authenticator = (nonce) => credsAuthenticator(readFileSync(credentialsFile))(nonce);
  return { authenticator };
}

/** All files must be there now: later, the client would try for ever. */
function readable<T extends object>(files: T): T {
  for (const [name, file] of Object.entries(files)) {
    try {
      readFileSync(file as string);
    } catch (cause) {
      throw new BusError('invalid', `${name} cannot be read: ${(cause as Error).message}`, { cause });
    }
  }
  return files;
}
