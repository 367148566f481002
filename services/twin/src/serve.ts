import { MemoryServer, type Broker } from '@twin/bus';
import { connectNats } from '@twin/nats-adapter';
import { answerDiscovery, createLog, runService, serveHealth, type Log, type Service } from '@twin/service-host';
import { awaitPlaces, chooseMode, type Mode } from './choose-mode.ts';
import { readConfig } from './config-file.ts';
import type { Config } from './config-schema.ts';
import { runDurable } from './durable-mode.ts';
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
    await new Twin(values, config, log, service).run(options.onUrl);
  });
}

/** The parts of a running twin, and what each knows of the others. */
class Twin {
  private readonly values: Environment;
  private readonly config: Config;
  private readonly log: Log;
  private readonly service: Service;
  private readonly fleet: Fleet;
  private readonly metrics: TwinMetrics;
  private broker: Broker | undefined;
  private mode: Mode['name'] = 'live';
  /** Why it does not do what it should, or what is waited for. */
  private trouble: () => Error | undefined = () => undefined;

  constructor(values: Environment, config: Config, log: Log, service: Service) {
    this.values = values;
    this.config = config;
    this.log = log;
    this.service = service;
    const stampMs = values.TWIN_TIMESTAMP === 'processing' ? (): number => Date.now() : undefined;
    this.fleet = new Fleet(config, { stampsArrival: true, ...(stampMs && { stampMs }) });
    this.metrics = new TwinMetrics(this.fleet, () => this.broker);
  }

  async run(onUrl: ServeOptions['onUrl']): Promise<void> {
    const { values, config, service, log, fleet } = this;
    const ready = { service: () => this.assertReady(), broker: () => this.assertConnected() };
    const health = service.own(await serveHealth({ port: 0, host: '127.0.0.1', metrics: this.metrics.metrics, ready }));
    const seen = {
      healthPort: health.port,
      fleet,
      broker: () => this.broker,
      mode: () => this.mode,
      solveMs: () => 1_000 * this.metrics.solveSeconds,
      bus: busOf(values),
    };
    const page = service.own(await servePage({ ...values, ...seen }));
    log.info({ url: page.url }, 'page');
    const broker = await connect(values, service, log);
    this.broker = broker;
    service.own(answerDiscovery(broker.bus, { name: 'twin', id: values.TWIN_INSTANCE, version: '0.0.0' }));
    const { stopping } = service;
    const onMissing = (error: Error): void => void (this.trouble = () => error);
    const mode = await chooseMode(values, config, broker, { log, stopping, onMissing });
    this.trouble = () => undefined;
    this.mode = mode.name;
    log.info({ mode: mode.name, why: mode.why, bus: busOf(values) }, 'mode');
    // Together: one that fails while the other is awaited must not go unheard.
    await Promise.all([this.work(mode, broker), this.announce(mode, broker, page.url, onUrl)]);
  }

  private async announce(mode: Mode, broker: Broker, url: string, onUrl: ServeOptions['onUrl']): Promise<void> {
    const { values, service } = this;
    // A subscription counts once the server knows of it.
    await broker.bus.flush();
    if (mode.name === 'live') service.ready();
    onUrl?.(url);
    if (busOf(values) === 'memory') await mockPlant(values, broker, service.stopping);
  }

  private work(mode: Mode, broker: Broker): Promise<void> {
    const { values, config, fleet, metrics, log, service } = this;
    const {
      TWIN_INSTANCE: instance,
      TWIN_STATUS_EVERY_MS: statusEveryMs,
      TWIN_CHECKPOINT_EVERY_MS: checkpointEveryMs,
    } = values;
    const options = { broker, config, fleet, metrics, log, instance, statusEveryMs, stopping: service.stopping };
    if (mode.name === 'live') return runLive(options);
    const { stopping } = service;
    const onMissing = (error: Error): void => void (this.trouble = () => error);
    return runDurable({
      ...options,
      places: mode.places,
      reopen: async (error) => {
        log.error({ error }, 'what durable mode needs is gone');
        onMissing(error);
        await new Promise((resolve) => setTimeout(resolve, 1_000));
        return awaitPlaces(values, config, broker, { log, stopping, onMissing });
      },
      checkpointEveryMs,
      leaseMs: values.TWIN_LEASE_MS,
      onTroubleKnown: (trouble) => (this.trouble = trouble),
      onReady: () => service.ready(),
    });
  }

  private assertReady(): void {
    const trouble = this.trouble();
    if (trouble !== undefined) throw trouble;
    if (!this.service.isReady) throw new Error('not ready');
  }

  private async assertConnected(): Promise<void> {
    if (this.broker?.isConnected !== true) throw new Error('there is no connection');
    await (this.mode === 'live' ? this.broker.bus.flush(900) : this.broker.check(900));
  }
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
