import { expect } from 'vitest';
import { all, bytes, expectCode, first, range, text, type Promises } from './contract-world.ts';

const connected: Promises = {
  'delivers one subject in the order it was published, with headers, byte for byte': async (world) => {
    const [sender, receiver] = [await world.connect(), await world.connect()];
    const subscription = receiver.bus.subscribe('plant.temp');
    await receiver.bus.flush();
    const buffer = new Uint8Array(256);
    for (const n of range(100)) {
      buffer.fill(n);
      sender.bus.publish('plant.temp', buffer, { headers: { 'X-Number': String(n), 'x-note': 'as it is: é' } });
    }
    const messages = await first(100, subscription);
    expect(messages.map(({ headers }) => headers['X-Number'])).toEqual(range(100).map(String));
    expect(messages[7]!.headers).toEqual({ 'X-Number': '7', 'x-note': 'as it is: é' });
    expect(messages.every(({ payload }, n) => payload.length === 256 && payload.every((byte) => byte === n))).toBe(
      true,
    );
    expect(messages[0]).toMatchObject({ subject: 'plant.temp', reply: undefined });
    expect(messages[0]!.respond(bytes('nobody asked'))).toBe(false);
  },

  'carries empty payloads and every byte': async (world) => {
    const { bus } = await world.connect();
    const subscription = bus.subscribe('bytes');
    const every = Uint8Array.from(range(256));
    bus.publish('bytes', new Uint8Array());
    bus.publish('bytes', every);
    const [empty, full] = await first(2, subscription);
    expect(empty!.payload.length).toBe(0);
    expect(Array.from(full!.payload)).toEqual(Array.from(every));
  },

  'takes * for one word and > for the rest': async (world) => {
    const { bus } = await world.connect();
    const patterns = ['a.*', 'a.>', '*.b', '>', 'a.b', 'a.*.c'];
    const subscriptions = patterns.map((pattern) => bus.subscribe(pattern));
    for (const subject of ['a', 'a.b', 'a.b.c', 'x.b']) bus.publish(subject, bytes(subject));
    await bus.flush();
    await Promise.all(subscriptions.map((one) => one.drain()));
    const seen = await Promise.all(subscriptions.map(async (one) => (await all(one)).map((m) => m.subject)));
    expect(Object.fromEntries(patterns.map((pattern, i) => [pattern, seen[i]]))).toEqual({
      'a.*': ['a.b'],
      'a.>': ['a.b', 'a.b.c'],
      '*.b': ['a.b', 'x.b'],
      '>': ['a', 'a.b', 'a.b.c', 'x.b'],
      'a.b': ['a.b'],
      'a.*.c': ['a.b.c'],
    });
  },

  'gives each message to one member of a queue group, and to everyone outside it': async (world) => {
    const { bus } = await world.connect();
    const members = range(3).map(() => bus.subscribe('work', { queue: 'hands' }));
    const onlooker = bus.subscribe('work');
    for (const n of range(60)) bus.publish('work', bytes(String(n)));
    await bus.flush();
    await Promise.all([...members, onlooker].map((one) => one.drain()));
    const shares = await Promise.all(members.map(async (one) => (await all(one)).map((m) => Number(text(m.payload)))));
    expect(shares.flat().toSorted((a, b) => a - b)).toEqual(range(60));
    expect((await all(onlooker)).length).toBe(60);
  },
};

const asking: Promises = {
  'answers a request': async (world) => {
    const [client, server] = [await world.connect(), await world.connect()];
    const requests = server.bus.subscribe('double');
    await server.bus.flush();
    const serving = (async () => {
      for await (const request of requests)
        request.respond(bytes(String(2 * Number(text(request.payload)))), { headers: { Seen: request.headers['N']! } });
    })();
    const answers = await Promise.all(
      range(20).map((n) => client.bus.request('double', bytes(String(n)), { headers: { N: `${n}` } })),
    );
    expect(answers.map(({ payload }) => Number(text(payload)))).toEqual(range(20).map((n) => 2 * n));
    expect(answers[3]!.headers).toEqual({ Seen: '3' });
    requests.unsubscribe();
    await serving;
  },

  'says that nobody listens': async (world) => {
    const { bus } = await world.connect();
    const error = await expectCode('no-responders', () => bus.request('nobody.home', bytes('?')));
    expect(error.subject).toBe('nobody.home');
  },

  'gives up a request at its deadline': async (world) => {
    const { bus } = await world.connect();
    const silent = bus.subscribe('silent');
    await bus.flush();
    const failure = expectCode('timeout', () => bus.request('silent', bytes('?'), { timeoutMs: 150 }));
    await world.elapse(300);
    await failure;
    expect(silent.received).toBe(1);
  },
};

const ending: Promises = {
  'delivers nothing after unsubscribe': async (world) => {
    const { bus } = await world.connect();
    const subscription = bus.subscribe('x');
    bus.publish('x', bytes('1'));
    await bus.flush();
    subscription.unsubscribe();
    bus.publish('x', bytes('2'));
    await bus.flush();
    expect(await all(subscription)).toEqual([]);
    expect(await subscription.closed).toBeUndefined();
  },

  'unsubscribes when the reader leaves its loop': async (world) => {
    const { bus } = await world.connect();
    const subscription = bus.subscribe('x');
    bus.publish('x', bytes('1'));
    expect((await first(1, subscription)).length).toBe(1);
    await subscription.closed;
    bus.publish('x', bytes('2'));
    await bus.flush();
    expect(subscription.received).toBe(1);
  },

  'reads to the last message under way when drained': async (world) => {
    const { bus } = await world.connect();
    const subscription = bus.subscribe('x');
    for (const n of range(500)) bus.publish('x', bytes(String(n)));
    await subscription.drain();
    bus.publish('x', bytes('late'));
    expect((await all(subscription)).map((m) => Number(text(m.payload)))).toEqual(range(500));
  },

  'ends every subscription when the connection is drained, and refuses what comes later': async (world) => {
    const broker = await world.connect();
    const subscription = broker.bus.subscribe('x');
    const reading = all(subscription);
    for (const n of range(10)) broker.bus.publish('x', bytes(String(n)));
    await broker.drain();
    expect((await reading).length).toBe(10);
    await expectCode('closed', () => broker.bus.publish('x', bytes('late')));
    await expectCode('closed', () => broker.bus.subscribe('x'));
    await expectCode('closed', () => broker.bus.request('x', bytes('late')));
    expect(broker.isConnected).toBe(false);
    expect(await broker.closed).toBeUndefined();
  },
};

const bounded: Promises = {
  'holds so many messages for a slow reader, lets the oldest go and counts them': async (world) => {
    const broker = await world.connect();
    const subscription = broker.bus.subscribe('flood', { maxPending: 10 });
    for (const n of range(25)) broker.bus.publish('flood', bytes(String(n)));
    await broker.bus.flush();
    await subscription.drain();
    expect((await all(subscription)).map((m) => Number(text(m.payload)))).toEqual(range(25).slice(15));
    expect(subscription.received).toBe(25);
    expect(subscription.dropped).toBe(15);
    expect(broker.counters().droppedSlow).toBe(15);
  },

  'holds so many bytes for a slow reader': async (world) => {
    const { bus } = await world.connect();
    const subscription = bus.subscribe('flood', { maxPendingBytes: 1_000 });
    for (const n of range(20)) bus.publish('flood', new Uint8Array(100).fill(n));
    await bus.flush();
    await subscription.drain();
    expect((await all(subscription)).map((m) => m.payload[0])).toEqual(range(20).slice(10));
  },

  'refuses what cannot travel': async (world) => {
    const { bus } = await world.connect();
    const unlawful = ['', '.', 'a..b', 'a b', 'a.*', '>', 'a\r\nPUB x 0', 'x'.repeat(2_000), 'tab\there', 'nul\0'];
    for (const subject of unlawful) await expectCode('invalid', () => bus.publish(subject, bytes('x')));
    for (const pattern of ['', 'a..b', 'a b', '>.a', 'a*', 'a.b>'])
      await expectCode('invalid', () => bus.subscribe(pattern));
    for (const headers of [{ 'a b': 'x' }, { a: 'x\r\ny: z' }, { '': 'x' }, { a: 5 as never }, { 'Nats-Msg-Id': 'x' }])
      await expectCode('invalid', () => bus.publish('a', bytes('x'), { headers }));
    await expectCode('invalid', () => bus.publish('a', 'text' as never));
    await expectCode('invalid', () => bus.subscribe('a', { queue: 'two words' }));
    await expectCode('too-large', () => bus.publish('a', new Uint8Array(2 ** 20 + 1)));
    const headers = { Note: 'x' };
    await expectCode('too-large', () => bus.publish('a', new Uint8Array(2 ** 20), { headers }));
    await expectCode('too-large', () => bus.publish('a', bytes('x'), { headers: { Note: 'x'.repeat(2 ** 21) } }));
    await expectCode('too-large', () => bus.request('a', new Uint8Array(2 ** 20 + 1)));
  },

  'counts what was published and received': async (world) => {
    const broker = await world.connect();
    const subscription = broker.bus.subscribe('x');
    for (const n of range(5)) broker.bus.publish('x', bytes(String(n)));
    await first(5, subscription);
    const nothing = { droppedDisconnected: 0, unconfirmedAtDisconnect: 0, droppedSlow: 0, reconnects: 0 };
    expect(broker.counters()).toEqual({ published: 5, received: 5, ...nothing });
  },
};

export const busPromises: Promises = { ...connected, ...asking, ...ending, ...bounded };
