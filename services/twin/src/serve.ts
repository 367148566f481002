import { MemoryServer, type Broker } from '@twin/bus';
import { connectNats } from '@twin/nats-adapter';
import { answerDiscovery, createLog, runService, serveHealth, type Log, type Service } from '@twin/service-host';
import { readConfig } from './config-file.ts';
import { Fleet } from './fleet.ts';
import { runLive } from './live-mode.ts';
import { MockPlant } from './mock-plant.ts';
import { servePage } from './page-server.ts';
import { busOf, natsSettings, readEnvironment, type Environment } from './settings.ts';
import { TwinMetrics } from './twin-metrics.ts';

export interface ServeOptions {
  readonly configFile?: string | undefined;
  /** Called with the address of the page once it is there. */
  readonly onUrl?: (url: string) => void;
  readonly logTo?: 'stdout' | 'stderr';
}

/** The twin as a process: until SIGTERM. */
export async function serve(env: NodeJS.ProcessEnv, options: ServeOptions = {}): Promise<void> {
  const level = (env['TWIN_LOG_LEVEL'] ?? 'info') as 'info';
  const log = createLog('twin', {
    level: levels.has(level) ? level : 'info',
    ...(options.logTo === 'stderr' && { destination: process.stderr }),
  });
  await runService({ log }, async (service) => {
    const { values, shown } = readEnvironment(env);
    const config = readConfig(options.configFile ?? values.TWIN_CONFIG);
    log.info({ settings: shown, assets: config.assets.map(({ prefix }) => prefix) }, 'starting');
    const stampMs = values.TWIN_TIMESTAMP === 'processing' ? (): number => Date.now() : undefined;
    const fleet = new Fleet(config, { stampsArrival: true, ...(stampMs && { stampMs }) });
    const broker = await connect(values, service, log);
    const metrics = new TwinMetrics(fleet, broker);
    const health = service.own(
      await serveHealth({ port: 0, host: '127.0.0.1', metrics: metrics.metrics, ready: readiness(service, broker) }),
    );
    const page = service.own(await servePage({ ...values, healthPort: health.port, fleet, broker }));
    const discovery = { name: 'twin', id: values.TWIN_INSTANCE, version: '0.0.0' };
    service.own(answerDiscovery(broker.bus, discovery));
    const live = runLive({
      broker,
      config,
      fleet,
      metrics,
      log,
      instance: values.TWIN_INSTANCE,
      statusEveryMs: values.TWIN_STATUS_EVERY_MS,
      stopping: service.stopping,
    });
    // A subscription counts once the server knows of it.
    await broker.bus.flush();
    log.info({ mode: 'live', bus: busOf(values), why: 'newest value at most once' }, 'mode');
    service.ready();
    log.info({ url: page.url }, 'page');
    options.onUrl?.(page.url);
    const mock = busOf(values) === 'memory' ? mockPlant(values, broker, service.stopping) : undefined;
    await Promise.all([live, mock]);
  });
}

const levels: ReadonlySet<string> = new Set(['fatal', 'error', 'warn', 'info', 'debug', 'silent']);

async function connect(values: Environment, service: Service, log: Log): Promise<Broker> {
  if (busOf(values) === 'memory') return service.own(new MemoryServer().connect());
  const settings = natsSettings(values, values.TWIN_INSTANCE);
  const broker = service.own(
    await connectNats(settings, {
      signal: service.stopping,
      onWaiting: (error, attempt) => attempt === 1 && log.warn({ error }, 'waiting for the server'),
    }),
  );
  broker.onStatus((status) => {
    if (status.kind === 'dropped') log.warn(status, 'messages were lost');
    else log.info(status, 'connection');
    if (status.kind === 'denied')
      service.fail(new Error(`the server denies us to ${status.operation} ${status.subject}`));
  });
  void broker.closed.then((error) => error !== undefined && service.fail(error));
  return broker;
}

function readiness(service: Service, broker: Broker) {
  return {
    service: (): void => {
      if (!service.isReady) throw new Error('not ready');
    },
    broker: async (): Promise<void> => {
      if (!broker.isConnected) throw new Error('there is no connection');
      await broker.bus.flush(900);
    },
  };
}

/** The mock plant alone, over NATS, as a process. */
export async function serveMockPlant(env: NodeJS.ProcessEnv): Promise<void> {
  const log = createLog('mock-plant');
  await runService({ log }, async (service) => {
    const { values } = readEnvironment(env);
    const broker = await connect(values, service, log);
    service.ready();
    await mockPlant(values, broker, service.stopping);
  });
}

function mockPlant(values: Environment, broker: Broker, stopping: AbortSignal): Promise<void> {
  const { TWIN_MOCK_ASSET: asset, TWIN_MOCK_PERIOD_MS: periodMs, TWIN_MOCK_PAST_MIN: pastMin } = values;
  return new MockPlant(broker.bus, { asset, periodMs, pastMs: pastMin * 60_000 }).run(stopping);
}
