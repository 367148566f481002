import { connect, type NatsConnection } from '@nats-io/transport-node';
import { jetstream } from '@nats-io/jetstream';
import type { Broker } from '@twin/bus';
import { connectNats } from '@twin/nats-adapter';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NatsServer } from '../test/nats-server.ts';

const payload = new Uint8Array(59).fill(7);
let server: NatsServer;
let ours: Broker;
let bare: NatsConnection;

beforeAll(async () => {
  server = await NatsServer.make();
  ours = await connectNats({ servers: server.url });
  bare = await connect({ servers: server.url });
  await ours.provision({ streams: [{ name: 'OUT', subjects: ['out.>'], duplicateWindowMs: 1_000 }] });
});
afterAll(async () => {
  await ours.close();
  await bare.close();
  await server.end();
});

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** Both in turn, so that what disturbs one disturbs the other; the first round of each warms up. */
async function beside<T extends Record<string, () => Promise<number>>>(
  contestants: T,
  rounds = 7,
): Promise<Record<keyof T, number[]>> {
  const results = Object.fromEntries(Object.keys(contestants).map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++)
    for (const [name, run] of Object.entries(contestants)) {
      const result = await run();
      if (round > 0) results[name]!.push(result);
    }
  return results as Record<keyof T, number[]>;
}

function print(what: string, values: readonly number[], unit: string, factor: number): void {
  const [low, mid, high] = [Math.min(...values), median(values), Math.max(...values)].map((v) =>
    (v * factor).toFixed(1),
  );
  console.log(`${what.padEnd(44)} ${mid!.padStart(8)} ${unit}  (${low} … ${high})`);
}

const perSecond = (n: number, startMs: number): number => n / ((performance.now() - startMs) / 1_000);

test('publish → subscribe', async () => {
  const n = 100_000;
  const rate = await beside({
    async ours() {
      const subscription = ours.bus.subscribe('live', { maxPending: n });
      const start = performance.now();
      for (let i = 0; i < n; i++) ours.bus.publish('live', payload);
      let count = 0;
      for await (const _ of subscription) if (++count === n) break;
      return perSecond(n, start);
    },
    async bare() {
      const subscription = bare.subscribe('live');
      const start = performance.now();
      for (let i = 0; i < n; i++) bare.publish('live', payload);
      let count = 0;
      for await (const _ of subscription) if (++count === n) break;
      return perSecond(n, start);
    },
  });
  print('publish → subscribe, ours', rate.ours, 'k/s', 1e-3);
  print('publish → subscribe, bare client', rate.bare, 'k/s', 1e-3);
  expect(rate.ours.length).toBe(7);
});

test('latency, one message at a time', async () => {
  const echoes = async (publish: () => void, messages: AsyncIterable<unknown>): Promise<number> => {
    const times: number[] = [];
    publish();
    let sent = performance.now();
    for await (const _ of messages) {
      times.push(performance.now() - sent);
      if (times.length === 3_000) break;
      sent = performance.now();
      publish();
    }
    return median(times);
  };
  const latency = await beside({
    ours: () => echoes(() => ours.bus.publish('echo.a', payload), ours.bus.subscribe('echo.a')),
    bare: () => echoes(() => bare.publish('echo.b', payload), bare.subscribe('echo.b')),
  });
  print('latency p50, ours', latency.ours, 'µs', 1e3);
  print('latency p50, bare client', latency.bare, 'µs', 1e3);
  expect(latency.bare.length).toBe(7);
});

test('acknowledged publishing, window 1,024', async () => {
  const n = 30_000;
  const stream = await ours.openStream('OUT');
  let id = 0;
  const publishAll = async (withIds: boolean): Promise<number> => {
    const publisher = stream.publisher({ window: 1_024 });
    let stored = 0;
    const count = ({ kind }: { readonly kind: string }): void => {
      if (kind === 'stored') stored++;
    };
    const start = performance.now();
    for (let i = 0; i < n; i++) {
      if (publisher.inFlight === 1_024) await publisher.room();
      void publisher.publish('out.a', payload, withIds ? { messageId: `m${id++}` } : {}).then(count);
    }
    await publisher.close();
    await Promise.resolve();
    const rate = perSecond(n, start);
    expect(stored).toBe(n);
    return rate;
  };
  const rate = await beside(
    {
      ours: () => publishAll(false),
      'ours with ids': () => publishAll(true),
      async library() {
        const js = jetstream(bare);
        const open = new Set<Promise<unknown>>();
        const start = performance.now();
        for (let i = 0; i < n; i++) {
          const ack: Promise<unknown> = js.publish('out.a', payload).then(() => open.delete(ack));
          open.add(ack);
          if (open.size >= 1_024) await Promise.race(open);
        }
        await Promise.all(open);
        return perSecond(n, start);
      },
      async 'library in batches'() {
        const js = jetstream(bare);
        const start = performance.now();
        for (let i = 0; i < n; i += 1_000)
          await Promise.all(Array.from({ length: 1_000 }, () => js.publish('out.a', payload)));
        return perSecond(n, start);
      },
    },
    5,
  );
  print('acknowledged, ours', rate.ours, 'k/s', 1e-3);
  print('acknowledged, ours, with message ids', rate['ours with ids'], 'k/s', 1e-3);
  print('acknowledged, js.publish, race of a window', rate.library, 'k/s', 1e-3);
  print('acknowledged, js.publish, batches of 1,000', rate['library in batches'], 'k/s', 1e-3);
  const best = Math.max(median(rate.library), median(rate['library in batches']));
  console.log(`ours is ${(median(rate.ours) / best).toFixed(1)} × the library`);
});
