import { expect } from 'vitest';
import type { Broker } from '../broker.ts';
import type { QueueDefinition } from '../definitions.ts';
import { deadLetterHeaders, type Job, type WorkQueue } from '../work-queue.ts';
import { bytes, expectCode, first, range, text, type ContractWorld, type Promises } from './contract-world.ts';

const jobs: QueueDefinition = { name: 'JOBS', subject: 'jobs.>', ackWaitMs: 400, maxAttempts: 3, maxInHands: 100 };

async function opened(
  world: ContractWorld,
  settings: Partial<QueueDefinition> = {},
): Promise<{ readonly broker: Broker; readonly queue: WorkQueue; readonly definition: QueueDefinition }> {
  const broker = await world.connect();
  const definition = { ...jobs, ...settings };
  await broker.provision({ queues: [definition] });
  return { broker, queue: await broker.openQueue(definition), definition };
}

/** Takes with time passing, so that a clock that is moved by hand does not stand still. */
async function take(world: ContractWorld, queue: WorkQueue, max = 1, waitMs = 200): Promise<readonly Job[]> {
  const taken = queue.take({ max, waitMs });
  await world.elapse(waitMs + 50);
  return taken;
}

const numbers = (taken: readonly Job[]): number[] => taken.map((job) => Number(text(job.payload)));

const working: Promises = {
  'gives each job once, in order, and forgets what is done': async (world) => {
    const { queue } = await opened(world);
    for (const n of range(5)) await queue.offer('jobs.run.1', bytes(String(n)), { headers: { N: `${n}` } });
    const taken = await take(world, queue, 3);
    expect(numbers(taken)).toEqual([0, 1, 2]);
    expect(taken[0]).toMatchObject({ subject: 'jobs.run.1', headers: { N: '0' }, attempt: 1, sequence: 1 });
    for (const job of taken) await job.ack();
    expect(await queue.counts()).toEqual({ open: 2, inHands: 0, dead: 0 });
    const rest = await take(world, queue, 10);
    expect(numbers(rest)).toEqual([3, 4]);
    for (const job of rest) await job.ack();
    await world.elapse(600);
    expect(await take(world, queue)).toEqual([]);
    expect((await queue.counts()).open).toBe(0);
  },

  'waits for a job': async (world) => {
    const { queue } = await opened(world);
    const waiting = queue.take({ waitMs: 1_000 });
    await world.elapse(100);
    await queue.offer('jobs.a', bytes('1'));
    expect(numbers(await waiting)).toEqual([1]);
  },

  'offers a job again when its worker falls silent': async (world) => {
    const { queue } = await opened(world);
    await queue.offer('jobs.a', bytes('1'));
    const [lost] = await take(world, queue);
    await world.elapse(500);
    const [again] = await take(world, queue);
    expect([lost!.attempt, again!.attempt]).toEqual([1, 2]);
    expect(again!.sequence).toBe(lost!.sequence);
    expect(again!.offeredAtMs).toBe(lost!.offeredAtMs);
    await again!.ack();
    await world.elapse(500);
    expect(await take(world, queue)).toEqual([]);
  },

  'leaves a job with a worker that extends its time': async (world) => {
    const { queue } = await opened(world, { ackWaitMs: 1_000 });
    await queue.offer('jobs.a', bytes('1'));
    const [job] = await take(world, queue, 1, 50);
    for (const _ of range(4)) {
      await world.elapse(350);
      await job!.extend();
    }
    expect(await take(world, queue, 1, 50)).toEqual([]);
    await job!.ack();
    expect((await queue.counts()).open).toBe(0);
  },

  'tries later when asked to': async (world) => {
    const { queue } = await opened(world);
    await queue.offer('jobs.a', bytes('1'));
    const [job] = await take(world, queue, 1, 50);
    await job!.retry(600);
    await world.elapse(100);
    expect(await take(world, queue, 1, 50)).toEqual([]);
    await world.elapse(600);
    const [again] = await take(world, queue, 1, 100);
    expect(again!.attempt).toBe(2);
    await again!.retry();
    const [third] = await take(world, queue, 1, 300);
    expect(third!.attempt).toBe(3);
  },

  'shares jobs among workers, none twice': async (world) => {
    const { queue, definition } = await opened(world, { ackWaitMs: 10_000 });
    const second = await (await world.connect()).openQueue(definition);
    for (const n of range(60)) await queue.offer('jobs.a', bytes(String(n)));
    const done: number[][] = [[], []];
    const work = async (worker: WorkQueue, mine: number[]): Promise<void> => {
      for (;;) {
        const taken = await worker.take({ max: 4, waitMs: 300 });
        if (taken.length === 0) return;
        for (const job of taken) {
          await job.ack();
          mine.push(Number(text(job.payload)));
        }
      }
    };
    const finished = Promise.all([work(queue, done[0]!), work(second, done[1]!)]);
    for (const _ of range(6)) await world.elapse(100);
    await finished;
    expect(done.flat().toSorted((a, b) => a - b)).toEqual(range(60));
    expect(done.every((mine) => mine.length > 0)).toBe(true);
  },
};

const bounded: Promises = {
  'puts no more jobs into hands than allowed': async (world) => {
    const { queue } = await opened(world, { maxInHands: 2, ackWaitMs: 10_000 });
    for (const n of range(4)) await queue.offer('jobs.a', bytes(String(n)));
    const taken = await take(world, queue, 4);
    expect(numbers(taken)).toEqual([0, 1]);
    expect(await take(world, queue, 4)).toEqual([]);
    expect(await queue.counts()).toEqual({ open: 4, inHands: 2, dead: 0 });
    await taken[0]!.ack();
    expect(numbers(await take(world, queue, 4))).toEqual([2]);
  },

  'refuses jobs at its limit, and knows a job offered twice': async (world) => {
    const { queue } = await opened(world, { maxMessages: 2 });
    await queue.offer('jobs.a', bytes('1'), { messageId: 'one' });
    expect(await queue.offer('jobs.a', bytes('1'), { messageId: 'one' })).toEqual({ sequence: 1, duplicate: true });
    await queue.offer('jobs.a', bytes('2'));
    await expectCode('full', () => queue.offer('jobs.a', bytes('3')));
    const [job] = await take(world, queue);
    await job!.ack();
    await queue.offer('jobs.a', bytes('3'));
    await expectCode('invalid', () => queue.offer('elsewhere', bytes('4')));
  },

  'withdraws open jobs by pattern': async (world) => {
    const { queue } = await opened(world);
    for (const n of range(10)) await queue.offer(`jobs.run${n % 2}.${n}`, bytes(String(n)));
    expect(await queue.withdraw('jobs.run0.>')).toBe(5);
    expect(numbers(await take(world, queue, 10))).toEqual([1, 3, 5, 7, 9]);
    expect(await queue.withdraw()).toBe(5);
    await world.elapse(600);
    expect(await take(world, queue, 10)).toEqual([]);
    await queue.offer('jobs.after', bytes('11'));
    expect(numbers(await take(world, queue, 10))).toEqual([11]);
  },

  'is missing until it is provided, and refuses other settings': async (world) => {
    const broker = await world.connect();
    const error = await expectCode('missing', () => broker.openQueue(jobs));
    expect(error.command).toContain('JOBS');
    const { queue } = await opened(world);
    await expectCode('mismatch', () => broker.openQueue({ ...jobs, ackWaitMs: 5_000 }));
    await expectCode('mismatch', () => broker.provision({ queues: [{ ...jobs, maxMessages: 7 }] }));
    await world.remove('queue', 'JOBS');
    await expectCode('missing', () => queue.offer('jobs.a', bytes('1')));
    await expectCode('missing', () => queue.take({ waitMs: 100 }));
  },
};

const burying: Promises = {
  'puts a job aside with reason, subject and sequence': async (world) => {
    const { queue } = await opened(world);
    await queue.offer('jobs.good', bytes('1'));
    await queue.offer('jobs.bad', bytes('poison'), { headers: { Run: '7' } });
    const [good, bad] = await take(world, queue, 2);
    await bad!.deadLetter('malformed: field 3');
    await good!.ack();
    await world.elapse(600);
    expect(await take(world, queue)).toEqual([]);
    expect(await queue.counts()).toEqual({ open: 0, inHands: 0, dead: 1 });
    const [letter] = await first(1, (await queue.deadLetters()).read());
    expect(text(letter!.payload)).toBe('poison');
    expect(letter!.headers).toMatchObject({
      Run: '7',
      [deadLetterHeaders.reason]: 'malformed: field 3',
      [deadLetterHeaders.subject]: 'jobs.bad',
      [deadLetterHeaders.sequence]: '2',
      [deadLetterHeaders.attempts]: '1',
    });
  },

  'puts a job aside that kills every worker': async (world) => {
    const { queue } = await opened(world, { ackWaitMs: 150 });
    await queue.offer('jobs.poison', bytes('x'));
    const attempts: number[] = [];
    for (const _ of range(12)) {
      const [job] = await take(world, queue, 1, 100);
      if (job !== undefined) attempts.push(job.attempt);
      await world.elapse(100);
    }
    expect(attempts).toEqual([1, 2, 3]);
    expect(await queue.counts()).toEqual({ open: 0, inHands: 0, dead: 1 });
    const [letter] = await first(1, (await queue.deadLetters()).read());
    expect(letter!.headers[deadLetterHeaders.reason]).toBe('attempts');
  },

  'keeps one dead letter however often it is tried': async (world) => {
    const { queue } = await opened(world);
    await queue.offer('jobs.a', bytes('1'));
    const [job] = await take(world, queue);
    await job!.deadLetter('first');
    await job!.deadLetter('second');
    expect((await queue.counts()).dead).toBe(1);
  },
};

export const workQueuePromises: Promises = { ...working, ...bounded, ...burying };
