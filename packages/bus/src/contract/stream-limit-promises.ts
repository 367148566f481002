import { expect } from 'vitest';
import { all, bytes, expectCode, range, type Promises } from './contract-world.ts';
import { fill, opened, readings } from './opened-stream.ts';

const limited: Promises = {
  'refuses at its limit of messages, and takes again when there is room': async (world) => {
    const { stream } = await opened(world, { maxMessages: 3 });
    await fill(stream, 3);
    await expectCode('full', () => stream.append('plant.temp', bytes('4')));
    await stream.purge({ before: 2 });
    expect(await stream.append('plant.temp', bytes('4'))).toEqual({ sequence: 4, duplicate: false });
  },

  'refuses at its limit of bytes, and messages that are too large': async (world) => {
    const { stream } = await opened(world, { maxBytes: 10_000, maxMessageBytes: 4_000 });
    await expectCode('too-large', () => stream.append('plant.temp', new Uint8Array(5_000)));
    await stream.append('plant.temp', new Uint8Array(3_500));
    await stream.append('plant.temp', new Uint8Array(3_500));
    await expectCode('full', () => stream.append('plant.temp', new Uint8Array(3_500)));
    expect(await stream.info()).toMatchObject({ messages: 2, lastSequence: 2 });
  },

  'lets the oldest go where that is wanted': async (world) => {
    const { stream } = await opened(world, { maxMessages: 3, whenFull: 'drop-oldest' });
    await fill(stream, 5);
    expect(await stream.info()).toMatchObject({ firstSequence: 3, lastSequence: 5, messages: 3 });
  },

  'keeps so many of each subject, for so long': async (world) => {
    const { stream } = await opened(world, {
      maxMessagesPerSubject: 1,
      whenFull: 'drop-oldest',
      maxAgeMs: 1_000,
      duplicateWindowMs: 500,
    });
    for (const n of range(6)) await stream.append(`plant.${n % 2}`, bytes(String(n)));
    expect(await stream.info()).toMatchObject({ firstSequence: 5, lastSequence: 6, messages: 2 });
    await world.elapse(2_300);
    expect((await stream.info()).messages).toBe(0);
  },
};

const missing: Promises = {
  'creates streams only when asked to, and says how otherwise': async (world) => {
    const broker = await world.connect();
    for (const wanted of ['READINGS', readings]) {
      const error = await expectCode('missing', () => broker.openStream(wanted));
      expect(error.command).toContain('READINGS');
    }
    await broker.provision({ streams: [readings] });
    await broker.provision({ streams: [readings] });
    await expectCode('mismatch', () => broker.provision({ streams: [{ ...readings, maxMessages: 5 }] }));
    await expectCode('mismatch', () => broker.provision({ streams: [{ name: 'OTHER', subjects: ['plant.*.x'] }] }));
    await expectCode('invalid', () => broker.provision({ streams: [{ name: 'no dots.', subjects: ['x'] }] }));
    await expectCode('invalid', () => broker.provision({ streams: [{ ...readings, maxMessages: -1 }] }));
    await expectCode('mismatch', () => broker.openStream({ ...readings, maxMessages: 5 }));
    const stream = await broker.openStream(readings);
    await expectCode('missing', () => stream.append('elsewhere', bytes('x')));
  },

  'takes a stream as it is where the definition says nothing': async (world) => {
    const broker = await world.connect();
    const name = 'NARROW';
    const subjects = ['narrow.*'];
    const limits = { maxMessages: 3, whenFull: 'drop-oldest', duplicateWindowMs: 500, storage: 'memory' } as const;
    await broker.provision({ streams: [{ name, subjects, ...limits }] });
    await broker.provision({ streams: [{ name, subjects }] });
    const stream = await broker.openStream({ name, subjects, maxMessages: 3 });
    for (const n of range(4)) await stream.append('narrow.a', bytes(String(n)));
    expect((await stream.info()).messages).toBe(3);
    await expectCode('mismatch', () => broker.openStream({ name, subjects, whenFull: 'refuse' }));
    await expectCode('mismatch', () => broker.openStream({ name, subjects, storage: 'file' }));
  },

  'says that the stream is gone when it was removed while in use': async (world) => {
    const { stream } = await opened(world);
    await fill(stream, 1);
    const failure = expectCode('missing', () => all(stream.read()));
    await world.elapse(100);
    await world.remove('stream', 'READINGS');
    await world.elapse(100);
    const error = await failure;
    expect(error.command).toContain('READINGS');
    await expectCode('missing', () => stream.append('plant.temp', bytes('x')));
    await expectCode('missing', () => stream.info());
  },
};

export const streamLimitPromises: Promises = { ...limited, ...missing };
