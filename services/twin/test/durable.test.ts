import { decodeSensorData } from '@twin/codecs';
import { connectNats } from '@twin/nats-adapter';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPlaces } from '../src/durable-places.ts';
import { Fleet } from '../src/fleet.ts';
import {
  asset,
  DurableWorld,
  eventually,
  expectExact,
  held,
  measure,
  names,
  pause,
  statusOf,
  traces,
  troubleOf,
} from './durable-world.ts';
import { NatsServer } from './nats.ts';

describe('durable mode', () => {
  let world: DurableWorld;

  beforeEach(async () => {
    world = await DurableWorld.make();
  });
  afterEach(() => world.end());

  it('says exactly what an undisturbed twin would, and stops without losing or doubling anything', async () => {
    const twin = world.start();
    await twin.url();
    expect(twin.out).toContain('"mode":"durable"');
    await world.feed(600, 1);
    expect(await twin.stop()).toBe(0);
    const again = world.start();
    await world.feed(300, 2);
    await expectExact(world);
    expect(await again.stop()).toBe(0);
    await expectExact(world);
    const [first] = await world.everything('output');
    expect(first!.headers['Twin-Input-Seq']).toBeDefined();
    expect(decodeSensorData(first!.payload).sensorId).toBe(first!.subject);
  });

  it('goes on where it was when it is stopped under load, at once and without a checkpoint to wait for', async () => {
    const twin = world.start({ TWIN_CHECKPOINT_EVERY_MS: '3600000' });
    await twin.url();
    const feeding = world.feed(4_000, 3);
    await pause(100);
    const beganMs = performance.now();
    expect(await twin.stop()).toBe(0);
    expect(performance.now() - beganMs).toBeLessThan(5_000);
    await feeding;
    const again = world.start({ TWIN_LEASE_MS: '60000' });
    // Nobody's lease is waited for: what was held was given back.
    await again.url();
    await expectExact(world);
    expect(await again.stop()).toBe(0);
  });

  it('waits for its streams, is not ready, and says which command creates them', async () => {
    const server = await NatsServer.make();
    const twin = world.start({ NATS_URL: server.url });
    await twin.says(/waiting for what durable mode needs/);
    const [, url] = await twin.says(/(http:\/\/127\.0\.0\.1:\d+\/)/);
    expect(await statusOf(url!)).toBe(503);
    expect(await troubleOf(url!)).toContain('nats stream add');
    const other = await connectNats({ servers: server.url });
    await openPlaces(other, world.config, names, true);
    await twin.says(/"msg":"ready"/);
    await other.close();
    expect(await twin.stop()).toBe(0);
    await server.end();
  });

  it('goes live where there are no streams, and says why', async () => {
    const server = await NatsServer.make();
    const twin = world.start({ NATS_URL: server.url, TWIN_MODE: 'auto' });
    await twin.url();
    expect(twin.out).toMatch(/"mode":"live","why":"[^"]*READINGS/);
    expect(await twin.stop()).toBe(0);
    await server.end();
  });

  it('goes on with what is there when readings are gone, and counts it', async () => {
    const first = world.start();
    await first.url();
    await world.feed(200, 8);
    await expectExact(world);
    expect(await first.stop()).toBe(0);
    const before = (await world.places.output.info()).lastSequence;
    await world.feed(200, 9);
    await world.places.input.purge({ before: 301 });
    const second = world.start();
    const url = await second.url();
    await expect
      .poll(async () => (await world.places.output.info()).lastSequence, eventually)
      .toBeGreaterThan(before + 100);
    expect(await measure(url, 'twin_messages_total{result="gap"}')).toBe(1);
    expect(second.out).toContain('readings are gone');
    expect(await second.stop()).toBe(0);
  });

  it('waits while its stream is full, is not ready meanwhile, and is exact after', async () => {
    await world.end();
    world = await DurableWorld.make({ output: { maxMessages: 300 } });
    const twin = world.start();
    const url = await twin.url();
    await world.feed(300, 20);
    await expect.poll(() => statusOf(url), eventually).toBe(503);
    const wanted = await world.undisturbed();
    const count = Object.values(wanted).flat().length;
    const got = [];
    while (got.length < count) {
      const { lastSequence } = await world.places.output.info();
      while (got.length < lastSequence) got.push((await world.places.output.get(got.length + 1))!);
      // All that was read goes, the last message of every subject with it.
      await world.places.output.purge({ before: got.length + 1 });
      await pause(20);
    }
    expect(traces(got)).toEqual(wanted);
    await expect.poll(() => statusOf(url), eventually).toBe(200);
    expect(await twin.stop()).toBe(0);
  });

  it('ends in time when it is stopped while its stream is full, and is exact when there is room', async () => {
    await world.end();
    world = await DurableWorld.make({ output: { maxMessages: 300 } });
    const twin = world.start();
    const url = await twin.url();
    await world.feed(300, 21);
    await expect.poll(() => statusOf(url), eventually).toBe(503);
    expect(await twin.stop()).toBe(0);
  });

  it('is not ready when a stream or the bucket is deleted under it, says what creates it, and goes on when it is there', async () => {
    const twin = world.start();
    const url = await twin.url();
    await world.feed(200, 30);
    await expectExact(world);
    for (const [place, command] of [
      ['KV_TWIN_CHECKPOINTS', 'nats kv add TWIN_CHECKPOINTS'],
      ['PREDICTIONS', 'nats stream add PREDICTIONS'],
    ] as const) {
      await world.server.deleteStream(place);
      // Only what is written notices that an output stream is gone.
      await world.feed(20, 31);
      await expect.poll(() => troubleOf(url), eventually).toContain(command);
      expect(await statusOf(url)).toBe(503);
      await world.provide();
      await expect.poll(() => statusOf(url), eventually).toBe(200);
    }
    await world.feed(200, 32);
    // What was stored went with the stream; what came after is all there.
    const wanted = await world.undisturbed();
    const subject = `${asset}.temp.predicted`;
    await expect
      .poll(async () => (await world.places.output.last(subject))?.headers['Twin-Input-Seq'], eventually)
      .toBe(String((await lastTaken(world)).sequence));
    const got = traces(await world.everything('output'));
    expect(got[subject]!.length).toBeGreaterThan(100);
    expect(wanted[subject]!.slice(-got[subject]!.length)).toEqual(got[subject]);
    expect(await twin.stop()).toBe(0);
  });

  it('does not take an input stream that was made anew for the one it knew', async () => {
    const twin = world.start();
    await twin.url();
    await world.feed(200, 33);
    await expectExact(world);
    await pause(300);
    await world.server.deleteStream('READINGS');
    await twin.says(/what durable mode needs is gone/);
    await world.provide();
    expect(await twin.end()).toBe(1);
    expect(twin.out).toMatch(/READINGS was made anew/);
  });

  it('shows what it holds', async () => {
    const twin = world.start();
    const url = await twin.url();
    expect(await held(url)).toEqual([asset]);
    expect(await measure(url, 'twin_partitions')).toBe(64);
    expect(await measure(url, 'twin_refused_assets')).toBe(0);
    await expect.poll(() => measure(url, 'twin_checkpoint_age_seconds'), eventually).toBeLessThan(2);
    // Instances of another version share the bucket only where this is the same to the letter.
    const form = await world.places.checkpoints.get('=sharing.form');
    expect(new TextDecoder().decode(form!.value)).toBe(
      '{"partitions":64,"hash":"fnv1a","input":"READINGS","output":"PREDICTIONS"}',
    );
    expect(await twin.stop()).toBe(0);
  });
});

/** The last reading of the thermometer that was accepted and brought forth a prediction. */
async function lastTaken(world: DurableWorld) {
  const watched = new Fleet(world.config, { stampsArrival: true }).assets.get(asset)!;
  const taken = (await world.everything('input')).filter(
    ({ subject, payload, sequence, storedAtMs }) =>
      watched.take(subject.slice(asset.length + 1), { payload, sequence, storedAtMs }).said.points.length > 0,
  );
  return taken.at(-1)!;
}
