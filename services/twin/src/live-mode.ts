import type { Broker, Message, Subscription } from '@twin/bus';
import { RepeatedFailures, type Log } from '@twin/service-host';
import type { AssetConfig, Config } from './config-schema.ts';
import { ArrivalOrder } from './arrival-order.ts';
import { sensorPatterns } from './asset-routes.ts';
import type { Fleet } from './fleet.ts';
import { PlainPublisher } from './plain-publisher.ts';
import type { Publication } from './said.ts';
import { StatusTeller } from './status-teller.ts';
import type { TwinMetrics } from './twin-metrics.ts';
import type { WatchedAsset } from './watched-asset.ts';

export interface ModeOptions {
  readonly broker: Broker;
  readonly config: Config;
  readonly fleet: Fleet;
  readonly metrics: TwinMetrics;
  readonly log: Log;
  readonly instance: string;
  readonly statusEveryMs: number;
  readonly stopping: AbortSignal;
}

/**
 * Unix ms that does not follow a clock set back while we run (then good readings would look like readings from the future), but does
 * follow one set forth, as after a laptop's sleep.
 */
export function arrivalClock(
  wallMs: () => number = Date.now,
  monotonicMs: () => number = () => performance.now(),
): () => number {
  const offset = wallMs() - monotonicMs();
  return () => Math.max(wallMs(), offset + monotonicMs());
}

/**
 * Live: whatever arrives now, at most once, with the lowest latency. What is lost on the way is counted; nothing is stored. Returns
 * when it is told to stop and all that had arrived is dealt with.
 */
export async function runLive(options: ModeOptions): Promise<void> {
  const live = new LiveMode(options);
  await live.run();
}

class LiveMode {
  private readonly options: ModeOptions;
  private readonly plain: PlainPublisher;
  private readonly nowMs = arrivalClock();
  private readonly subscriptions = new Map<AssetConfig, Subscription[]>();
  private sequence = 0;

  constructor(options: ModeOptions) {
    this.options = options;
    this.plain = new PlainPublisher(options.broker.bus, new RepeatedFailures(options.log));
  }

  async run(): Promise<void> {
    const { broker, config, fleet, instance, stopping, statusEveryMs } = this.options;
    const readers = config.assets.flatMap((asset) => {
      const subscriptions = sensorPatterns(asset).map((pattern) => broker.bus.subscribe(pattern));
      this.subscriptions.set(asset, subscriptions);
      const order = new ArrivalOrder((message, tag) => this.take(message, asset, tag));
      return Object.keys(asset.sensors).map((tag, i) => this.read(subscriptions[i]!, order, tag));
    });
    const droppedOf = ({ twin }: WatchedAsset): number =>
      (this.subscriptions.get(twin.config) ?? []).reduce((sum, one) => sum + one.dropped, 0);
    const publish = (publication: Publication): void => this.plain.publish(publication);
    const teller = new StatusTeller({ fleet, mode: 'live', instance, droppedOf, publish }, statusEveryMs);
    const all = [...this.subscriptions.values()].flat();
    const stop = (): void => {
      for (const subscription of all) void subscription.drain();
    };
    if (stopping.aborted) stop();
    stopping.addEventListener('abort', stop, { once: true });
    try {
      await Promise.all(readers);
    } finally {
      teller.end();
    }
  }

  private async read(subscription: Subscription, order: ArrivalOrder, tag: string): Promise<void> {
    for await (const message of subscription) order.add(message, tag);
    order.flush();
    const error = await subscription.closed;
    if (error !== undefined) throw error;
  }

  private take(message: Message, config: AssetConfig, tag: string): void {
    const { fleet, metrics } = this.options;
    const asset = fleet.find(message.subject.slice(0, -tag.length - 1), config);
    if (asset === undefined) {
      metrics.result('no-twin');
      return;
    }
    const beganMs = performance.now();
    const storedAtMs = this.nowMs();
    asset.liveness.heard(tag, storedAtMs);
    const { answer, said } = asset.take(tag, { payload: message.payload, sequence: ++this.sequence, storedAtMs });
    metrics.took(answer, said, (performance.now() - beganMs) / 1000);
    if (answer.kind === 'taken') {
      for (const publication of said.publications) this.plain.publish(publication);
      metrics.raised(said.deviations);
    } else this.plain.setAside(message, answer, asset, tag);
  }
}
