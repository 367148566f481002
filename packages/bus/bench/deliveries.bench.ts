import { MemoryServer } from '@twin/bus';
import { expect, test } from 'vitest';

const payload = new Uint8Array(59).fill(7);
const messages = 200_000;

const perSecond = (startMs: number): number => messages / ((performance.now() - startMs) / 1_000);

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

async function rounds(one: () => Promise<number>, n = 9): Promise<string> {
  const rates: number[] = [];
  for (let i = 0; i < n + 2; i++) rates.push(await one());
  const kept = rates.slice(2);
  const shown = (rate: number): string => (rate / 1e6).toFixed(2).padStart(6);
  return `${shown(median(kept))} M/s  (${shown(Math.min(...kept)).trim()} … ${shown(Math.max(...kept)).trim()})`;
}

async function deliver(readers: number): Promise<number> {
  const { bus } = new MemoryServer().connect();
  const subscriptions = Array.from({ length: readers }, () => bus.subscribe('plant.*.temp', { maxPending: messages }));
  const each = messages / readers;
  const start = performance.now();
  for (let i = 0; i < each; i++) bus.publish('plant.reactor.temp', payload);
  await Promise.all(
    subscriptions.map(async (subscription) => {
      let count = 0;
      for await (const _ of subscription) if (++count === each) break;
    }),
  );
  return perSecond(start);
}

async function append(): Promise<number> {
  const broker = new MemoryServer().connect();
  await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'] }] });
  const publisher = (await broker.openStream('OUT')).publisher({ window: 1_024 });
  const start = performance.now();
  for (let i = 0; i < messages; i++) {
    if (publisher.inFlight === 1_024) await publisher.room();
    void publisher.publish('out.a', payload);
  }
  await publisher.flush();
  return perSecond(start);
}

test('the memory broker, 59 bytes a message', async () => {
  console.log(`publish → one reader            ${await rounds(() => deliver(1))}`);
  console.log(`publish → ten readers, each     ${await rounds(() => deliver(10))}`);
  console.log(`acknowledged into a stream      ${await rounds(append)}`);
  expect(messages).toBe(200_000);
});
