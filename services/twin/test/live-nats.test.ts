import { decodeSensorData, decodeTwinStatus, encodeSensorData } from '@twin/codecs';
import { connectNats } from '@twin/nats-adapter';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NatsServer } from './nats.ts';
import { TwinProcess } from './process.ts';

const asset = 'enterprise.site.area.line.reactor';
const temp = `${asset}.temp`;

describe('a twin over a real nats-server', () => {
  let server: NatsServer;
  let twin: TwinProcess;
  let url = '';
  beforeAll(async () => {
    server = await NatsServer.make();
    twin = new TwinProcess(['serve'], { NATS_URL: server.url, TWIN_PORT: '0' });
    url = await twin.url();
  });
  afterAll(async () => {
    await twin.stop();
    await server.end();
  });

  it('answers a reading with a prediction of its time, quality 1', async () => {
    const broker = await connectNats({ servers: server.url });
    const predictions = broker.bus.subscribe(`${temp}.predicted`);
    await broker.bus.flush();
    const timestampMs = Date.now();
    broker.bus.publish(temp, encodeSensorData({ sensorId: temp, value: 324.6, timestampMs, quality: 1 }));
    for await (const { payload } of predictions) {
      const prediction = decodeSensorData(payload);
      // Where the reactor rests at nominal inputs.
      expect(prediction.value).toBeCloseTo(324.475443, 5);
      expect(prediction).toMatchObject({ sensorId: `${temp}.predicted`, timestampMs, quality: 1 });
      break;
    }
    await broker.close();
  });

  it('goes on after its server was killed, and says it is ready only while there is one', async () => {
    const ready = async (): Promise<number> => (await fetch(`${url}readyz`)).status;
    expect(await ready()).toBe(200);
    await server.kill();
    await expect.poll(ready, { timeout: 20_000 }).toBe(503);
    expect((await fetch(`${url}livez`)).status).toBe(200);
    await server.start();
    await expect.poll(ready, { timeout: 20_000 }).toBe(200);
    const broker = await connectNats({ servers: server.url });
    const predictions = broker.bus.subscribe(`${temp}.predicted`);
    await broker.bus.flush();
    broker.bus.publish(temp, encodeSensorData({ sensorId: temp, value: 324.6, timestampMs: Date.now(), quality: 1 }));
    const first = await predictions[Symbol.asyncIterator]().next();
    expect(first.done).toBe(false);
    await broker.close();
  });

  it('is found by the discovery of NATS services', async () => {
    const broker = await connectNats({ servers: server.url });
    const answer = await broker.bus.request('$SRV.PING.twin', new Uint8Array());
    expect(JSON.parse(new TextDecoder().decode(answer.payload))).toMatchObject({ name: 'twin' });
    await broker.close();
  });
});

it('ends under load as asked: all that had arrived is answered, and counted', async () => {
  const server = await NatsServer.make();
  const twin = new TwinProcess(['serve'], { NATS_URL: server.url, TWIN_PORT: '0' });
  await twin.url();
  const broker = await connectNats({ servers: server.url });
  const predictions = broker.bus.subscribe(`${temp}.predicted`);
  const statuses = broker.bus.subscribe(`${asset}.status`);
  await broker.bus.flush();
  const startMs = Date.now() - 3_600_000;
  const say = (i: number): void =>
    broker.bus.publish(
      temp,
      encodeSensorData({ sensorId: temp, value: 324.5 + (i % 7) / 10, timestampMs: startMs + i, quality: 1 }),
    );
  let said = 0;
  const feeding = setInterval(() => {
    for (let i = 0; i < 200; i++) say(said++);
  }, 5);
  await expect.poll(() => predictions.received, { timeout: 10_000 }).toBeGreaterThan(2_000);
  expect(await twin.stop()).toBe(0);
  clearInterval(feeding);
  await broker.bus.flush();
  void statuses.drain();
  let last;
  for await (const { payload } of statuses) last = decodeTwinStatus(payload);
  expect(last).toMatchObject({ phase: 'stopped', counts: { accepted: predictions.received, quarantined: 0 } });
  await broker.close();
  await server.end();
});

it('waits for a server that is not there yet, and ends at once when asked to', async () => {
  const server = await NatsServer.make();
  await server.kill();
  const twin = new TwinProcess(['serve'], { NATS_URL: server.url, TWIN_PORT: '0' });
  await twin.says(/waiting for the server/);
  expect(await twin.stop()).toBe(0);
  await server.end();
});
