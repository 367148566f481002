import { expect } from 'vitest';
import type { Stream } from '../stream.ts';
import { fill, opened, readings } from './opened-stream.ts';
import { all, bytes, expectCode, first, range, text, type Promises } from './contract-world.ts';

const sequences = (messages: readonly { readonly sequence: number }[]): number[] => messages.map((m) => m.sequence);

const storing: Promises = {
  'stores in order, from 1, and gives every message back': async (world) => {
    const { stream } = await opened(world);
    expect(await stream.info()).toEqual({ firstSequence: 1, lastSequence: 0, messages: 0, bytes: 0 });
    const headers = { Unit: 'K' };
    expect(await stream.append('plant.temp', bytes('350'), { headers })).toEqual({ sequence: 1, duplicate: false });
    expect(await stream.append('plant.flow', bytes(''))).toEqual({ sequence: 2, duplicate: false });
    const stored = await stream.get(1);
    expect(stored).toMatchObject({ subject: 'plant.temp', headers, sequence: 1 });
    expect(text(stored!.payload)).toBe('350');
    expect(Math.abs(stored!.storedAtMs - (await stream.last('plant.flow'))!.storedAtMs)).toBeLessThan(60_000);
    expect((await stream.last('plant.flow'))!.sequence).toBe(2);
    expect(await stream.last('plant.none')).toBeUndefined();
    expect(await stream.get(3)).toBeUndefined();
    expect(await stream.info()).toMatchObject({ firstSequence: 1, lastSequence: 2, messages: 2 });
  },

  'knows a message id within the duplicate window, and forgets it after': async (world) => {
    const { stream } = await opened(world, { duplicateWindowMs: 800 });
    const append = (): ReturnType<Stream['append']> => stream.append('plant.temp', bytes('x'), { messageId: 'a' });
    expect(await append()).toEqual({ sequence: 1, duplicate: false });
    expect(await append()).toEqual({ sequence: 1, duplicate: true });
    expect(await stream.append('plant.temp', bytes('y'), { messageId: 'b' })).toMatchObject({ sequence: 2 });
    await world.elapse(2_000);
    expect(await append()).toEqual({ sequence: 3, duplicate: false });
  },

  'stores only after the expected sequence, of the stream and of the subject': async (world) => {
    const { stream } = await opened(world);
    await stream.append('plant.a', bytes('1'), { expectLastSequence: 0 });
    await stream.append('plant.b', bytes('1'), { expectLastSubjectSequence: 0 });
    await expectCode('conflict', () => stream.append('plant.a', bytes('2'), { expectLastSequence: 1 }));
    await expectCode('conflict', () => stream.append('plant.a', bytes('2'), { expectLastSubjectSequence: 2 }));
    await stream.append('plant.a', bytes('2'), { expectLastSubjectSequence: 1 });
    const known = { messageId: 'm', expectLastSequence: 3 };
    await stream.append('plant.a', bytes('3'), known);
    // A repeat of what is stored is a duplicate, not a conflict, though its expectation is out of date.
    expect(await stream.append('plant.a', bytes('3'), known)).toEqual({ sequence: 4, duplicate: true });
    expect((await stream.info()).lastSequence).toBe(4);
  },

  'lets one of two rival writers store': async (world) => {
    const { stream } = await opened(world);
    const rival = await (await world.connect()).openStream(readings.name);
    const attempts = range(20).flatMap((n) =>
      [stream, rival].map((writer) =>
        writer.append('plant.a', bytes(String(n)), { expectLastSequence: n }).then(
          () => 'stored',
          (error: { code: string }) => error.code,
        ),
      ),
    );
    const outcomes = await Promise.all(attempts);
    const { lastSequence } = await stream.info();
    expect(outcomes.filter((outcome) => outcome === 'stored').length).toBe(lastSequence);
    expect(new Set(outcomes)).toEqual(new Set(['stored', 'conflict']));
  },

  'shows what is appended to plain subscribers, and stores what is plainly published': async (world) => {
    const { broker, stream } = await opened(world);
    const onlooker = broker.bus.subscribe('plant.*');
    await broker.bus.flush();
    await stream.append('plant.a', bytes('appended'));
    broker.bus.publish('plant.b', bytes('published'));
    expect((await first(2, onlooker)).map((m) => text(m.payload))).toEqual(['appended', 'published']);
    expect((await first(2, stream.read())).map((m) => text(m.payload))).toEqual(['appended', 'published']);
  },
};

const readBack: Promises = {
  'reads from the first, a sequence, a time, or what is new': async (world) => {
    const { stream } = await opened(world);
    await fill(stream, 5);
    await world.elapse(50);
    const later = await stream.append('plant.temp', bytes('6'));
    const { storedAtMs } = (await stream.get(later.sequence))!;
    expect(sequences(await first(6, stream.read()))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(sequences(await first(2, stream.read({ from: 4 })))).toEqual([4, 5]);
    expect(sequences(await first(1, stream.read({ from: { atMs: storedAtMs } })))).toEqual([6]);
    const fresh = first(2, stream.read({ from: 'new' }));
    const next = first(1, stream.read({ from: 7 }));
    await world.elapse(100);
    await fill(stream, 2);
    expect(sequences(await fresh)).toEqual([7, 8]);
    expect(sequences(await next)).toEqual([7]);
  },

  'reads again as often as wanted, many readers at once, with little ahead': async (world) => {
    const { broker, stream } = await opened(world);
    const publisher = stream.publisher();
    for (const n of range(2_000)) {
      await publisher.room();
      void publisher.publish('plant.temp', bytes(String(n)));
    }
    await publisher.flush();
    const others = [
      stream,
      await broker.openStream(readings.name),
      await (await world.connect()).openStream('READINGS'),
    ];
    const read = await Promise.all(others.map((one, i) => first(2_000, one.read({ ahead: [1_000, 7, 100][i]! }))));
    for (const messages of read) expect(sequences(messages)).toEqual(range(2_000).map((n) => n + 1));
  },

  'reads what falls under a pattern': async (world) => {
    const { stream } = await opened(world);
    for (const n of range(30)) await stream.append(`plant.${['a', 'b', 'c'][n % 3]}.x`, bytes(String(n)));
    expect(sequences(await first(10, stream.read({ subject: 'plant.b.x' })))).toEqual(range(10).map((n) => 3 * n + 2));
    expect(sequences(await first(2, stream.read({ subject: 'plant.*.x', from: 29 })))).toEqual([29, 30]);
  },

  'waits for more until it is stopped': async (world) => {
    const { stream } = await opened(world);
    await fill(stream, 3);
    const reader = stream.read();
    const taken: number[] = [];
    const done = (async () => {
      for await (const { sequence } of reader) {
        taken.push(sequence);
        if (sequence === 5) reader.stop();
      }
    })();
    await world.elapse(100);
    await fill(stream, 4);
    await world.elapse(100);
    await done;
    expect(taken).toEqual([1, 2, 3, 4, 5]);
  },

  'says when what was asked for is gone': async (world) => {
    const { stream } = await opened(world);
    await fill(stream, 10);
    expect(await stream.purge({ before: 6 })).toBe(5);
    await expectCode('gap', () => first(1, stream.read({ from: 3 })));
    await expectCode('gap', () => first(1, stream.read({ from: 3, subject: 'plant.temp' })));
    await expectCode('gap', () => first(1, stream.read({ from: 12 })));
    expect(sequences(await first(2, stream.read({ from: 3, allowGap: true })))).toEqual([6, 7]);
    expect(sequences(await first(2, stream.read()))).toEqual([6, 7]);
    expect(sequences(await first(2, stream.read({ from: 6 })))).toEqual([6, 7]);
  },

  'removes by pattern and leaves the rest readable': async (world) => {
    const { stream } = await opened(world);
    for (const n of range(10)) await stream.append(`plant.${n % 2 === 0 ? 'even' : 'odd'}`, bytes(String(n)));
    expect(await stream.purge({ subject: 'plant.even' })).toBe(5);
    expect(await stream.info()).toMatchObject({ messages: 5, firstSequence: 2, lastSequence: 10 });
    expect(sequences(await first(5, stream.read()))).toEqual([2, 4, 6, 8, 10]);
    expect(await stream.last('plant.even')).toBeUndefined();
    expect(await stream.purge()).toBe(5);
    expect(await stream.info()).toMatchObject({ messages: 0, firstSequence: 11, lastSequence: 10 });
  },

  'loses nothing that stays when a pattern is removed while it reads': async (world) => {
    for (const subjects of [['plant.>'], ['plant.even', 'plant.odd']]) {
      const broker = await world.connect();
      const name = `PLANT_${subjects.length}`;
      await broker.provision({ streams: [{ name, subjects }] });
      const stream = await broker.openStream(name);
      for (const n of range(40)) await stream.append(n % 2 === 0 ? 'plant.even' : 'plant.odd', bytes(String(n)));
      const taken: number[] = [];
      const reading = (async () => {
        for await (const { sequence } of stream.read({ ahead: 4 })) {
          taken.push(sequence);
          if (sequence === 5) await stream.purge({ subject: 'plant.even' });
          if (sequence === 41) break;
        }
      })();
      await world.elapse(300);
      await stream.append('plant.odd', bytes('last'));
      await world.elapse(300);
      await reading;
      // Up to four were fetched before the purge; of the others, all that stay, and in order.
      const odd = range(20).map((n) => 2 * n + 2);
      expect(taken.filter((sequence) => sequence % 2 === 0)).toEqual(odd);
      expect(taken.at(-1)).toBe(41);
      expect(taken).toEqual(taken.toSorted((a, b) => a - b));
      await world.remove('stream', name);
    }
  },

  'loses nothing that stays when a pattern is removed, though nothing comes after': async (world) => {
    const { stream } = await opened(world);
    for (const n of range(40)) await stream.append(n % 2 === 0 ? 'plant.even' : 'plant.odd', bytes(String(n)));
    const readers = [stream.read({ ahead: 4 }), stream.read({ ahead: 4, subject: 'plant.*' })];
    let isPurged: Promise<unknown> | undefined;
    const taken = readers.map(async (reader) => {
      const odd: number[] = [];
      for await (const { sequence } of reader) {
        if (sequence >= 5) await (isPurged ??= stream.purge({ subject: 'plant.even' }));
        if (sequence % 2 === 0) odd.push(sequence);
        if (sequence === 40) break;
      }
      return odd;
    });
    expect(await Promise.all(taken)).toEqual(Array(2).fill(range(20).map((n) => 2 * n + 2)));
  },

  'ends with its connection': async (world) => {
    const { broker, stream } = await opened(world);
    await fill(stream, 2);
    const taken = all(stream.read());
    await world.elapse(100);
    await broker.close();
    expect(sequences(await taken)).toEqual([1, 2]);
    await expectCode('closed', () => stream.info());
    await expectCode('closed', () => stream.append('plant.a', bytes('late')));
  },
};

export const streamPromises: Promises = { ...storing, ...readBack };
