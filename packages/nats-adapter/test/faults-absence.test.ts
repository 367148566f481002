import { connect } from '@nats-io/transport-node';
import type { Broker, BusError } from '@twin/bus';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectNats } from '@twin/nats-adapter';
import { NatsServer, sleep } from './nats-server.ts';
import { bytes, publishNumbers, range, statusOf, storedNumbers, until } from './trace.ts';

const quick = {
  reconnectMinMs: 20,
  reconnectMaxMs: 80,
  callTimeoutMs: 600,
  pingIntervalMs: 150,
  connectTimeoutMs: 500,
};

describe('a server that is away', () => {
  let server: NatsServer;
  const brokers: Broker[] = [];
  beforeEach(async () => {
    server = await NatsServer.make({ isStarted: false });
  });
  afterEach(async () => {
    server.signal('SIGCONT');
    await Promise.all(brokers.splice(0).map((broker) => broker.close()));
    await server.end();
  });

  async function connected(): Promise<Broker> {
    const broker = await connectNats({ servers: server.url, ...quick });
    brokers.push(broker);
    return broker;
  }

  it('is waited for at the start, and found when it comes', async () => {
    const errors: BusError[] = [];
    const connecting = connectNats({ servers: server.url, ...quick }, { onWaiting: (error) => errors.push(error) });
    await until(() => errors.length >= 3);
    await server.start();
    const broker = await connecting;
    brokers.push(broker);
    await broker.check();
    expect(errors.every(({ code }) => code === 'disconnected')).toBe(true);
  });

  it('is not waited for once that is called off, or patience is over', async () => {
    const calling = new AbortController();
    const waiting = connectNats(
      { servers: server.url, reconnectMinMs: 60_000, reconnectMaxMs: 60_000 },
      { signal: calling.signal },
    );
    await sleep(100);
    calling.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'closed' });
    await server.start();
    await server.hang();
    const leaving = new AbortController();
    const hanging = connectNats({ servers: server.url, connectTimeoutMs: 250_000 }, { signal: leaving.signal });
    await sleep(100);
    leaving.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'closed' });
    await server.kill();
    const impatient = connectNats({ servers: server.url, ...quick }, { patienceMs: 150 });
    await expect(impatient).rejects.toMatchObject({ code: 'disconnected' });
  });

  it('is found again after longer than the client itself would wait', async () => {
    await server.start();
    const broker = await connected();
    const subscription = broker.bus.subscribe('back');
    const plain = await connect({ servers: server.url, reconnectTimeWait: 20, reconnectJitter: 0 });
    await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'] }] });
    const publisher = (await broker.openStream('OUT')).publisher({ deadlineMs: 30_000 });
    await server.kill();
    // Ten attempts are the client's patience; ours has no end.
    await plain.closed();
    await until(() => !broker.isConnected);
    const outcome = publisher.publish('out.a', bytes('kept'), { messageId: 'kept' });
    await sleep(1_500);
    await server.start();
    expect(await outcome).toMatchObject({ kind: 'stored', sequence: 1 });
    broker.bus.publish('back', bytes('again'));
    await broker.bus.flush();
    expect(subscription.received).toBe(1);
  });

  it('makes calls fail at once while it is away, not at their deadline', async () => {
    await server.start();
    const broker = await connected();
    await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'] }], buckets: [{ name: 'B' }] });
    const stream = await broker.openStream('OUT');
    const bucket = await broker.openBucket('B');
    await server.kill();
    await until(() => !broker.isConnected);
    for (const call of [
      () => stream.append('out.a', bytes('x')),
      () => stream.info(),
      () => bucket.get('a'),
      () => broker.check(),
      () => broker.bus.request('a', bytes('x')),
      () => broker.openStream('OUT'),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'disconnected' });
    await broker.drain();
    expect(await broker.closed).toBeUndefined();
  });

  it('is noticed when it hangs: calls end at their deadline, the link is given up, and nothing is lost', async () => {
    await server.start();
    const broker = await connected();
    const told = statusOf(broker);
    await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'] }] });
    const stream = await broker.openStream('OUT');
    const publisher = stream.publisher({ window: 64, deadlineMs: 20_000, resendAfterMs: 300 });
    const publishing = publishNumbers(
      publisher,
      1_500,
      (i) => ({ messageId: `m${i}` }),
      (i) => (i % 10 === 0 ? sleep(5) : undefined),
    );
    await sleep(200);
    await server.hang();
    await expect(stream.append('out.late', bytes('x'))).rejects.toMatchObject({ code: 'timeout' });
    await expect(broker.check(200)).rejects.toMatchObject({ code: expect.stringMatching(/timeout|disconnected/) });
    await until(() => !broker.isConnected);
    await sleep(500);
    server.signal('SIGCONT');

    const outcomes = await publishing;
    expect(outcomes.every(({ kind }) => kind === 'stored')).toBe(true);
    // The append that timed out may be there or not: that is what its error says.
    const numbers = (await storedNumbers(stream)).filter((n) => !Number.isNaN(n));
    expect(numbers).toEqual(range(1_500));
    expect(told.map(({ kind }) => kind)).toContain('disconnected');
    expect(told.map(({ kind }) => kind)).toContain('reconnected');
    await broker.check();
  });

  it('tells that it is leaving before it goes (lame duck), and nothing is lost over a rolling restart', async () => {
    server.configure('lame_duck_grace_period: "1s"\nlame_duck_duration: "30s"');
    await server.start();
    const broker = await connected();
    const told = statusOf(broker);
    await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'] }] });
    const stream = await broker.openStream('OUT');
    const publisher = stream.publisher({ window: 32, deadlineMs: 30_000, resendAfterMs: 300 });
    const publishing = publishNumbers(
      publisher,
      600,
      (i) => ({ messageId: `m${i}` }),
      () => sleep(4),
    );
    await sleep(200);
    server.signal('SIGUSR2');
    await until(() => told.some(({ kind }) => kind === 'server-leaving'));
    expect(broker.isConnected).toBe(true);
    await server.exited();
    await server.start();
    expect((await publishing).every(({ kind }) => kind === 'stored')).toBe(true);
    expect(await storedNumbers(stream)).toEqual(range(600));
  });
});
