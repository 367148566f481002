import { connect, type NatsConnection } from '@nats-io/transport-node';
import { jetstreamManager } from '@nats-io/jetstream';
import { deadLetterHeaders, type Broker, type QueueDefinition } from '@twin/bus';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectNats } from '@twin/nats-adapter';
import { NatsServer, sleep } from './nats-server.ts';
import { bytes, publishNumbers, range, storedNumbers, text, until } from './trace.ts';

let server: NatsServer;
let broker: Broker;
let nc: NatsConnection;

async function begin(config = ''): Promise<void> {
  server = await NatsServer.make({ config });
  broker = await connectNats({ servers: server.url, reconnectMinMs: 20, reconnectMaxMs: 80, callTimeoutMs: 2_000 });
  nc = await connect({ servers: server.url });
}

async function remove(stream: string): Promise<void> {
  await (await jetstreamManager(nc)).streams.delete(stream);
}

afterEach(async () => {
  await nc.close();
  await broker.close();
  await server.end();
});

describe('duplicate message ids', () => {
  beforeEach(() => begin());

  it('are stored once, whoever sends them, also over a kill of the server', async () => {
    await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'] }] });
    const stream = await broker.openStream('OUT');
    const rival = await connectNats({ servers: server.url, reconnectMinMs: 20, reconnectMaxMs: 80 });
    const rivals = [stream, await rival.openStream('OUT')].map((one) =>
      one.publisher({ window: 32, deadlineMs: 20_000 }),
    );
    const id = (i: number): { readonly messageId: string } => ({ messageId: `m${i}` });
    const both = rivals.map((publisher) =>
      publishNumbers(publisher, 500, id, (i) => (i % 25 === 0 ? sleep(10) : undefined)),
    );
    await sleep(80);
    await server.restart();
    const [ours, theirs] = await Promise.all(both);
    expect((await storedNumbers(stream)).toSorted((a, b) => a - b)).toEqual(range(500));
    const sequences = [ours!, theirs!].map((outcomes) =>
      outcomes.map((one) => (one.kind === 'stored' ? one.sequence : one.kind)),
    );
    expect(sequences[0]).toEqual(sequences[1]);
    await rival.close();
  });
});

describe('a stream at its limits', () => {
  it('refuses what does not fit, message by message, and takes the rest: the trace adds up', async () => {
    await begin();
    await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'], maxMessages: 100, maxMessageBytes: 500 }] });
    const stream = await broker.openStream('OUT');
    const publisher = stream.publisher({ window: 16 });
    const outcomes = await publishNumbers(publisher, 150, (i) => ({ messageId: `m${i}` }));
    const stored = outcomes.flatMap((one, i) => (one.kind === 'stored' ? [i] : []));
    expect(stored).toEqual(range(100));
    expect(outcomes.slice(100).every((one) => one.kind === 'refused' && one.error.code === 'full')).toBe(true);
    expect(await storedNumbers(stream)).toEqual(stored);
    const large = publisher.publish('out.a', new Uint8Array(1_000));
    expect(await large).toMatchObject({ kind: 'refused', error: { code: 'too-large' } });
    expect(() => publisher.publish('out.a', new Uint8Array(2 ** 20 + 1))).toThrow('the server takes');
    await stream.purge({ before: 51 });
    const again = await publishNumbers(publisher, 150, (i) => ({ messageId: `m${i}` }));
    // What was stored is known and not stored again; of what was refused, as many as there is room for.
    expect(again.map((one) => (one.kind === 'stored' ? (one.duplicate ? 'known' : 'new') : one.error.code))).toEqual([
      ...Array(100).fill('known'),
      ...Array(50).fill('new'),
    ]);
    expect((await storedNumbers(stream)).toSorted((a, b) => a - b)).toEqual(range(150).slice(50));
  });

  it('refuses when the disk the server may use is full, and goes on when there is room', async () => {
    await begin('jetstream { store_dir: "STORE", max_file: 2MB }');
    await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'] }], buckets: [{ name: 'KEPT' }] });
    const stream = await broker.openStream('OUT');
    const kept = await broker.openBucket('KEPT');
    await kept.put('checkpoint', bytes('before'));
    const publisher = stream.publisher({ window: 8, deadlineMs: 3_000 });
    const outcomes = [];
    for (const i of range(60)) {
      await publisher.room();
      outcomes.push(publisher.publish('out.a', new Uint8Array(60_000).fill(i)));
    }
    const settled = await Promise.all(outcomes);
    const accepted = settled.flatMap((one, i) => (one.kind === 'stored' ? [i] : []));
    expect(accepted.length).toBeGreaterThan(20);
    expect(settled.slice(accepted.length).every((one) => one.kind === 'refused' && one.error.code === 'full')).toBe(
      true,
    );
    const read: number[] = [];
    for await (const { payload } of stream.read()) {
      read.push(payload[0]!);
      if (read.length === accepted.length) break;
    }
    expect(read).toEqual(accepted);
    await expect(kept.put('checkpoint', new Uint8Array(100_000))).rejects.toMatchObject({ code: 'full' });
    expect(text((await kept.get('checkpoint'))!.value)).toBe('before');
    await broker.check();
    await stream.purge();
    expect(await stream.append('out.a', bytes('room'))).toMatchObject({ duplicate: false });
    await kept.put('checkpoint', bytes('after'));
    expect(text((await kept.get('checkpoint'))!.value)).toBe('after');
  });
});

describe('a poison message', () => {
  const jobs: QueueDefinition = { name: 'JOBS', subject: 'jobs.>', ackWaitMs: 150, maxAttempts: 3 };
  beforeEach(() => begin());

  it('goes to the dead letters with reason, subject and sequence, and the others are done', async () => {
    await broker.provision({ queues: [jobs] });
    const queue = await broker.openQueue(jobs);
    for (const i of range(20)) await queue.offer(`jobs.run.${i}`, bytes(i), { headers: { Run: 'r1' } });
    const done: number[] = [];
    const attempts: number[] = [];
    await until(async () => {
      for (const job of await queue.take({ max: 5, waitMs: 100 })) {
        const i = Number(text(job.payload));
        if (i === 7) attempts.push(job.attempt); // its worker dies: no word of it
        else if (i === 11) await job.deadLetter('malformed:\r\n field 3');
        else {
          await job.ack();
          done.push(i);
        }
      }
      return (await queue.counts()).open === 0;
    });
    expect(done.toSorted((a, b) => a - b)).toEqual(range(20).filter((i) => i !== 7 && i !== 11));
    expect(attempts).toEqual([1, 2, 3]);
    const letters = new Map<string, { readonly payload: string; readonly headers: Readonly<Record<string, string>> }>();
    for await (const { payload, headers, subject } of (await queue.deadLetters()).read()) {
      expect(subject).toMatch(/^dead\.JOBS\.\d+-\d+$/);
      letters.set(headers[deadLetterHeaders.sequence]!, { payload: text(payload), headers });
      if (letters.size === 2) break;
    }
    expect(letters.get('8')).toEqual({
      payload: '7',
      headers: {
        Run: 'r1',
        'Twin-Dead-Reason': 'attempts',
        'Twin-Original-Subject': 'jobs.run.7',
        'Twin-Original-Sequence': '8',
        'Twin-Attempts': '4',
      },
    });
    expect(letters.get('12')!.headers['Twin-Dead-Reason']).toBe('malformed: field 3');
    expect((await (await queue.deadLetters()).info()).messages).toBe(2);
  });

  it('is ended by a bare term: this server takes one with a reason for no word at all', async () => {
    await broker.provision({ queues: [jobs] });
    const queue = await broker.openQueue(jobs);
    const pull = async (): Promise<string | undefined> => {
      const request = JSON.stringify({ batch: 1, expires: 600_000_000 });
      const msg = await nc.request('$JS.API.CONSUMER.MSG.NEXT.JOBS.WORKERS', request, { timeout: 2_000, noMux: true });
      return msg.reply;
    };
    const [major, minor] = nc.info!.version.split('.').map(Number);
    const isOld = major === 2 && minor! < 10;
    await queue.offer('jobs.a', bytes(1));
    nc.publish((await pull())!, '+TERM no good');
    await sleep(400);
    expect((await queue.take({ waitMs: 300 })).map(({ attempt }) => attempt)).toEqual(isOld ? [2] : []);
    await queue.withdraw();
    await queue.offer('jobs.b', bytes(2));
    nc.publish((await pull())!, '+TERM');
    await sleep(400);
    expect(await queue.take({ waitMs: 300 })).toEqual([]);
  });
});

describe('jobs that a purge made the server forget', () => {
  beforeEach(() => begin());

  it('are delivered after all', async () => {
    const jobs: QueueDefinition = { name: 'JOBS', subject: 'jobs.>', ackWaitMs: 1_000 };
    await broker.provision({ queues: [jobs] });
    const queue = await broker.openQueue(jobs);
    for (const i of range(10)) await queue.offer(i % 2 === 0 ? 'jobs.even' : 'jobs.odd', bytes(i));
    await nc.request('$JS.API.STREAM.PURGE.JOBS', JSON.stringify({ filter: 'jobs.even' }));
    const done: number[] = [];
    await until(async () => {
      for (const job of await queue.take({ max: 10, waitMs: 150 })) {
        done.push(Number(text(job.payload)));
        await job.ack();
      }
      return done.length === 5;
    });
    expect(done).toEqual([1, 3, 5, 7, 9]);
    expect(await queue.take({ max: 10, waitMs: 150 })).toEqual([]);
    const info = (await nc.request('$JS.API.STREAM.INFO.JOBS')).json<{ state: { messages: number } }>();
    expect(info.state.messages).toBe(0);
  });
});

describe('what is deleted while it is in use', () => {
  beforeEach(() => begin());

  it('ends with the exact command to make it again, and works when it is there again', async () => {
    const out = { name: 'OUT', subjects: ['out.>', 'late.*'], maxBytes: 1_000_000, duplicateWindowMs: 5_000 };
    await broker.provision({ streams: [out] });
    const stream = await broker.openStream(out);
    const publisher = stream.publisher({ deadlineMs: 600, resendAfterMs: 200 });
    await stream.append('out.a', bytes(1));
    const reading = (async () => {
      for await (const _ of stream.read());
    })();
    const failure = reading.catch((error: unknown) => error);
    const expected = {
      code: 'missing',
      command:
        "nats stream add OUT --subjects='out.>,late.*' --retention=limits --discard=new --storage=file --max-bytes=1000000 --dupe-window=5000ms --defaults",
    };
    await sleep(100);
    await remove('OUT');
    await expect(stream.append('out.a', bytes(2))).rejects.toMatchObject({ code: 'missing' });
    expect(await publisher.publish('out.a', bytes(3))).toMatchObject({ kind: 'refused', error: { code: 'missing' } });
    expect(await failure).toMatchObject(expected);
    await expect(stream.info()).rejects.toMatchObject({ code: 'missing' });
    await broker.provision({ streams: [out] });
    expect(await publisher.publish('out.a', bytes(4))).toMatchObject({ kind: 'stored', sequence: 1 });
    expect(await storedNumbers(stream)).toEqual([4]);
    // A reader that comes back with its old place is told that the stream was made anew.
    const stale = (async () => {
      for await (const _ of stream.read({ from: 3 }));
    })();
    await expect(stale).rejects.toMatchObject({ code: 'gap' });
  });

  it('is said of buckets, queues and object stores as well', async () => {
    const jobs = { name: 'JOBS', subject: 'jobs.>' };
    await broker.provision({ buckets: [{ name: 'B', ttlMs: 10_000 }], queues: [jobs], objects: [{ name: 'O' }] });
    const bucket = await broker.openBucket({ name: 'B', ttlMs: 10_000 });
    const queue = await broker.openQueue(jobs);
    const objects = await broker.openObjects('O');
    await bucket.put('a', bytes(1));
    await objects.put('a', bytes(1));
    const watching = (async () => {
      for await (const _ of bucket.watch());
    })();
    const watchFailure = watching.catch((error: unknown) => error);
    await sleep(100);
    for (const stream of ['KV_B', 'JOBS', 'OBJ_O']) await remove(stream);
    const command = 'nats kv add B --storage=file --ttl=10000ms';
    await expect(bucket.get('a')).rejects.toMatchObject({ code: 'missing', command });
    await expect(bucket.update('a', bytes(2), 1)).rejects.toMatchObject({ code: 'missing', command });
    expect(await watchFailure).toMatchObject({ code: 'missing', command });
    await expect(queue.take({ waitMs: 100 })).rejects.toMatchObject({
      code: 'missing',
      command: expect.stringContaining('nats consumer add JOBS WORKERS --pull'),
    });
    await expect(queue.offer('jobs.a', bytes(1))).rejects.toMatchObject({ code: 'missing' });
    await expect(objects.get('a')).rejects.toMatchObject({ code: 'missing', command: 'nats object add O' });
    await expect(objects.put('b', bytes(1))).rejects.toMatchObject({ code: 'missing' });
  });
});
