import type { Broker, StoredMessage } from '@twin/bus';
import { decodeSensorData, encodeSensorData } from '@twin/codecs';
import { connectNats } from '@twin/nats-adapter';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultConfig } from '../src/config-schema.ts';
import { neededPlaces, openPlaces, type DurablePlaces } from '../src/durable-mode.ts';
import { Fleet } from '../src/fleet.ts';
import { NatsServer } from './nats.ts';
import { TwinProcess } from './process.ts';

const asset = 'enterprise.site.area.line.reactor';
const names = {
  TWIN_INPUT_STREAM: 'READINGS',
  TWIN_OUTPUT_STREAM: 'PREDICTIONS',
  TWIN_CHECKPOINTS: 'TWIN_CHECKPOINTS',
};
const beganMs = 1_760_000_000_000;

/** Small, seeded, the same in every run: Park & Miller. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

let server: NatsServer;
let broker: Broker;
let places: DurablePlaces;
const twins = new Set<TwinProcess>();

beforeEach(async () => {
  server = await NatsServer.make();
  broker = await connectNats({ servers: server.url, reconnectMinMs: 20, reconnectMaxMs: 100 });
  places = await openPlaces(broker, defaultConfig, names, true);
});
afterEach(async () => {
  for (const twin of twins) await twin.stop('SIGKILL');
  twins.clear();
  await broker.close();
  await server.end();
});

function start(env: Readonly<Record<string, string>> = {}): TwinProcess {
  const twin = new TwinProcess(['serve'], {
    NATS_URL: server.url,
    TWIN_PORT: '0',
    TWIN_MODE: 'durable',
    TWIN_CHECKPOINT_EVERY_MS: '60',
    TWIN_LEASE_MS: '300',
    ...env,
  });
  twins.add(twin);
  return twin;
}

/** The i-th reading of a plant, with what goes wrong on the way: duplicates, late ones, bad ones, and bytes that are none. */
function reading(i: number, random: () => number): { subject: string; payload: Uint8Array } {
  const tag = i % 3 === 0 ? 'coolant.temp' : 'temp';
  const subject = `${asset}.${tag}`;
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

async function feed(count: number, seed: number, from = 0): Promise<void> {
  const random = chance(seed);
  const publisher = places.input.publisher({ deadlineMs: 60_000 });
  for (let i = from; i < from + count; i++) {
    const { subject, payload } = reading(i, random);
    await publisher.room();
    // With an id a reading that is sent again after the server was killed is stored once.
    void publisher.publish(subject, payload, { messageId: `r${i}` });
    if (i % 40 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await publisher.close();
}

async function everything(stream: 'input' | 'output'): Promise<StoredMessage[]> {
  const { lastSequence, messages } = await places[stream].info();
  const all: StoredMessage[] = [];
  if (messages === 0) return all;
  for await (const message of places[stream].read({ from: 'first', allowGap: true })) {
    all.push(message);
    if (message.sequence === lastSequence) break;
  }
  return all;
}

/** What a twin that is never disturbed says of the input stream as it is. */
async function undisturbed(): Promise<string[]> {
  const watched = new Fleet(defaultConfig, { stampsArrival: true }).assets.get(asset)!;
  return (await everything('input')).flatMap(({ subject, payload, sequence, storedAtMs }) =>
    watched
      .take(subject.slice(asset.length + 1), { payload, sequence, storedAtMs })
      .said.publications.filter((one) => one.subject !== 'sys.analytics.anomaly')
      .map((one) => `${one.subject} ${Buffer.from(one.payload).toString('hex')}`),
  );
}

const trace = (messages: readonly StoredMessage[]): string[] =>
  messages.map(({ subject, payload }) => `${subject} ${Buffer.from(payload).toString('hex')}`);

async function expectExact(): Promise<void> {
  const wanted = await undisturbed();
  expect(wanted.length).toBeGreaterThan(100);
  await expect
    .poll(async () => (await places.output.info()).lastSequence, { timeout: 60_000, interval: 50 })
    .toBeGreaterThanOrEqual(wanted.length);
  expect(trace(await everything('output'))).toEqual(wanted);
}

describe('durable mode', () => {
  it('says exactly what an undisturbed twin would, and stops without losing or doubling anything', async () => {
    const twin = start();
    await twin.url();
    expect(twin.out).toContain('"mode":"durable"');
    await feed(600, 1);
    expect(await twin.stop()).toBe(0);
    const again = start();
    await feed(300, 2, 600);
    await expectExact();
    expect(await again.stop()).toBe(0);
    const [first] = await everything('output');
    expect(first!.headers['Twin-Input-Seq']).toBeDefined();
    expect(decodeSensorData(first!.payload).sensorId).toBe(first!.subject);
  });

  // CHAOS_SEEDS=50 tries so many, with four kills of the twin each.
  const chaos = Number(process.env['CHAOS_SEEDS'] ?? 4);
  it.each(Array.from({ length: chaos }, (_, i) => 11 + i))(
    'is exact when twin and server are killed at any moment (seed %i)',
    async (seed) => {
      const random = chance(seed);
      const feeding = feed(1_500, seed);
      for (let kills = 0; kills < (chaos > 4 ? 4 : 3); kills++) {
        const twin = start();
        await twin.says(/"msg":"ready"/);
        await new Promise((resolve) => setTimeout(resolve, 20 + 200 * random()));
        if (random() < 0.4) {
          await server.kill();
          await server.start();
          await new Promise((resolve) => setTimeout(resolve, 100 * random()));
        }
        await twin.stop('SIGKILL');
      }
      await feeding;
      const last = start();
      await expectExact();
      expect(await last.stop()).toBe(0);
    },
  );

  it('lets one of two instances work while the other stands by, and takes over when it is killed', async () => {
    const one = start();
    await one.says(/"msg":"ready"/);
    const two = start({ TWIN_LEASE_MS: '1000' });
    await two.says(/standing by/);
    const [, url] = await two.says(/(http:\/\/127\.0\.0\.1:\d+\/)/);
    const answer = await fetch(`${url}readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('works');
    const feeding = feed(1_000, 4);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await one.stop('SIGKILL');
    await two.says(/"msg":"ready"/);
    await feeding;
    await expectExact();
    const three = start();
    await three.says(/standing by/);
    expect(await two.stop()).toBe(0);
    await three.says(/"msg":"ready"/);
    expect(await three.stop()).toBe(0);
  });

  it('fences a leader that was paused while another took over', async () => {
    const paused = start();
    await paused.says(/"msg":"ready"/);
    await feed(300, 5);
    await expectExact();
    paused.child.kill('SIGSTOP');
    const next = start();
    await next.says(/"msg":"ready"/);
    await feed(300, 6, 300);
    await expectExact();
    paused.child.kill('SIGCONT');
    await feed(60, 7, 600);
    expect(await paused.end()).toBe(1);
    await expectExact();
    expect(await next.stop()).toBe(0);
  });

  it('waits for its streams, is not ready, and says which command creates them', async () => {
    await server.end();
    server = await NatsServer.make();
    const twin = start();
    await twin.says(/waiting for what durable mode needs/);
    const [, url] = await twin.says(/(http:\/\/127\.0\.0\.1:\d+\/)/);
    const answer = await fetch(`${url}readyz`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('nats stream add');
    const other = await connectNats({ servers: server.url });
    await openPlaces(other, defaultConfig, names, true);
    await twin.says(/"msg":"ready"/);
    await other.close();
    expect(await twin.stop()).toBe(0);
  });

  it('goes live where there are no streams, and says why', async () => {
    await server.end();
    server = await NatsServer.make();
    const twin = start({ TWIN_MODE: 'auto' });
    await twin.url();
    expect(twin.out).toMatch(/"mode":"live","why":"[^"]*READINGS/);
    expect(await twin.stop()).toBe(0);
  });

  it('goes on with what is there when readings are gone, and counts it', async () => {
    const first = start();
    await first.says(/"msg":"ready"/);
    await feed(200, 8);
    await expectExact();
    expect(await first.stop()).toBe(0);
    const before = (await places.output.info()).lastSequence;
    await feed(200, 9, 200);
    await places.input.purge({ before: 301 });
    const second = start();
    const url = await second.url();
    await expect
      .poll(async () => (await places.output.info()).lastSequence, { timeout: 30_000 })
      .toBeGreaterThan(before + 100);
    expect(await (await fetch(`${url}metrics`)).text()).toContain('twin_messages_total{result="gap"} 1');
    expect(await second.stop()).toBe(0);
  });

  it('does not begin anew by itself when a checkpoint is damaged', async () => {
    const first = start();
    await first.says(/"msg":"ready"/);
    await feed(100, 10);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await first.stop()).toBe(0);
    const entry = (await places.checkpoints.get(asset))!;
    const bytes = entry.value.slice();
    bytes[bytes.length >> 1]! ^= 1;
    await places.checkpoints.put(asset, bytes);
    const second = start();
    expect(await second.end()).toBe(1);
    expect(second.out).toContain('checksum');
  });

  it('refuses an output stream that holds other things too', async () => {
    await server.end();
    server = await NatsServer.make();
    const other = await connectNats({ servers: server.url });
    const { input, checkpoints } = neededPlaces(defaultConfig, names);
    const output = { name: 'PREDICTIONS', subjects: [`${asset}.temp.*`] };
    await other.provision({ streams: [input, output], buckets: [checkpoints] });
    const twin = start();
    expect(await twin.end()).toBe(1);
    expect(twin.out).toContain('PREDICTIONS');
    await other.close();
  });

  it('waits while its stream is full, is not ready meanwhile, and is exact after', async () => {
    await server.end();
    server = await NatsServer.make();
    await broker.close();
    broker = await connectNats({ servers: server.url });
    const { input, output, checkpoints } = neededPlaces(defaultConfig, names);
    await broker.provision({ streams: [input, { ...output, maxMessages: 300 }], buckets: [checkpoints] });
    places = await openPlaces(broker, defaultConfig, names, false);
    const twin = start();
    const url = await twin.url();
    await feed(300, 20);
    await expect.poll(async () => (await fetch(`${url}readyz`)).status, { timeout: 20_000 }).toBe(503);
    const wanted = await undisturbed();
    const got: string[] = [];
    let at = 1;
    while (got.length < wanted.length) {
      const { lastSequence } = await places.output.info();
      for (; at <= lastSequence; at++) got.push(...trace([(await places.output.get(at))!]));
      // Room for more, but never without its last message.
      if (at > 1) await places.output.purge({ before: at - 1 });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(got).toEqual(wanted);
    await expect.poll(async () => (await fetch(`${url}readyz`)).status, { timeout: 20_000 }).toBe(200);
    expect(await twin.stop()).toBe(0);
  });
});
