import { MemoryServer, type Broker } from '@twin/bus';
import {
  decodeDeviation,
  decodeSensorData,
  decodeTwinStatus,
  encodeSensorData,
  type Deviation,
  type SensorData,
  type TwinStatus,
} from '@twin/codecs';
import { createLog } from '@twin/service-host';
import { defaultConfig, type Config } from '../src/config-schema.ts';
import { Fleet } from '../src/fleet.ts';
import { runLive } from '../src/live-mode.ts';
import { TwinMetrics } from '../src/twin-metrics.ts';
import type { WatchedAsset } from '../src/watched-asset.ts';

export const asset = 'enterprise.site.area.line.reactor';
export const temp = `${asset}.temp`;
export const beganMs = 1_760_000_000_000;

export interface Heard {
  readonly subject: string;
  readonly payload: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** A twin in live mode on a bus in memory, and somebody who hears all of it. */
export class LiveTwin {
  readonly broker: Broker = new MemoryServer().connect();
  readonly heard: Heard[] = [];
  readonly fleet: Fleet;
  readonly metrics: TwinMetrics;
  private readonly stopping = new AbortController();
  private readonly live: Promise<void>;

  private constructor(config: Config) {
    const { broker } = this;
    this.fleet = new Fleet(config, { stampsArrival: true });
    this.metrics = new TwinMetrics(this.fleet, () => broker);
    this.live = runLive({
      broker,
      config,
      fleet: this.fleet,
      metrics: this.metrics,
      log: createLog('twin', { level: 'silent' }),
      instance: 'one',
      statusEveryMs: 1_000_000,
      stopping: this.stopping.signal,
    });
    void this.hear();
  }

  static async begin(config: Config = defaultConfig): Promise<LiveTwin> {
    const twin = new LiveTwin(config);
    await twin.broker.bus.flush();
    return twin;
  }

  /** The asset of the default configuration. */
  get asset(): WatchedAsset {
    return this.fleet.assets.get(asset)!;
  }

  say(tag: string, reading: Partial<SensorData> = {}): void {
    const sensorId = `${asset}.${tag}`;
    const data = { sensorId, value: 324.5, timestampMs: beganMs, quality: 1, ...reading };
    this.broker.bus.publish(sensorId, encodeSensorData(data));
  }

  /** After all that was said has been dealt with. */
  async settled(): Promise<void> {
    for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
  }

  on(subject: string): SensorData[] {
    return this.payloads(subject).map(decodeSensorData);
  }

  deviations(): Deviation[] {
    return this.payloads(`${asset}.deviation`).map(decodeDeviation);
  }

  statuses(): TwinStatus[] {
    return this.payloads(`${asset}.status`).map(decodeTwinStatus);
  }

  payloads(wanted: string): Uint8Array[] {
    return this.heard.filter(({ subject }) => subject === wanted).map(({ payload }) => payload);
  }

  /** How many messages came to this. */
  async count(result: string): Promise<number> {
    const text = await this.metrics.metrics.text();
    return Number(new RegExp(`^twin_messages_total\\{result="${result}"\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0);
  }

  /** The twin ends as on SIGTERM; the bus goes on. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.live;
    await this.settled();
  }

  async end(): Promise<void> {
    await this.stop();
    await this.broker.close();
  }

  private async hear(): Promise<void> {
    for await (const { subject, payload, headers } of this.broker.bus.subscribe('>'))
      this.heard.push({ subject, payload, headers });
  }
}
