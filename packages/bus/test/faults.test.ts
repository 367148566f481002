import { BusError, ManualClock, MemoryServer, SeededFaults, type Broker, type Outcome, type Stream } from '@twin/bus';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const bytes = (n: number): Uint8Array => new TextEncoder().encode(String(n));
const number = (payload: Uint8Array): number => Number(new TextDecoder().decode(payload));

async function stored(stream: Stream): Promise<number[]> {
  const { messages } = await stream.info();
  const numbers: number[] = [];
  if (messages === 0) return numbers;
  for await (const { payload } of stream.read()) {
    numbers.push(number(payload));
    if (numbers.length === messages) break;
  }
  return numbers;
}

async function opened(broker: Broker): Promise<Stream> {
  await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'] }] });
  return broker.openStream('OUT');
}

/** Publishes 0 … n − 1 with ids while time passes and the server goes and comes. */
async function publishThrough(seed: number, n: number, withIds: boolean) {
  const clock = new ManualClock();
  const faults = new SeededFaults(seed, { loseAppend: 0.1, loseAck: 0.1, refuseAppend: 0.1 });
  const server = new MemoryServer({ clock, faults });
  const stream = await opened(server.connect());
  const publisher = stream.publisher({ window: 16, resendAfterMs: 100, deadlineMs: 5_000 });
  const outcomes: Promise<Outcome>[] = [];
  for (let i = 0; i < n; i++) {
    if (i % 97 === 50) server.stop();
    if (i % 97 === 60) server.start();
    for (let full = true; full;) {
      try {
        outcomes.push(publisher.publish('out.a', bytes(i), withIds ? { messageId: `m${i}` } : {}));
        full = false;
      } catch (error) {
        expect(error).toMatchObject({ code: 'window-full' });
        server.start();
        await clock.advance(50);
      }
    }
  }
  server.start();
  while (publisher.inFlight > 0) await clock.advance(100);
  return { outcomes: await Promise.all(outcomes), kept: await stored(stream), struck: faults.struck };
}

describe('an acknowledged publisher under faults', () => {
  it('stores every message with an id exactly once, whatever is lost on the way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const { outcomes, kept, struck } = await publishThrough(seed, 300, true);
        expect(outcomes.every(({ kind }) => kind === 'stored')).toBe(true);
        expect(kept.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, i) => i));
        expect(struck.loseAppend * struck.loseAck * struck.refuseAppend).toBeGreaterThan(0);
      }),
      { numRuns: 20 },
    );
  });

  it('tells the truth about messages without an id: stored, or perhaps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const { outcomes, kept } = await publishThrough(seed, 300, false);
        const counts = new Map<number, number>();
        for (const n of kept) counts.set(n, (counts.get(n) ?? 0) + 1);
        expect([...counts.values()].every((count) => count === 1)).toBe(true);
        for (const [n, { kind }] of outcomes.entries()) {
          if (kind === 'stored') expect(counts.get(n)).toBe(1);
          if (kind === 'refused') expect(counts.get(n)).toBeUndefined();
        }
        expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['stored', 'unknown']));
      }),
      { numRuns: 20 },
    );
  });

  it('does the same again for the same seed', async () => {
    const [one, two] = [await publishThrough(7, 200, true), await publishThrough(7, 200, true)];
    expect(one).toEqual(two);
  });

  it('refuses at the deadline what never went out', async () => {
    const clock = new ManualClock();
    const server = new MemoryServer({ clock });
    const publisher = (await opened(server.connect())).publisher({ deadlineMs: 1_000 });
    server.stop();
    const outcome = publisher.publish('out.a', bytes(1));
    await clock.advance(1_500);
    expect(await outcome).toMatchObject({ kind: 'refused', error: { code: 'disconnected' } });
  });
});

describe('a message without an id', () => {
  it('is unknown as soon as the connection is back, not only at its deadline', async () => {
    const clock = new ManualClock();
    const server = new MemoryServer({ clock, faults: new SeededFaults(1, { loseAck: 1 }) });
    const publisher = (await opened(server.connect())).publisher({ deadlineMs: 60_000 });
    const outcome = publisher.publish('out.a', bytes(1), { expectLastSubjectSequence: 0 });
    await clock.advance(100);
    expect(publisher.inFlight).toBe(1);
    server.stop();
    server.start();
    expect(await outcome).toMatchObject({ kind: 'unknown', error: { code: 'timeout' } });
    expect(clock.now()).toBe(new ManualClock().now() + 100);
  });
});

describe('a server in memory that goes and comes', () => {
  it('counts what was lost without a connection, and tells of it once a second', async () => {
    const clock = new ManualClock();
    const server = new MemoryServer({ clock });
    const broker = server.connect();
    const told: unknown[] = [];
    broker.onStatus((status) => told.push(status));
    const subscription = broker.bus.subscribe('x');
    server.stop();
    expect(broker.isConnected).toBe(false);
    for (let n = 0; n < 30; n++) broker.bus.publish('x', bytes(n));
    await expect(broker.check()).rejects.toMatchObject({ code: 'disconnected' });
    await expect(broker.bus.request('x', bytes(0))).rejects.toMatchObject({ code: 'disconnected' });
    await clock.advance(1_000);
    server.start();
    broker.bus.publish('x', bytes(99));
    await broker.drain();
    const numbers: number[] = [];
    for await (const { payload } of subscription) numbers.push(number(payload));
    expect(numbers).toEqual([99]);
    expect(broker.counters()).toMatchObject({ published: 31, received: 1, droppedDisconnected: 30, reconnects: 1 });
    expect(told).toEqual([
      { kind: 'disconnected', server: 'memory' },
      { kind: 'dropped', reason: 'disconnected', count: 30 },
      { kind: 'reconnected', server: 'memory' },
      { kind: 'closed', error: undefined },
    ]);
  });

  it('lets readers wait and go on', async () => {
    const clock = new ManualClock();
    const server = new MemoryServer({ clock });
    const stream = await opened(server.connect());
    const taken: number[] = [];
    void (async () => {
      for await (const { payload } of stream.read()) taken.push(number(payload));
    })();
    await stream.append('out.a', bytes(1));
    await clock.advance(10);
    server.stop();
    await expect(stream.append('out.a', bytes(2))).rejects.toBeInstanceOf(BusError);
    server.start();
    await stream.append('out.a', bytes(3));
    await clock.advance(10);
    expect(taken).toEqual([1, 3]);
  });

  it('delivers jobs again whose acknowledgement was lost: at least once, and counted', async () => {
    const clock = new ManualClock();
    const faults = new SeededFaults(3, { loseJobAck: 0.3 });
    const server = new MemoryServer({ clock, faults });
    const broker = server.connect();
    const definition = { name: 'JOBS', subject: 'jobs.>', ackWaitMs: 100, maxAttempts: 50 };
    await broker.provision({ queues: [definition] });
    const queue = await broker.openQueue(definition);
    for (let n = 0; n < 100; n++) await queue.offer('jobs.a', bytes(n));
    const done: number[] = [];
    let deliveries = 0;
    while ((await queue.counts()).open > 0) {
      for (const job of await queue.take({ max: 10, waitMs: 0 })) {
        deliveries++;
        await job.ack().then(
          () => done.push(number(job.payload)),
          (error: unknown) => expect(error).toMatchObject({ code: 'timeout' }),
        );
      }
      await clock.advance(50);
    }
    expect(done.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n));
    expect(deliveries).toBe(100 + faults.struck.loseJobAck);
    expect(faults.struck.loseJobAck).toBeGreaterThan(20);
  });

  it('loses plain messages at the rate asked for', async () => {
    const faults = new SeededFaults(1, { loseMessage: 0.25 });
    const { bus } = new MemoryServer({ faults }).connect();
    const subscription = bus.subscribe('x');
    for (let n = 0; n < 10_000; n++) bus.publish('x', bytes(n));
    // Binomial: a standard deviation is 43.
    expect(Math.abs(subscription.received - 7_500)).toBeLessThan(200);
    expect(subscription.received).toBe(10_000 - faults.struck.loseMessage);
    expect(() => new SeededFaults(1, { loseMessage: 2 })).toThrow('0 … 1');
  });
});

describe('a manual clock', () => {
  it('rings alarms in order of time, then of setting, and only those not called off', async () => {
    const clock = new ManualClock(1_000);
    const rung: string[] = [];
    clock.after(20, () => rung.push('c'));
    clock.after(10, () => {
      rung.push(`a at ${clock.now()}`);
      clock.after(5, () => rung.push(`b at ${clock.now()}`));
    });
    clock.after(20, () => rung.push('d'));
    clock.after(15, () => rung.push('never'))();
    await clock.advance(20);
    expect(rung).toEqual(['a at 1010', 'b at 1015', 'c', 'd']);
    expect(clock.now()).toBe(1_020);
  });
});

describe('a worker', () => {
  it('waits for the connection as it waits for a job', async () => {
    const clock = new ManualClock();
    const server = new MemoryServer({ clock });
    const broker = server.connect();
    const definition = { name: 'JOBS', subject: 'jobs.>' };
    await broker.provision({ queues: [definition] });
    const queue = await broker.openQueue(definition);
    await queue.offer('jobs.a', bytes(1));
    server.stop();
    const none = queue.take({ waitMs: 500 });
    await clock.advance(500);
    expect(await none).toEqual([]);
    const one = queue.take({ waitMs: 500 });
    await clock.advance(100);
    server.start();
    expect((await one).map(({ payload }) => number(payload))).toEqual([1]);
  });
});

describe('a watch that is not read', () => {
  it('holds the last change of each key, whatever happened between', async () => {
    const broker = new MemoryServer().connect();
    await broker.provision({ buckets: [{ name: 'B' }] });
    const values = await broker.openBucket('B');
    const watch = values.watch();
    for (let n = 0; n < 10_000; n++) await values.put(`key.${n % 3}`, bytes(n));
    await values.delete('key.1');
    const changes: string[] = [];
    for await (const change of watch) {
      changes.push(change.kind === 'put' ? `${change.key}=${number(change.value)}` : `${change.key} deleted`);
      if (changes.length === 3) watch.stop();
    }
    expect(changes).toEqual(['key.2=9998', 'key.0=9999', 'key.1 deleted']);
  });
});
