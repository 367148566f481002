import { MemoryServer, type StoredMessage } from '@twin/bus';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Intake, type Course, type Follower } from '../src/intake.ts';

class Listener implements Follower {
  course: Course;
  floor: number;
  readonly began: number;
  readonly heard: number[] = [];

  constructor(floor: number) {
    this.floor = floor;
    this.began = floor;
    this.course = { at: floor };
  }
}

const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('gives each follower everything above its floor, once and in order, wherever it joins and however slow taking is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ floor: fc.nat({ max: 300 }), after: fc.nat({ max: 40 }) }), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      async (joins, isSlow) => {
        const broker = new MemoryServer().connect();
        await broker.provision({ streams: [{ name: 'IN', subjects: ['in'] }] });
        const stream = await broker.openStream('IN');
        for (let n = 1; n <= 300; n++) await stream.append('in', Uint8Array.of(n & 255));
        const followers: Listener[] = [];
        const failures: unknown[] = [];
        const give = ({ sequence }: StoredMessage, course: Course): void => {
          for (const follower of followers)
            if (follower.course === course && sequence > follower.floor && sequence > (follower.heard.at(-1) ?? 0))
              follower.heard.push(sequence);
        };
        const intake = new Intake({
          stream,
          take: (message, course) => {
            if (!isSlow || message.sequence % 7 !== 0) return give(message, course);
            return rest().then(() => give(message, course));
          },
          onGap: () => failures.push('gap'),
          onChange: () => undefined,
          onFailed: (error) => failures.push(error),
        });
        for (const { floor, after } of joins) {
          const follower = new Listener(floor);
          followers.push(follower);
          intake.join([follower]);
          for (let i = 0; i < after; i++) await rest();
        }
        for (let n = 301; n <= 350; n++) await stream.append('in', Uint8Array.of(n & 255));
        await expect.poll(() => followers.every(({ heard }) => heard.at(-1) === 350), { interval: 1 }).toBe(true);
        for (const { began, heard } of followers)
          expect(heard).toEqual(Array.from({ length: 350 - began }, (_, i) => began + 1 + i));
        expect(failures).toEqual([]);
        expect(intake.isBehind).toBe(false);
        intake.stop();
        await broker.close();
      },
    ),
    { numRuns: 40 },
  );
});

/** A stream of ten, a main course, and a message of it whose taker takes its time. */
async function heldUpAt(sequence: number, meanwhile: (intake: Intake, joins: (floor: number) => Listener) => void) {
  const broker = new MemoryServer().connect();
  await broker.provision({ streams: [{ name: 'IN', subjects: ['in'] }] });
  const stream = await broker.openStream('IN');
  for (let n = 1; n <= 10; n++) await stream.append('in', Uint8Array.of(n));
  const followers: Listener[] = [];
  let goOn: (() => void) | undefined;
  let isHeldUp = false;
  const intake: Intake = new Intake({
    stream,
    take: (message, course) => {
      // Who follows when it is given has it, as a service would have it that takes an asset over first.
      const following = followers.filter((one) => one.course === course && message.sequence > one.floor);
      for (const follower of following) follower.heard.push(message.sequence);
      if (isHeldUp || message.sequence !== sequence) return undefined;
      isHeldUp = true;
      return new Promise<void>((resolve) => (goOn = resolve));
    },
    onGap: () => undefined,
    onChange: () => undefined,
    onFailed: (error) => expect.unreachable(String(error)),
  });
  const joins = (floor: number): Listener => {
    const follower = new Listener(floor);
    followers.push(follower);
    intake.join([follower]);
    return follower;
  };
  joins(0);
  await expect.poll(() => isHeldUp, { interval: 1 }).toBe(true);
  meanwhile(intake, joins);
  for (let i = 0; i < 100; i++) await rest();
  goOn!();
  await expect.poll(() => followers.every(({ heard }) => heard.at(-1) === 10), { interval: 1 }).toBe(true);
  expect(intake.isBehind).toBe(false);
  intake.stop();
  await broker.close();
  return followers.map(({ began, heard }) => ({ began, heard }));
}

it.each([0, 3, 4, 5])('gives a message that is being taken also to who joins meanwhile from %i on', async (floor) => {
  const [, late] = await heldUpAt(5, (_intake, joins) => joins(floor));
  expect(late).toEqual({ began: floor, heard: Array.from({ length: 10 - floor }, (_, i) => floor + 1 + i) });
});

it('misses nothing where followers are lost and come again at any moment, however slow taking is', async () => {
  const turn = fc.record({ who: fc.nat({ max: 2 }), after: fc.nat({ max: 12 }), away: fc.nat({ max: 6 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(turn, { maxLength: 25 }),
      fc.array(fc.nat({ max: 5 }), { minLength: 1 }),
      async (turns, ms) => {
        const broker = new MemoryServer().connect();
        await broker.provision({ streams: [{ name: 'IN', subjects: ['in'] }] });
        const stream = await broker.openStream('IN');
        for (let n = 1; n <= 120; n++) await stream.append('in', Uint8Array.of(n));
        const hands: Listener[] = [0, 1, 2].map(() => new Listener(0));
        const heard: number[][] = hands.map(() => []);
        const take = ({ sequence }: StoredMessage, course: Course): undefined | Promise<void> => {
          // As a service does: whose message it is, looked up when it is given, and again when there is room for it.
          const who = sequence % 3;
          const isMeant = (): boolean => hands[who]!.course === course && sequence > hands[who]!.floor;
          const hear = (): void => {
            if (isMeant() && sequence > (heard[who]!.at(-1) ?? 0)) heard[who]!.push(sequence);
          };
          const ticks = ms[sequence % ms.length]!;
          const before = hands[who];
          const wait = async (): Promise<void> => {
            for (let i = 0; i < ticks; i++) await rest();
            // An asset that was taken over for this reading is not in whatever hands there are now.
            if (before === hands[who]) hear();
          };
          if (isMeant() && ticks > 0) return wait();
          hear();
          return undefined;
        };
        const intake = new Intake({
          stream,
          take,
          onGap: () => expect.unreachable(),
          onChange: () => undefined,
          onFailed: (error) => expect.unreachable(String(error)),
        });
        intake.join(hands);
        for (const { who, after, away } of turns) {
          for (let i = 0; i < after; i++) await rest();
          const lost = hands[who]!;
          intake.leave(lost);
          hands[who] = new Listener(Math.max(lost.floor, lost.course.at));
          for (let i = 0; i < away; i++) await rest();
          intake.join([hands[who]]);
        }
        await expect.poll(() => intake.at === 120 && !intake.isBehind, { interval: 1, timeout: 10_000 }).toBe(true);
        for (const [who, list] of heard.entries())
          expect(list).toEqual(Array.from({ length: 40 }, (_, i) => (who === 0 ? 3 : who) + 3 * i));
        intake.stop();
        await broker.close();
      },
    ),
    { numRuns: 60 },
  );
});

it('leaves with who leaves the message it was being given', async () => {
  let position: number | undefined;
  await heldUpAt(5, (intake, joins) => {
    const follower = joins(4);
    follower.heard.push(10);
    intake.leave(follower);
    position = Math.max(follower.floor, follower.course.at);
  });
  expect(position).toBe(4);
});

/** Begins at a floor with a stream of ten of which the first five are gone. */
async function beginAt(floor: number) {
  const broker = new MemoryServer().connect();
  await broker.provision({ streams: [{ name: 'IN', subjects: ['in'] }] });
  const stream = await broker.openStream('IN');
  for (let n = 1; n <= 10; n++) await stream.append('in', Uint8Array.of(n));
  await stream.purge({ before: 6 });
  const heard: number[] = [];
  const gaps: [number, number][] = [];
  const failures: unknown[] = [];
  const intake = new Intake({
    stream,
    take: ({ sequence }) => void heard.push(sequence),
    onGap: ({ at }, first) => gaps.push([at, first]),
    onChange: () => undefined,
    onFailed: (error) => failures.push(error),
  });
  intake.join([new Listener(floor)]);
  await expect.poll(() => heard.at(-1) === 10 || failures.length > 0, { interval: 1 }).toBe(true);
  intake.stop();
  await broker.close();
  return { heard, gaps, failures };
}

it('passes over what is gone, and says so to whoever had a part of it', async () => {
  const kept = [6, 7, 8, 9, 10];
  expect(await beginAt(2)).toEqual({ heard: kept, gaps: [[2, 6]], failures: [] });
  // What was there before anyone took anything is nobody's loss.
  expect(await beginAt(0)).toEqual({ heard: kept, gaps: [], failures: [] });
  expect(await beginAt(5)).toEqual({ heard: kept, gaps: [], failures: [] });
});

it('takes no stream for the one it knew that ends before what was taken', async () => {
  const { heard, failures } = await beginAt(11);
  expect(heard).toEqual([]);
  expect(failures).toMatchObject([{ name: 'ExactlyOnceError', code: 'made-anew' }]);
});
