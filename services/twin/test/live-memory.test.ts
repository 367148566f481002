import { MemoryServer, type Broker } from '@twin/bus';
import {
  decodeAnomalyEvent,
  decodeDeviation,
  decodeSensorData,
  decodeTwinStatus,
  encodeSensorData,
  type SensorData,
} from '@twin/codecs';
import { createLog } from '@twin/service-host';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseConfig } from '../src/config-file.ts';
import { defaultConfig, type Config } from '../src/config-schema.ts';
import { Fleet } from '../src/fleet.ts';
import { arrivalClock, runLive } from '../src/live-mode.ts';
import { MockPlant, type PlantFaultName } from '../src/mock-plant.ts';
import { TwinMetrics } from '../src/twin-metrics.ts';

const asset = 'enterprise.site.area.line.reactor';
const temp = `${asset}.temp`;
const beganMs = 1_760_000_000_000;

let broker: Broker;
let stop = new AbortController();
let live: Promise<void> = Promise.resolve();
let metrics: TwinMetrics;
let heard: { subject: string; payload: Uint8Array; headers: Readonly<Record<string, string>> }[];

async function begin(config: Config = defaultConfig): Promise<Fleet> {
  const fleet = new Fleet(config, { stampsArrival: true });
  metrics = new TwinMetrics(fleet, () => broker);
  stop = new AbortController();
  const log = createLog('twin', { level: 'silent' });
  live = runLive({
    broker,
    config,
    fleet,
    metrics,
    log,
    instance: 'one',
    statusEveryMs: 1_000_000,
    stopping: stop.signal,
  });
  const all = broker.bus.subscribe('>');
  void (async () => {
    for await (const { subject, payload, headers } of all) heard.push({ subject, payload, headers });
  })();
  await broker.bus.flush();
  return fleet;
}

beforeEach(() => {
  broker = new MemoryServer().connect();
  heard = [];
});
afterEach(async () => {
  stop.abort();
  await live;
  await broker.close();
});

function say(tag: string, reading: Partial<SensorData>): void {
  const sensorId = `${asset}.${tag}`;
  broker.bus.publish(
    sensorId,
    encodeSensorData({ sensorId, value: 324.5, timestampMs: beganMs, quality: 1, ...reading }),
  );
}

/** After all that was said has been dealt with. */
async function settled(): Promise<void> {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
}

const on = (subject: string): SensorData[] =>
  heard.filter((one) => one.subject === subject).map(({ payload }) => decodeSensorData(payload));

it('says what it expects of a reading before it uses it, and what it thinks after', async () => {
  await begin();
  for (let i = 0; i < 30; i++) say('temp', { value: 326, timestampMs: beganMs + 1_000 * i });
  await settled();
  const predicted = on(`${temp}.predicted`);
  const estimated = on(`${temp}.estimated`);
  expect(predicted).toHaveLength(30);
  expect(predicted.map(({ timestampMs }) => timestampMs)).toEqual(
    Array.from({ length: 30 }, (_, i) => beganMs + 1_000 * i),
  );
  expect(predicted.every(({ quality }) => quality === 1)).toBe(true);
  expect(predicted[0]!.value).toBeCloseTo(324.475443, 5);
  expect(estimated[0]!.value).toBeGreaterThan(predicted[0]!.value);
  expect(estimated[0]!.value).toBeLessThan(326);
  expect(on(`${temp}.residual`)[0]!.value).toBeCloseTo(326 - predicted[0]!.value, 9);
  // The ideal reactor hears no sensor: it rests.
  for (const { value } of on(`${temp}.ideal`)) expect(value).toBeCloseTo(324.475443, 4);
  const expectedCa = on(`${asset}.concentration.predicted`);
  const estimatedCa = on(`${asset}.concentration.estimated`);
  expect(expectedCa).toHaveLength(30);
  // One second later hardly anything has changed: what is expected is the last estimate carried on.
  for (let i = 1; i < 30; i++) expect(Math.abs(expectedCa[i]!.value - estimatedCa[i - 1]!.value)).toBeLessThan(2e-3);
});

it.each([
  ['no bytes of a message', 'malformed', Uint8Array.of(1, 2, 3, 255)],
  ['NaN', 'non-finite-value', { value: NaN }],
  ['∞', 'non-finite-value', { value: Infinity }],
  ['1e308', 'out-of-range', { value: 1e308 }],
  ['a time before 1970', 'non-positive-timestamp', { timestampMs: -5 }],
  ['an hour ahead', 'future', { timestampMs: Date.now() + 3_600_000 }],
  ['quality 0', 'quality', { quality: 0 }],
  ['quality 192', 'quality-not-0-1', { quality: 192 }],
  ['no name', 'empty-sensor-id', { sensorId: '' }],
] as const)('keeps %s out of the model, and counts it', async (_what, reason, given) => {
  const fleet = await begin();
  say('temp', { timestampMs: beganMs });
  await settled();
  const { twin } = fleet.assets.get(asset)!;
  const { timeMs } = twin;
  if (given instanceof Uint8Array) broker.bus.publish(temp, given);
  else say('temp', { timestampMs: beganMs + 1_000, ...given });
  say('temp', { timestampMs: beganMs + 2_000 });
  await settled();
  expect(timeMs).toBe(beganMs);
  expect(on(`${temp}.predicted`).map(({ timestampMs }) => timestampMs)).toEqual([beganMs, beganMs + 2_000]);
  expect(on(`${temp}.predicted`)[1]!.value).toBeCloseTo(324.48, 1);
  expect(await metrics.metrics.text()).toContain(`twin_messages_total{result="${reason}"} 1`);
  const letters = heard.filter(({ subject }) => subject === `dlq.${temp}`);
  expect(letters).toHaveLength(reason === 'quality' ? 0 : 1);
  if (letters[0] !== undefined) expect(letters[0].headers['Twin-Reason']).not.toBe('');
});

it('takes duplicates and late readings for what they are', async () => {
  const fleet = await begin();
  for (const seconds of [0, 1, 1, 3, 2]) say('temp', { timestampMs: beganMs + 1_000 * seconds });
  await settled();
  expect(on(`${temp}.predicted`)).toHaveLength(3);
  expect(on(`${temp}.late`).map(({ timestampMs }) => timestampMs)).toEqual([beganMs + 2_000]);
  expect(fleet.assets.get(asset)!.twin.counts).toMatchObject({ accepted: 3, duplicate: 1, late: 1 });
});

it('puts readings into order within the lateness it is given', async () => {
  const config = parseConfig('c.yaml', `assets:\n  - prefix: ${asset}\n    limits: { latenessMs: 5000 }\n`);
  await begin(config);
  const order = [3, 1, 2, 0, 5, 4, 9, 7, 8, 6, 20];
  for (const seconds of order) say('temp', { value: 324 + (seconds % 3), timestampMs: beganMs + 1_000 * seconds });
  await settled();
  const permuted = on(`${temp}.predicted`);
  expect(permuted.map(({ timestampMs }) => (timestampMs - beganMs) / 1_000)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const other = new Fleet(config).assets.get(asset)!;
  const sorted = order
    .toSorted((a, b) => a - b)
    .flatMap((seconds, i) => {
      const payload = encodeSensorData({
        sensorId: temp,
        value: 324 + (seconds % 3),
        timestampMs: beganMs + 1_000 * seconds,
        quality: 1,
      });
      const { said } = other.take('temp', { payload, sequence: i, storedAtMs: Date.now() });
      return said.publications
        .filter(({ subject }) => subject === `${temp}.predicted`)
        .map((one) => decodeSensorData(one.payload));
    });
  expect(permuted).toEqual(sorted);
});

it('stamps a reading that bears no time with its arrival', async () => {
  await begin();
  const before = Date.now();
  say('temp', { timestampMs: 0 });
  await settled();
  const [prediction] = on(`${temp}.predicted`);
  expect(prediction!.timestampMs).toBeGreaterThanOrEqual(before);
  expect(prediction!.timestampMs).toBeLessThanOrEqual(Date.now() + 1);
});

it('makes a twin for every asset under a pattern, never for what twins say', async () => {
  const fleet = await begin(
    parseConfig('c.yaml', "assets:\n  - prefix: 'plant.*.reactor'\n    sensors: { temp: { signal: T, unit: °C } }\n"),
  );
  expect(fleet.assets.size).toBe(0);
  for (const name of ['a', 'b']) {
    const sensorId = `plant.${name}.reactor.temp`;
    broker.bus.publish(sensorId, encodeSensorData({ sensorId, value: 51, timestampMs: beganMs, quality: 1 }));
  }
  await settled();
  expect([...fleet.assets.keys()]).toEqual(['plant.a.reactor', 'plant.b.reactor']);
  expect(on('plant.a.reactor.temp.predicted')[0]!.value).toBeCloseTo(324.475443 - 273.15, 5);
  expect(heard.filter(({ subject }) => subject.endsWith('.predicted'))).toHaveLength(4);
});

function plantWith(fault: PlantFaultName | undefined, samples: number, at: number): void {
  const plant = new MockPlant(broker.bus, { asset, seed: 7 });
  for (let i = 0; i < samples; i++) {
    if (i === at && fault !== undefined) plant.order({ asset, fault });
    plant.sample(beganMs + 1_000 * i);
  }
}

it('is quiet beside a plant that is well', async () => {
  await begin();
  plantWith(undefined, 3_000, 0);
  await settled();
  expect(on(`${temp}.predicted`)).toHaveLength(3_000);
  expect(heard.filter(({ subject }) => subject === 'sys.analytics.anomaly')).toEqual([]);
});

it.each([
  ['cooling', 'UA loss', 'shift'],
  ['bias', 'sensor bias T', 'shift'],
  ['stuck', undefined, 'flatline'],
] as const)('raises a deviation when %s fails, and names what may be wrong', async (fault, cause, kind) => {
  const fleet = await begin();
  plantWith(fault, 1_200, 600);
  await settled();
  const [event] = heard
    .filter(({ subject }) => subject === 'sys.analytics.anomaly')
    .map(({ payload }) => decodeAnomalyEvent(payload));
  expect(event).toMatchObject({ sourceTag: temp });
  expect(event!.residual).toBeCloseTo(event!.actual - event!.predicted, 9);
  expect(event!.timestampMs).toBeGreaterThanOrEqual(beganMs + 600_000);
  expect(event!.timestampMs).toBeLessThan(beganMs + 720_000);
  const deviations = heard
    .filter(({ subject }) => subject === `${asset}.deviation`)
    .map(({ payload }) => decodeDeviation(payload));
  expect(deviations.filter(({ state }) => state === 'raised').map((one) => one.kind)).toContain(kind);
  if (cause !== undefined) expect(deviations.flatMap(({ causes }) => causes.map(({ name }) => name))).toContain(cause);
  expect(
    fleet.assets
      .get(asset)!
      .alarms.list(beganMs)
      .map(({ deviation }) => deviation.kind),
  ).toContain(kind);
  // Nothing is said that cannot be: no feed of thousands of kelvin, no loss of more than there is.
  for (const { name, magnitude } of deviations.flatMap(({ causes }) => causes))
    expect(Math.abs(magnitude)).toBeLessThanOrEqual(name === 'UA loss' ? 1 : 800);
});

it('notices a silence when the sensor speaks again, and says how it is when it ends', async () => {
  const fleet = await begin();
  const plant = new MockPlant(broker.bus, { asset, seed: 3 });
  for (let i = 0; i < 500; i++) {
    if (i === 300) plant.order({ asset, fault: 'dropout' });
    if (i === 450) plant.order({ asset, fault: 'none' });
    plant.sample(beganMs + 1_000 * i);
  }
  await settled();
  const deviations = heard
    .filter(({ subject }) => subject === `${asset}.deviation`)
    .map(({ payload }) => decodeDeviation(payload));
  expect(deviations.map(({ kind, state }) => `${kind} ${state}`)).toContain('dropout raised');
  expect(on(`${temp}.predicted`)).toHaveLength(350);
  expect(fleet.assets.size).toBe(1);
  stop.abort();
  await live;
  await settled();
  const status = heard
    .filter(({ subject }) => subject === `${asset}.status`)
    .map(({ payload }) => decodeTwinStatus(payload));
  expect(status.at(-1)).toMatchObject({ phase: 'stopped', mode: 'live', counts: { accepted: 350 + 4 * 500 } });
});

it('does not follow a clock that is set back while it runs, but one that is set forth', () => {
  let wallMs = beganMs;
  let monotonicMs = 5;
  const now = arrivalClock(
    () => wallMs,
    () => monotonicMs,
  );
  wallMs -= 3_600_000;
  monotonicMs += 1_000;
  expect(now()).toBe(beganMs + 1_000);
  wallMs += 2 * 3_600_000;
  expect(now()).toBe(beganMs + 3_600_000);
});
