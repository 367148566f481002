import { BusError, type Broker } from '@twin/bus';
import { connect, delay, type NatsConnection, type NodeConnectionOptions } from '@nats-io/transport-node';
import { asBusError, isRefusal } from './failures.ts';
import { Link } from './link.ts';
import { NatsBroker } from './nats-broker.ts';
import { verifiesClients } from './probe.ts';
import { backOffMs, clientOptions, timesOf, type NatsSettings, type NatsTimes } from './settings.ts';

export interface ConnectOptions {
  /** Ends the waiting for a server that does not come. */
  readonly signal?: AbortSignal;
  /** How long to wait for a server that is not there yet. Default: for ever. */
  readonly patienceMs?: number;
  /** Called after each attempt that failed. */
  readonly onWaiting?: (error: BusError, attempt: number) => void;
}

/**
 * Connects to NATS, waiting for the server if it is not there. Once connected it returns after every break, for ever.
 * Rejects with `BusError` `unauthorized` when the server refuses who we are (or we its certificate), `invalid` when
 * the settings cannot be right, `disconnected` when patience is over, `closed` when `signal` says so.
 */
export async function connectNats(settings: NatsSettings, options: ConnectOptions = {}): Promise<Broker> {
  const times = timesOf(settings);
  const dials = { count: 0 };
  const client = clientOptions(settings, () => backOffMs(times, dials.count));
  const endsAtMs = performance.now() + (options.patienceMs ?? Infinity);
  for (let attempt = 1; ; attempt++) {
    assertWanted(options.signal);
    try {
      const nc = await attemptTo(client, options.signal);
      return new NatsBroker(await Link.make(nc, times, dials));
    } catch (error) {
      if (error instanceof BusError) throw error;
      if (settings.tls !== undefined && (await isUnheardRefusal(error, settings, times)))
        throw new BusError('unauthorized', 'the server verifies client certificates and takes none of ours', {
          cause: error,
        });
      if (isRefusal(error)) throw new BusError('unauthorized', `refused: ${reason(error)}`, { cause: error });
      const failure = new BusError('disconnected', `no NATS server at ${String(settings.servers)}: ${reason(error)}`, {
        cause: error,
      });
      options.onWaiting?.(failure, attempt);
      const waitMs = backOffMs(times, attempt - 1);
      if (performance.now() + waitMs >= endsAtMs) throw failure;
      await pause(waitMs, options.signal);
    }
  }
}

/** One attempt, left at once when it is called off: a server that hangs must not hold up the end of a process. */
async function attemptTo(client: NodeConnectionOptions, signal: AbortSignal | undefined): Promise<NatsConnection> {
  const connecting = connect(client);
  if (signal === undefined) return connecting;
  const calledOff = new Promise<'off'>((resolve) => {
    signal.addEventListener('abort', () => resolve('off'), { once: true });
  });
  const first = await Promise.race([connecting, calledOff]);
  if (first !== 'off') return first;
  connecting.then(
    (nc) => nc.close(),
    () => undefined,
  );
  throw new BusError('closed', 'connecting was called off');
}

async function isUnheardRefusal(cause: unknown, settings: NatsSettings, times: NatsTimes): Promise<boolean> {
  if (asBusError(cause, '').code !== 'timeout') return false;
  const servers = typeof settings.servers === 'string' ? [settings.servers] : settings.servers;
  const answers = await Promise.all(servers.map((server) => verifiesClients(server, times.connectTimeoutMs)));
  return answers.includes(true);
}

function assertWanted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new BusError('closed', 'connecting was called off');
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  const wait = delay(ms);
  const cancel = (): void => wait.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  await wait.catch(() => undefined);
  signal?.removeEventListener('abort', cancel);
}

function reason(error: unknown): string {
  return asBusError(error, 'connect').message.replace(/^connect: /, '');
}
