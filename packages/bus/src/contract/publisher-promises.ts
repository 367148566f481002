import { expect } from 'vitest';
import type { Outcome, Stream } from '../stream.ts';
import { bytes, expectCode, first, range, text, type ContractWorld, type Promises } from './contract-world.ts';

async function stream(world: ContractWorld, limits: { readonly maxMessages?: number } = {}): Promise<Stream> {
  const broker = await world.connect();
  await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'], ...limits }] });
  return broker.openStream('OUT');
}

export const publisherPromises: Promises = {
  'tells of every message what became of it': async (world) => {
    const out = await stream(world);
    const publisher = out.publisher({ window: 64 });
    const outcomes: Outcome[] = [];
    const told: Promise<void>[] = [];
    for (const n of range(1_000)) {
      await publisher.room();
      const outcome = publisher.publish('out.a', bytes(String(n)), { messageId: `m${n}` });
      told.push(outcome.then((one) => void outcomes.push(one)));
      expect(publisher.inFlight).toBeLessThanOrEqual(64);
    }
    await publisher.flush();
    await Promise.all(told);
    expect(publisher.inFlight).toBe(0);
    expect(outcomes).toEqual(range(1_000).map((n) => ({ kind: 'stored', sequence: n + 1, duplicate: false })));
    const kept = await first(1_000, out.read());
    expect(kept.map(({ payload }) => Number(text(payload)))).toEqual(range(1_000));
    const [again] = await Promise.all([publisher.publish('out.a', bytes('7'), { messageId: 'm7' }), publisher.flush()]);
    expect(again).toEqual({ kind: 'stored', sequence: 8, duplicate: true });
  },

  'takes no more than its window': async (world) => {
    const publisher = (await stream(world)).publisher({ window: 3 });
    const outcomes = range(3).map((n) => publisher.publish('out.a', bytes(String(n))));
    await expectCode('window-full', () => publisher.publish('out.a', bytes('3')));
    await publisher.room();
    outcomes.push(publisher.publish('out.a', bytes('3')));
    expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(Array(4).fill('stored'));
  },

  'gives each refusal its reason, and goes on': async (world) => {
    const publisher = (await stream(world, { maxMessages: 2 })).publisher({ deadlineMs: 1_000, resendAfterMs: 400 });
    const given = [
      publisher.publish('out.a', bytes('1')),
      publisher.publish('out.a', bytes('2'), { expectLastSequence: 9 }),
      publisher.publish('out.a', bytes('3'), { expectLastSubjectSequence: 1 }),
      publisher.publish('out.a', bytes('4')),
    ];
    const outcomes = await Promise.all(given);
    expect(outcomes.map((one) => (one.kind === 'stored' ? one.sequence : one.error.code))).toEqual([
      1,
      'conflict',
      2,
      'full',
    ]);
    await expectCode('invalid', () => publisher.publish('not lawful', bytes('x')));
    for (const unlawful of [{ messageId: 'two words' }, { messageId: '' }, { expectLastSequence: 1.5 }])
      await expectCode('invalid', () => publisher.publish('out.a', bytes('x'), unlawful));
    const large = new Uint8Array(2 ** 20);
    await expectCode('too-large', () => publisher.publish('out.a', large, { headers: { Note: 'x' } }));
    await expectCode('too-large', () => publisher.publish('out.a', new Uint8Array(2 ** 20 + 1)));
  },

  'says that nothing stores a subject': async (world) => {
    const publisher = (await stream(world)).publisher({ deadlineMs: 400, resendAfterMs: 100 });
    const outcome = publisher.publish('elsewhere', bytes('x'));
    await world.elapse(800);
    expect(await outcome).toMatchObject({ kind: 'refused', error: { code: 'missing', subject: 'elsewhere' } });
  },

  'takes nothing after it was closed': async (world) => {
    const publisher = (await stream(world)).publisher();
    const outcome = publisher.publish('out.a', bytes('x'));
    await publisher.close();
    expect(await outcome).toMatchObject({ kind: 'stored', sequence: 1 });
    await expectCode('closed', () => publisher.publish('out.a', bytes('y')));
  },

  'ends with its connection, when what is under way has its outcome': async (world) => {
    const broker = await world.connect();
    await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.>'] }] });
    const out = await broker.openStream('OUT');
    const publisher = out.publisher();
    const outcomes = range(100).map((n) => publisher.publish('out.a', bytes(String(n))));
    await broker.drain();
    expect((await Promise.all(outcomes)).map(({ kind }) => kind)).toEqual(Array(100).fill('stored'));
    await expectCode('closed', () => publisher.publish('out.a', bytes('late')));
    await expectCode('closed', () => out.publisher());
  },
};
