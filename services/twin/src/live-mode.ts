import type { Broker, Message, Subscription } from '@twin/bus';
import { subjects } from '@twin/codecs';
import { RepeatedFailures, type Log } from '@twin/service-host';
import type { AssetConfig, Config } from './config-schema.ts';
import type { Answer } from './asset-twin.ts';
import { ArrivalOrder } from './arrival-order.ts';
import type { Fleet } from './fleet.ts';
import type { Publication } from './said.ts';
import { asideOf } from './set-aside.ts';
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
  private readonly failures: RepeatedFailures;
  private readonly nowMs = arrivalClock();
  private readonly subscriptions = new Map<AssetConfig, Subscription[]>();
  private sequence = 0;

  constructor(options: ModeOptions) {
    this.options = options;
    this.failures = new RepeatedFailures(options.log);
  }

  async run(): Promise<void> {
    const { broker, config, fleet, instance, stopping, statusEveryMs } = this.options;
    const readers = config.assets.flatMap((asset) => {
      const subscriptions = Object.keys(asset.sensors).map((tag) =>
        broker.bus.subscribe(subjects.sensorPattern(asset.prefix, tag)),
      );
      this.subscriptions.set(asset, subscriptions);
      const order = new ArrivalOrder((message, tag) => this.take(message, asset, tag));
      return Object.keys(asset.sensors).map((tag, i) => this.read(subscriptions[i]!, order, tag));
    });
    const droppedOf = ({ twin }: WatchedAsset): number =>
      (this.subscriptions.get(twin.config) ?? []).reduce((sum, one) => sum + one.dropped, 0);
    const publish = ({ subject, payload }: Publication): void => this.publish(subject, payload);
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
    metrics.step((performance.now() - beganMs) / 1000, said.points.length > 0);
    metrics.result(answer.kind === 'quarantined' ? answer.reason : answer.kind);
    if (answer.kind === 'taken') {
      for (const { subject, payload } of said.publications) this.publish(subject, payload);
      for (const { kind, state } of said.deviations) if (state === 'raised') metrics.deviation(kind);
    } else this.setAside(message, answer, asset, tag);
  }

  private setAside(
    { subject, payload }: Message,
    answer: Exclude<Answer, { kind: 'taken' }>,
    asset: WatchedAsset,
    tag: string,
  ): void {
    const aside = asideOf(subject, answer, asset, tag);
    if (aside === undefined) return;
    const { reason } = answer;
    if (aside.logAs !== undefined) this.failures.warn(aside.logAs, { subject, reason }, 'set a message aside');
    this.publish(aside.subject, payload, aside.headers);
  }

  private publish(subject: string, payload: Uint8Array, headers?: Readonly<Record<string, string>>): void {
    try {
      this.options.broker.bus.publish(subject, payload, headers === undefined ? {} : { headers });
    } catch (error) {
      this.failures.warn('publish', { error, subject }, 'could not publish');
    }
  }
}
