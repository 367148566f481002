import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chance, DurableWorld, expectExact, measure, pause } from './durable-world.ts';
import type { TwinProcess } from './process.ts';

/** `CHAOS_SEEDS=50` tries so many; the kills are told at the end. */
const seeds = Array.from({ length: Number(process.env['CHAOS_SEEDS'] ?? 10) }, (_, i) => 11 + i);
const assets = Array.from({ length: 4 }, (_, i) => `enterprise.site.area.line${i + 1}.reactor`);
const counts = { twinKills: 0, serverKills: 0, pauses: 0, readings: 0, outputs: 0, fenced: 0 };

/**
 * Twins and server are killed and paused at moments of chance while readings come in. A third of the seeds has one instance at a time; the others have two rivals, half
 * of these with leases so short against the pauses that both believe to own the same assets, and write.
 */
describe('whatever is killed', () => {
  let world: DurableWorld;
  let random: () => number;

  beforeEach(async () => {
    world = await DurableWorld.make({ assets });
  });
  afterEach(() => world.end());

  it.each(seeds)('is exact (seed %i)', async (seed) => {
    random = chance(seed);
    const rivals = seed % 3 === 0 ? 1 : 2;
    const env = { TWIN_LEASE_MS: seed % 3 === 2 ? '100' : '300' };
    const readings = 1_500;
    const feeding = world.feed(readings, seed, 40);
    const twins: TwinProcess[] = Array.from({ length: rivals }, () => world.start(env));
    await twins[0]!.says(/"msg":"took partitions"/);
    for (let kills = 0; kills < 4; kills++) {
      await pause(20 + 250 * random());
      await trouble(twins, Math.floor(random() * rivals), env);
    }
    await feeding;
    counts.readings += readings;
    counts.outputs += await expectExact(world);
    for (const twin of twins) {
      counts.fenced += await measure(await twin.url(), 'twin_fenced_total');
      expect(await twin.stop()).toBe(0);
    }
    await expectExact(world);
    if (seed === seeds.at(-1)) console.log(JSON.stringify(counts));
  });

  async function trouble(twins: TwinProcess[], i: number, env: Readonly<Record<string, string>>): Promise<void> {
    const what = random();
    if (what < 0.25) {
      counts.serverKills++;
      await world.server.kill();
      await pause(100 * random());
      await world.server.start();
    } else if (what < 0.45 && twins.length > 1) {
      // Longer than any lease: what was in its hands is taken, and it wakes with more to say.
      counts.pauses++;
      const { child } = twins[i]!;
      child.kill('SIGSTOP');
      await pause(600 * random());
      child.kill('SIGCONT');
    } else {
      counts.twinKills++;
      await twins[i]!.stop('SIGKILL');
      twins[i] = world.start(env);
      if (random() < 0.5) await twins[i].says(/"msg":"took partitions"/);
    }
  }
});
