import { MemoryServer } from '@twin/bus';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chance, everything, traces } from './traces.ts';
import { answersTo, Worker, type Places } from './worker.ts';

const inputs = 1_500;

async function places(server: MemoryServer): Promise<Places> {
  const broker = server.connect();
  await broker.provision({
    streams: [
      { name: 'IN', subjects: ['in.*'] },
      { name: 'OUT', subjects: ['out.>'] },
    ],
    buckets: [{ name: 'SHARED' }],
  });
  return {
    input: await broker.openStream('IN'),
    output: await broker.openStream('OUT'),
    bucket: await broker.openBucket({ name: 'SHARED' }),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

it('answers each input exactly once, whoever comes, is stopped, is killed, or goes on after it was found dead', async () => {
  let fences = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
      const random = chance(seed);
      const server = new MemoryServer();
      const world = await places(server);
      let count = 0;
      const begin = async (): Promise<Worker> => Worker.start(await places(server), `w${++count}`);
      const living = [await begin(), await begin()];
      const zombies: Worker[] = [];
      const left: Worker[] = [];
      const change = async (): Promise<void> => {
        const [worker] = living.splice(Math.floor(random() * living.length), 1);
        const how = random();
        left.push(worker!);
        if (how < 0.3) await worker!.stop();
        else if (how < 0.6) worker!.kill();
        else zombies.push(worker!);
        if (how >= 0.6) worker!.becomeZombie();
        living.push(await begin());
        if (random() < 0.3) {
          server.stop();
          await pause(30);
          server.start();
        }
      };
      for (let n = 1; n <= inputs; n++) {
        await world.input.append(`in.k${Math.floor(random() * 12)}`, Uint8Array.of(n & 255));
        if (n % 50 === 0) await pause(10 * random());
        if (n % 300 === 0) await change();
      }
      await expect.poll(async () => (await world.output.info()).lastSequence, { timeout: 60_000 }).toBe(2 * inputs);
      const wanted = (await everything(world.input)).flatMap(answersTo);
      expect(traces(await everything(world.output))).toEqual(traces(wanted));
      for (const zombie of zombies) zombie.end();
      for (const worker of living) await worker.stop();
      expect(traces(await everything(world.output))).toEqual(traces(wanted));
      for (const worker of [...left, ...living]) expect(worker.failures).toEqual([]);
      fences += [...left, ...living].reduce((sum, worker) => sum + worker.fences, 0);
    }),
    { numRuns: 6 },
  );
  expect(fences).toBeGreaterThan(0);
});
