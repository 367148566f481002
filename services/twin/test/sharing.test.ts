import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partitionOf } from '../src/partitions.ts';
import { DurableWorld, eventually, expectExact, held, measure, pause, statusOf } from './durable-world.ts';
import type { TwinProcess } from './process.ts';

const assets = Array.from({ length: 12 }, (_, i) => `enterprise.site.area.line${i + 1}.reactor`);

describe('instances that share the assets', () => {
  let world: DurableWorld;

  beforeEach(async () => {
    world = await DurableWorld.make({ assets });
  });
  afterEach(() => world.end());

  /** When the instances hold everything between them, each no more than its share. */
  async function areShared(urls: readonly string[]): Promise<void> {
    const fair = Math.ceil(64 / urls.length);
    const partitions = () => Promise.all(urls.map((url) => measure(url, 'twin_partitions')));
    // On the way there one may still have what another has not taken yet.
    const isShared = async () => {
      const counts = await partitions();
      return counts.reduce((a, b) => a + b) === 64 && Math.max(...counts) <= fair;
    };
    await expect.poll(isShared, eventually).toBe(true);
    await expect
      .poll(async () => (await Promise.all(urls.map(held))).flat().toSorted(), eventually)
      .toEqual(assets.toSorted());
    for (const url of urls) await expect.poll(() => statusOf(url), eventually).toBe(200);
  }

  it('take equal shares, also when one is added, and hand over at once when one is stopped', async () => {
    // So long a lease that nobody could wait for it.
    const env = { TWIN_LEASE_MS: '2000' };
    const one = world.start(env);
    const url1 = await one.url();
    await world.feed(600, 1);
    await areShared([url1]);
    const two = world.start(env);
    const url2 = await two.url();
    const feeding = world.feed(3_000, 2, 20);
    await areShared([url1, url2]);
    const three = world.start(env);
    const url3 = await three.url();
    await areShared([url1, url2, url3]);
    await feeding;
    await expectExact(world);

    const more = world.feed(1_500, 3, 20);
    const beganMs = performance.now();
    expect(await two.stop()).toBe(0);
    expect(performance.now() - beganMs).toBeLessThan(5_000);
    await areShared([url1, url3]);
    await more;
    await expectExact(world);
    expect(await measure(url1, 'twin_takeovers_total')).toBe(0);
    for (const twin of [one, three]) expect(await twin.stop()).toBe(0);
    await expectExact(world);
  });

  it('serve the assets of one that was killed in less than 5 s, with the lease time that is the default', async () => {
    const start = () => world.start({ TWIN_LEASE_MS: '2000', TWIN_CHECKPOINT_EVERY_MS: '10000' });
    const [one, two] = [start(), start()];
    await world.feed(600, 4);
    const [url1, url2] = [await one.url(), await two.url()];
    await areShared([url1, url2]);
    await expectExact(world);
    const orphans = await held(url1);
    expect(orphans.length).toBeGreaterThan(0);
    await one.stop('SIGKILL');
    const killedAtMs = performance.now();
    await world.feed(600, 5);
    // All that was ever fed is answered, by the one that is left.
    await expectExact(world);
    expect(performance.now() - killedAtMs).toBeLessThan(5_000);
    expect(await held(url2)).toEqual(assets.toSorted());
    expect(await measure(url2, 'twin_takeovers_total')).toBe(32);
    expect(await two.stop()).toBe(0);
  });

  it('come through when one is paused while the others go on, and wakes', async () => {
    const [one, two] = [world.start(), world.start()];
    const [url1, url2] = [await one.url(), await two.url()];
    await world.feed(600, 6);
    await areShared([url1, url2]);
    const feeding = world.feed(2_400, 7, 20);
    await pause(100);
    // It has more to say already, and will say it when it wakes.
    one.child.kill('SIGSTOP');
    await expect.poll(() => measure(url2, 'twin_partitions'), eventually).toBe(64);
    await feeding;
    await expectExact(world);
    const more = world.feed(1_200, 8, 20);
    one.child.kill('SIGCONT');
    await more;
    await areShared([url1, url2]);
    await expectExact(world);
    for (const twin of [one, two]) expect(await twin.stop()).toBe(0);
    await expectExact(world);
  });

  it('are ready and idle when there is nothing for them', async () => {
    await world.end();
    world = await DurableWorld.make();
    const [one, two] = [world.start(), world.start()];
    const urls = [await one.url(), await two.url()];
    for (const url of urls) await expect.poll(() => statusOf(url), eventually).toBe(200);
    await expect.poll(async () => (await Promise.all(urls.map(held))).flat(), eventually).toEqual(world.assets);
    await world.feed(300, 9);
    await expectExact(world);
    for (const twin of [one, two]) expect(await twin.stop()).toBe(0);
  });

  it('find assets again that no configuration names', async () => {
    const first = world.start();
    await first.url();
    await world.feed(240, 10);
    await expectExact(world);
    expect(await first.stop()).toBe(0);
    expect(new Set(assets.map(partitionOf)).size).toBeGreaterThan(4);
    const second: TwinProcess = world.start();
    expect(await held(await second.url())).toEqual(assets.toSorted());
    expect(await second.stop()).toBe(0);
  });
});
