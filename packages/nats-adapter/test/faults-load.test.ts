import type { Broker } from '@twin/bus';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectNats } from '@twin/nats-adapter';
import { NatsServer } from './nats-server.ts';
import { range, statusOf, text, until } from './trace.ts';

const flood = (server: NatsServer, subject: string, n: number, size = 50): Promise<unknown> =>
  once(new Worker(new URL('flood.ts', import.meta.url), { workerData: { url: server.url, subject, n, size } }), 'exit');

const numberOf = (payload: Uint8Array): number => Number(text(payload).split(' ')[0]);

/** Nothing else of ours runs meanwhile: no timer, no socket. */
function blockTheLoop(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

const megabyte = 1_048_576;

describe('a flood', () => {
  let server: NatsServer;
  let broker: Broker;
  beforeEach(async () => {
    server = await NatsServer.make({ config: 'max_pending: 1MB\nwrite_deadline: "300ms"' });
    broker = await connectNats({ servers: server.url, reconnectMinMs: 20, reconnectMaxMs: 80 });
  });
  afterEach(async () => {
    await broker.close();
    await server.end();
  });

  it('of 200,000 messages to a reader that does not read costs bounded memory, and what it drops is counted', async () => {
    const n = 200_000;
    const subscription = broker.bus.subscribe('flood', { maxPending: 5_000 });
    await broker.bus.flush();
    const before = process.memoryUsage();
    await flood(server, 'flood', n);
    await until(() => subscription.received === n || !broker.isConnected);
    const after = process.memoryUsage();
    const grown = after.rss - before.rss + (after.arrayBuffers - before.arrayBuffers);
    expect(grown).toBeLessThan(160 * megabyte);
    await subscription.drain();
    const read: number[] = [];
    for await (const { payload } of subscription) read.push(numberOf(payload));
    expect(read).toEqual(range(n).slice(-5_000));
    expect(subscription.dropped).toBe(n - 5_000);
    expect(broker.counters()).toMatchObject({ received: n, droppedSlow: n - 5_000 });
  });

  it('of 200,000 stored messages reaches a slow reader in order, each once, a few at a time', async () => {
    const n = 200_000;
    await broker.provision({ streams: [{ name: 'IN', subjects: ['in'] }] });
    const stream = await broker.openStream('IN');
    await flood(server, 'in', n);
    await until(async () => (await stream.info()).messages === n);
    const before = process.memoryUsage().rss;
    let most = 0;
    let expected = 0;
    for await (const { sequence, payload } of stream.read({ ahead: 500 })) {
      if (numberOf(payload) !== expected || sequence !== expected + 1)
        expect.fail(`${sequence} is not ${expected + 1}`);
      expected++;
      if (expected % 20_000 === 0) most = Math.max(most, process.memoryUsage().rss - before);
      if (expected === n) break;
    }
    expect(expected).toBe(n);
    expect(most).toBeLessThan(120 * megabyte);
  });

  it('over a blocked event loop cuts the connection: plain messages are lost, stored ones are not', async () => {
    const n = 30_000;
    await broker.provision({ streams: [{ name: 'IN', subjects: ['in'] }] });
    const stream = await broker.openStream('IN');
    const told = statusOf(broker);
    const live = broker.bus.subscribe('in');
    const read: number[] = [];
    const reading = (async () => {
      for await (const { payload } of stream.read({ ahead: 500 })) {
        read.push(numberOf(payload));
        if (read.length === n) break;
      }
    })();
    await broker.bus.flush();
    const flooding = flood(server, 'in', n, 1_000);
    await until(() => live.received > 0);
    blockTheLoop(2_000);
    await flooding;
    await reading;
    await until(() => broker.isConnected);
    expect(read).toEqual(range(n));
    expect(live.received).toBeLessThan(n);
    expect(told.map(({ kind }) => kind)).toContain('disconnected');
    expect(told.map(({ kind }) => kind)).toContain('reconnected');
  });
});
