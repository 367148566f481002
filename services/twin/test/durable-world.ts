import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Broker, StoredMessage, StreamDefinition } from '@twin/bus';
import { encodeSensorData } from '@twin/codecs';
import { connectNats } from '@twin/nats-adapter';
import { expect } from 'vitest';
import { AssetRoutes } from '../src/asset-routes.ts';
import { parseConfig } from '../src/config-file.ts';
import type { Config } from '../src/config-schema.ts';
import { neededPlaces, openPlaces, type DurablePlaces } from '../src/durable-places.ts';
import { Fleet } from '../src/fleet.ts';
import { NatsServer } from './nats.ts';
import { TwinProcess } from './process.ts';

export const asset = 'enterprise.site.area.line.reactor';
export const names = {
  TWIN_INPUT_STREAM: 'READINGS',
  TWIN_OUTPUT_STREAM: 'PREDICTIONS',
  TWIN_CHECKPOINTS: 'TWIN_CHECKPOINTS',
};
const beganMs = 1_760_000_000_000;

/** Small, seeded, the same in every run: Park & Miller. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The i-th reading of a plant, with what goes wrong on the way: duplicates, late ones, bad ones, and bytes that are none. */
function reading(prefix: string, i: number, random: () => number): { subject: string; payload: Uint8Array } {
  const tag = i % 3 === 0 ? 'coolant.temp' : 'temp';
  const subject = `${prefix}.${tag}`;
  const what = random();
  if (what < 0.02) return { subject, payload: Uint8Array.of(9, 9, 9) };
  const base = tag === 'temp' ? 324.5 + 3 * Math.sin(i / 50) : 298 + Math.sin(i / 70);
  const value = what < 0.04 ? NaN : what < 0.05 ? 1e308 : base + random() - 0.5;
  const behind = what > 0.97 ? 5 : what > 0.94 ? 1 : 0;
  const timestampMs = beganMs + 500 * (i - behind);
  return {
    subject,
    payload: encodeSensorData({ sensorId: subject, value, timestampMs, quality: what > 0.92 && what < 0.94 ? 0 : 1 }),
  };
}

export interface WorldOptions {
  /** Assets there are; the configuration knows them by a wildcard when they are several. */
  readonly assets?: readonly string[];
  readonly output?: Partial<StreamDefinition>;
}

/** A nats-server of its own with the streams of durable mode, twins as processes, and what they should have said. */
export class DurableWorld {
  readonly server: NatsServer;
  readonly assets: readonly string[];
  broker: Broker;
  places!: DurablePlaces;
  private readonly folder = mkdtempSync(join(tmpdir(), 'twin-durable-'));
  private readonly twins = new Set<TwinProcess>();
  private readonly text: string;
  readonly config: Config;
  private fed = 0;

  private constructor(server: NatsServer, broker: Broker, assets: readonly string[]) {
    this.server = server;
    this.broker = broker;
    this.assets = assets;
    const prefix = assets.length === 1 ? assets[0] : 'enterprise.site.area.*.reactor';
    this.text = `assets: [{ prefix: ${prefix} }]\n`;
    this.config = parseConfig('twin.yaml', this.text);
  }

  static async make({ assets = [asset], output = {} }: WorldOptions = {}): Promise<DurableWorld> {
    const server = await NatsServer.make();
    const broker = await connectNats({ servers: server.url, reconnectMinMs: 20, reconnectMaxMs: 100 });
    const world = new DurableWorld(server, broker, assets);
    await world.provide(output);
    return world;
  }

  /** Makes what is missing of streams and bucket. */
  async provide(limits: Partial<StreamDefinition> = {}): Promise<void> {
    const { input, output, checkpoints } = neededPlaces(this.config, names);
    await this.broker.provision({ streams: [input, { ...output, ...limits }], buckets: [checkpoints] });
    this.places = await openPlaces(this.broker, this.config, names, false);
  }

  start(env: Readonly<Record<string, string>> = {}): TwinProcess {
    const file = join(this.folder, 'twin.yaml');
    writeFileSync(file, this.text);
    const twin = new TwinProcess(['serve', file], {
      NATS_URL: this.server.url,
      TWIN_PORT: '0',
      TWIN_MODE: 'durable',
      TWIN_CHECKPOINT_EVERY_MS: '100',
      TWIN_LEASE_MS: '300',
      ...env,
    });
    this.twins.add(twin);
    return twin;
  }

  /** So many readings more, in turn of each asset; some 15,000 a second, less when it is told to wait between them. */
  async feed(count: number, seed: number, everyMs = 2): Promise<void> {
    const random = chance(seed);
    const publisher = this.places.input.publisher({ deadlineMs: 60_000 });
    for (let left = count; left > 0; left--) {
      const i = this.fed++;
      const { assets } = this;
      const { subject, payload } = reading(assets[i % assets.length]!, Math.floor(i / assets.length), random);
      await publisher.room();
      // With an id a reading that is sent again after the server was killed is stored once.
      void publisher.publish(subject, payload, { messageId: `r${i}` });
      if (i % 40 === 0) await pause(everyMs);
    }
    await publisher.close();
  }

  async everything(stream: 'input' | 'output'): Promise<StoredMessage[]> {
    const { lastSequence, messages } = await this.places[stream].info();
    const all: StoredMessage[] = [];
    if (messages === 0) return all;
    for await (const message of this.places[stream].read({ from: 'first', allowGap: true })) {
      all.push(message);
      if (message.sequence === lastSequence) break;
    }
    return all;
  }

  /** What twins that are never disturbed say of the input stream as it is, subject by subject. */
  async undisturbed(): Promise<Traces> {
    const fleet = new Fleet(this.config, { stampsArrival: true });
    const routes = new AssetRoutes(this.config, (prefix, config) => fleet.find(prefix, config));
    const said = (await this.everything('input')).flatMap(({ subject, payload, sequence, storedAtMs }) => {
      const { asset: watched, tag } = routes.find(subject)!;
      const { publications } = watched.take(tag, { payload, sequence, storedAtMs }).said;
      return publications.filter((one) => one.subject !== 'sys.analytics.anomaly');
    });
    return traces(said);
  }

  /** What is stored, and what should be, subject by subject; once there is as much of it, or after a minute. */
  async compared(): Promise<{ readonly got: Traces; readonly wanted: Traces; readonly count: number }> {
    const endMs = performance.now() + 60_000;
    while (!this.broker.isConnected) await pause(10);
    const wanted = await this.undisturbed();
    const count = Object.values(wanted).flat().length;
    while (performance.now() < endMs && (await this.places.output.info()).lastSequence < count) await pause(20);
    return { got: traces(await this.everything('output')), wanted, count };
  }

  async end(): Promise<void> {
    for (const twin of this.twins) await twin.stop('SIGKILL');
    await this.broker.close();
    await this.server.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Payloads by subject, in hexadecimal digits. */
export type Traces = Record<string, string[]>;

export function traces(messages: readonly { subject: string; payload: Uint8Array }[]): Traces {
  const bySubject: Traces = {};
  for (const { subject, payload } of messages) (bySubject[subject] ??= []).push(Buffer.from(payload).toString('hex'));
  return bySubject;
}

/** The assets a twin holds, as its page lists them. */
export async function held(url: string): Promise<string[]> {
  const { assets } = (await (await fetch(`${url}api/assets`)).json()) as { assets: { asset: string }[] };
  return assets.map((one) => one.asset).toSorted();
}

/** A number of `/metrics`. */
export async function measure(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.slice(name.length + 1));
}

export const statusOf = async (url: string): Promise<number> => (await fetch(`${url}readyz`)).status;
export const troubleOf = async (url: string): Promise<string> => (await fetch(`${url}readyz`)).text();
export const eventually = { timeout: 20_000, interval: 20 };

/** Nothing missing, nothing double, nothing different: every subject holds what it should, in its order. */
export async function expectExact(world: DurableWorld): Promise<number> {
  const { got, wanted, count } = await world.compared();
  expect(count).toBeGreaterThan(100);
  expect(got).toEqual(wanted);
  return count;
}
