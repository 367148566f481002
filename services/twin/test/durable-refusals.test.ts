import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DurableWorld, eventually, expectExact, measure, statusOf, traces, troubleOf } from './durable-world.ts';

const twoAssets = ['enterprise.site.area.line1.reactor', 'enterprise.site.area.line2.reactor'];

describe('durable mode', () => {
  let world: DurableWorld;

  beforeEach(async () => {
    world = await DurableWorld.make();
  });
  afterEach(() => world.end());

  it('refuses an asset whose checkpoint is damaged, says how to begin anew, and serves the others', async () => {
    await world.end();
    world = await DurableWorld.make({ assets: twoAssets });
    const first = world.start();
    await first.url();
    await world.feed(200, 10);
    await expectExact(world);
    expect(await first.stop()).toBe(0);
    const [damaged, sound] = twoAssets as [string, string];
    const entry = (await world.places.checkpoints.get(damaged))!;
    const bytes = entry.value.slice();
    bytes[bytes.length >> 1]! ^= 1;
    await world.places.checkpoints.put(damaged, bytes);

    const second = world.start();
    const [, url] = await second.says(/(http:\/\/127\.0\.0\.1:\d+\/)/);
    await second.says(/cannot go on with an asset/);
    await world.feed(200, 11);
    const wanted = await world.undisturbed();
    const of = (all: Record<string, string[]>, prefix: string) => all[`${prefix}.temp.predicted`];
    const got = async () => traces(await world.everything('output'));
    await expect.poll(async () => of(await got(), sound), eventually).toEqual(of(wanted, sound));
    expect(of(await got(), damaged)!.length).toBeLessThan(of(wanted, damaged)!.length);
    expect(await statusOf(url!)).toBe(503);
    expect(await troubleOf(url!)).toContain(`checksum. To begin anew: nats kv del TWIN_CHECKPOINTS ${damaged}`);
    expect(await measure(url!, 'twin_refused_assets')).toBe(1);
    expect(await second.stop()).toBe(0);

    // Mended, nothing was passed over meanwhile.
    await world.places.checkpoints.put(damaged, entry.value);
    const third = world.start();
    await expectExact(world);
    expect(await third.stop()).toBe(0);

    // Taken away instead, it begins anew, says so, and says nothing again.
    const before = await got();
    await world.places.checkpoints.delete(damaged);
    const fourth = world.start();
    await world.feed(100, 14);
    await fourth.says(new RegExp(`"asset":"${damaged}".*its checkpoint is gone: begins anew`));
    const length = (of(await world.undisturbed(), damaged) ?? []).length;
    await expect.poll(async () => of(await got(), damaged)!.length, eventually).toBeGreaterThan(length - 5);
    expect(of(await got(), damaged)!.slice(0, of(before, damaged)!.length)).toEqual(of(before, damaged));
    expect(await fourth.stop()).toBe(0);
  });

  it('refuses an asset on whose subject somebody else has written', async () => {
    await world.end();
    world = await DurableWorld.make({ assets: twoAssets });
    const [mine, other] = twoAssets as [string, string];
    const twin = world.start();
    const url = await twin.url();
    await world.feed(200, 12);
    await expectExact(world);
    const { sequence } = await world.places.output.append(`${mine}.temp.predicted`, Uint8Array.of(1));
    await world.feed(100, 13);
    await twin.says(/cannot go on with an asset/);
    expect(await troubleOf(url)).toContain(`nats stream rmm PREDICTIONS ${sequence}`);
    const wanted = (await world.undisturbed())[`${other}.temp.predicted`];
    const got = async () => traces(await world.everything('output'))[`${other}.temp.predicted`];
    await expect.poll(got, eventually).toEqual(wanted);
    expect(await twin.stop()).toBe(0);
  });

  it('refuses a bucket that is shared in another way', async () => {
    const form = JSON.stringify({ partitions: 16, hash: 'fnv1a', input: 'READINGS', output: 'PREDICTIONS' });
    await world.places.checkpoints.put('=sharing.form', new TextEncoder().encode(form));
    const twin = world.start();
    expect(await twin.end()).toBe(1);
    expect(twin.out).toContain('TWIN_CHECKPOINTS is shared in another way');
    expect(twin.out).toContain('for others another bucket (TWIN_CHECKPOINTS)');
  });
});
