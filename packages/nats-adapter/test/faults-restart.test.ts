import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Broker, QueueDefinition } from '@twin/bus';
import { connectNats } from '@twin/nats-adapter';
import { NatsServer, sleep } from './nats-server.ts';
import { bytes, publishNumbers, range, statusOf, storedNumbers, text, until } from './trace.ts';

const quick = { reconnectMinMs: 20, reconnectMaxMs: 100, callTimeoutMs: 1_000, pingIntervalMs: 500 };

describe('a server that is killed and comes back', () => {
  let server: NatsServer;
  let broker: Broker;
  beforeEach(async () => {
    server = await NatsServer.make();
    broker = await connectNats({ servers: server.url, ...quick });
  });
  afterEach(async () => {
    await broker.close();
    await server.end();
  });

  async function killing(times: number, everyMs: number): Promise<void> {
    for (const _ of range(times)) {
      await sleep(everyMs);
      await server.restart(60);
    }
  }

  it('has every message with an id exactly once, in the order of publishing, and readers see each once', async () => {
    const n = 6_000;
    await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'] }] });
    const stream = await broker.openStream('OUT');
    const read: { readonly sequence: number; readonly number: number }[] = [];
    const reading = (async () => {
      for await (const { sequence, payload } of stream.read({ ahead: 200 })) {
        read.push({ sequence, number: Number(text(payload)) });
        if (read.length === n) break;
      }
    })();
    const publisher = stream.publisher({ window: 256, deadlineMs: 30_000, resendAfterMs: 500 });
    const kills = killing(4, 250);
    const outcomes = await publishNumbers(
      publisher,
      n,
      (i) => ({ messageId: `m${i}` }),
      (i) => (i % 50 === 0 ? sleep(10) : undefined),
    );
    await kills;
    await reading;

    expect(outcomes.every(({ kind }) => kind === 'stored')).toBe(true);
    expect(await storedNumbers(stream)).toEqual(range(n));
    expect(read).toEqual(range(n).map((number) => ({ sequence: number + 1, number })));
    const bySequence = outcomes.map((outcome) => (outcome.kind === 'stored' ? outcome.sequence : 0));
    expect(bySequence).toEqual(range(n).map((i) => i + 1));
    expect(broker.counters().reconnects).toBeGreaterThanOrEqual(4);
  });

  it('tells the truth of messages without an id: stored once, not there, or unknown', async () => {
    const n = 3_000;
    await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'] }] });
    const stream = await broker.openStream('OUT');
    const publisher = stream.publisher({ window: 64, deadlineMs: 1_500 });
    const kills = killing(3, 200);
    const outcomes = await publishNumbers(
      publisher,
      n,
      () => ({}),
      (i) => (i % 20 === 0 ? sleep(5) : undefined),
    );
    await kills;
    await until(() => broker.isConnected);

    const kept = await storedNumbers(stream);
    expect(new Set(kept).size).toBe(kept.length);
    const there = new Set(kept);
    for (const [i, { kind }] of outcomes.entries()) {
      if (kind === 'stored') expect(there.has(i)).toBe(true);
      if (kind === 'refused') expect(there.has(i)).toBe(false);
    }
    expect(outcomes.filter(({ kind }) => kind === 'stored').length).toBeGreaterThan(n / 2);
  });

  it('ends calls that wait for an answer when the connection breaks', async () => {
    await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'] }] });
    const stream = await broker.openStream('OUT');
    await server.hang();
    const failed = stream.info().catch((error: unknown) => error);
    await sleep(50);
    await server.kill();
    expect(await failed).toMatchObject({ code: 'timeout', message: expect.stringContaining('broke') as string });
    await server.start();
    await until(() => broker.isConnected);
  });

  it('loses plain messages, and counts them: none is lost that is not counted', async () => {
    const told = statusOf(broker);
    const subscription = broker.bus.subscribe('live');
    await broker.bus.flush();
    const seen: number[] = [];
    const reading = (async () => {
      for await (const { payload } of subscription) seen.push(Number(text(payload)));
    })();
    const kills = killing(2, 400);
    const n = 700;
    for (const i of range(n)) {
      broker.bus.publish('live', bytes(i));
      await sleep(2);
    }
    await kills;
    await until(() => broker.isConnected);
    await broker.bus.flush();
    await broker.drain();
    await reading;

    const { published, droppedDisconnected, unconfirmedAtDisconnect } = broker.counters();
    const lost = n - seen.length;
    expect(published).toBe(n);
    expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
    expect(lost).toBeGreaterThan(0);
    expect(lost).toBeGreaterThanOrEqual(droppedDisconnected);
    expect(lost).toBeLessThanOrEqual(droppedDisconnected + unconfirmedAtDisconnect);
    const toldOf = told.reduce((sum, status) => sum + (status.kind === 'dropped' ? status.count : 0), 0);
    expect(toldOf).toBe(droppedDisconnected);
    expect(told.filter(({ kind }) => kind === 'disconnected').length).toBe(2);
    expect(told.filter(({ kind }) => kind === 'reconnected').length).toBe(2);
  });

  it('loses no job, and has exactly one result of each, though the server forgets acknowledgements', async () => {
    const jobs: QueueDefinition = { name: 'JOBS', subject: 'jobs.>', ackWaitMs: 800, maxAttempts: 20 };
    await broker.provision({ queues: [jobs], streams: [{ name: 'RESULTS', subjects: ['results.*'] }] });
    const queue = await broker.openQueue(jobs);
    const results = await broker.openStream('RESULTS');
    const n = 300;
    for (const i of range(n)) await queue.offer('jobs.a', bytes(i), { messageId: `j${i}` });
    const kills = killing(3, 250);
    let deliveries = 0;
    const isDone = async (): Promise<boolean> => (await queue.counts().catch(() => undefined))?.open === 0;
    for (let done = false; !done; done = broker.isConnected && (await isDone())) {
      for (const job of await queue.take({ max: 8, waitMs: 300 }).catch(async () => (await sleep(10), []))) {
        deliveries++;
        await sleep(2);
        // One result a job, whoever is second: the result's own subject must be empty.
        const stored = results.append(`results.${job.sequence}`, job.payload, { expectLastSubjectSequence: 0 });
        const isStored = await stored.then(
          () => true,
          (error: { code: string }) => error.code === 'conflict',
        );
        // What cannot be told now is told when the job comes again.
        if (isStored) await job.ack().catch(() => undefined);
      }
    }
    await kills;
    await until(() => broker.isConnected);

    expect((await storedNumbers(results)).toSorted((a, b) => a - b)).toEqual(range(n));
    expect(deliveries).toBeGreaterThanOrEqual(n);
    expect((await queue.counts()).dead).toBe(0);
  });

  it('counts right under compare-and-set, whatever becomes of single calls', async () => {
    await broker.provision({ buckets: [{ name: 'COUNT' }] });
    const values = await broker.openBucket('COUNT');
    await values.put('n', bytes(0));
    const changes: number[] = [];
    const watching = (async () => {
      for await (const change of values.watch('n')) if (change.kind === 'put') changes.push(Number(text(change.value)));
    })();
    const kills = killing(3, 200);
    let confirmed = 0;
    let unknown = 0;
    for (const _ of range(400)) {
      await sleep(2);
      const entry = await values.get('n').catch(() => undefined);
      if (entry === undefined) continue;
      await values.update('n', bytes(Number(text(entry.value)) + 1), entry.revision).then(
        () => confirmed++,
        (error: { code: string }) => {
          if (error.code !== 'conflict') unknown++;
        },
      );
    }
    await kills;
    await until(async () => broker.isConnected && (await values.get('n').catch(() => undefined)) !== undefined);
    const final = Number(text((await values.get('n'))!.value));
    expect(final).toBeGreaterThanOrEqual(confirmed);
    expect(final).toBeLessThanOrEqual(confirmed + unknown);
    expect(confirmed).toBeGreaterThan(50);
    // A watch may pass over values that were replaced; it never goes back and it ends with the last.
    await until(() => changes.at(-1) === final);
    expect(changes).toEqual([...new Set(changes)].toSorted((a, b) => a - b));
    await broker.close();
    await watching;
  });
});
