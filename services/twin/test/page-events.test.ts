import { Hono } from 'hono';
import { StreamingApi } from 'hono/utils/stream';
import { expect, it, vi } from 'vitest';
import { defaultConfig } from '../src/config-schema.ts';
import { Fleet } from '../src/fleet.ts';
import { streamEvents } from '../src/page-events.ts';

const beganMs = 1_760_000_000_000;
const source = {
  instance: 'one',
  isConnected: () => true,
  mode: () => 'live' as const,
  isHeld: () => true,
  solveMs: () => 0.01,
  bus: 'memory' as const,
};

/** A page that listens, and an asset whose history is written by hand. */
async function listen() {
  const [asset] = new Fleet(defaultConfig).assets.values();
  const app = new Hono().get('/', (context) => streamEvents(context, asset!, source));
  const { body } = await app.request('/');
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
  let timeMs = beganMs;
  const say = (): void =>
    asset!.history.take({
      timeMs: (timeMs += 1_000),
      measured: 324,
      predicted: 324,
      predictedStd: 0.3,
      ideal: 324,
      concentration: 0.877,
      quality: 1,
      inputs: {},
    });
  /** Reads until an event tells of the last point. */
  const hear = async (): Promise<void> => {
    for (let text = ''; !text.includes(`id: ${timeMs}`);) text += (await reader.read()).value ?? '';
  };
  return { say, hear, stop: () => reader.cancel() };
}

it('keeps nothing of what it has told, however long a page listens', async () => {
  const subscribing = vi.spyOn(StreamingApi.prototype, 'onAbort');
  const timers = vi.spyOn(globalThis, 'setTimeout');
  const page = await listen();
  const rounds = 8;
  for (let round = 0; round < rounds; round++) {
    // All is told, and it waits.
    await new Promise((resolve) => setImmediate(resolve));
    for (let i = 0; i < 10; i++) page.say();
    await page.hear();
  }
  // A stream holds its subscribers until it ends: one for the whole of it.
  expect(subscribing).toHaveBeenCalledTimes(1);
  // What comes in one moment goes out together, for two timers: to wait, and for that moment.
  expect(timers.mock.calls.length).toBeLessThan(3 * rounds);
  await page.stop();
  vi.restoreAllMocks();
});
