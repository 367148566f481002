import { decodeAnomalyEvent, encodeSensorData } from '@twin/codecs';
import { afterEach, expect, it } from 'vitest';
import { parseConfig } from '../src/config-file.ts';
import type { Config } from '../src/config-schema.ts';
import { arrivalClock } from '../src/live-mode.ts';
import { MockPlant, type PlantFaultName } from '../src/mock-plant.ts';
import { asset, beganMs, LiveTwin, temp } from './live-twin.ts';

let twin: LiveTwin;
const begin = async (config?: Config): Promise<void> => {
  twin = await LiveTwin.begin(config);
};
afterEach(() => twin.end());

it('says what it expects of a reading before it uses it, and what it thinks after', async () => {
  await begin();
  for (let i = 0; i < 30; i++) twin.say('temp', { value: 326, timestampMs: beganMs + 1_000 * i });
  await twin.settled();
  const predicted = twin.on(`${temp}.predicted`);
  const estimated = twin.on(`${temp}.estimated`);
  expect(predicted).toHaveLength(30);
  expect(predicted.map(({ timestampMs }) => timestampMs)).toEqual(
    Array.from({ length: 30 }, (_, i) => beganMs + 1_000 * i),
  );
  expect(predicted.every(({ quality }) => quality === 1)).toBe(true);
  expect(predicted[0]!.value).toBeCloseTo(324.475443, 5);
  expect(estimated[0]!.value).toBeGreaterThan(predicted[0]!.value);
  expect(estimated[0]!.value).toBeLessThan(326);
  expect(twin.on(`${temp}.residual`)[0]!.value).toBeCloseTo(326 - predicted[0]!.value, 9);
  // The ideal reactor hears no sensor: it rests.
  for (const { value } of twin.on(`${temp}.ideal`)) expect(value).toBeCloseTo(324.475443, 4);
  const expectedCa = twin.on(`${asset}.concentration.predicted`);
  const estimatedCa = twin.on(`${asset}.concentration.estimated`);
  expect(expectedCa).toHaveLength(30);
  // One second later hardly anything has changed: what is expected is the last estimate carried on.
  for (let i = 1; i < 30; i++) expect(Math.abs(expectedCa[i]!.value - estimatedCa[i - 1]!.value)).toBeLessThan(2e-3);
});

it('stamps a reading that bears no time with its arrival', async () => {
  await begin();
  const before = Date.now();
  twin.say('temp', { timestampMs: 0 });
  await twin.settled();
  const [prediction] = twin.on(`${temp}.predicted`);
  expect(prediction!.timestampMs).toBeGreaterThanOrEqual(before);
  expect(prediction!.timestampMs).toBeLessThanOrEqual(Date.now() + 1);
});

it('makes a twin for every asset under a pattern, never for what twins say', async () => {
  await begin(
    parseConfig('c.yaml', "assets:\n  - prefix: 'plant.*.reactor'\n    sensors: { temp: { signal: T, unit: °C } }\n"),
  );
  expect(twin.fleet.assets.size).toBe(0);
  for (const name of ['a', 'b']) {
    const sensorId = `plant.${name}.reactor.temp`;
    twin.broker.bus.publish(sensorId, encodeSensorData({ sensorId, value: 51, timestampMs: beganMs, quality: 1 }));
  }
  await twin.settled();
  expect([...twin.fleet.assets.keys()]).toEqual(['plant.a.reactor', 'plant.b.reactor']);
  expect(twin.on('plant.a.reactor.temp.predicted')[0]!.value).toBeCloseTo(324.475443 - 273.15, 5);
  expect(twin.heard.filter(({ subject }) => subject.endsWith('.predicted'))).toHaveLength(4);
});

function plantWith(fault: PlantFaultName | undefined, samples: number, at: number): void {
  const plant = new MockPlant(twin.broker.bus, { asset, seed: 7 });
  for (let i = 0; i < samples; i++) {
    if (i === at && fault !== undefined) plant.order({ asset, fault });
    plant.sample(beganMs + 1_000 * i);
  }
}

it('is quiet beside a plant that is well', async () => {
  await begin();
  plantWith(undefined, 3_000, 0);
  await twin.settled();
  expect(twin.on(`${temp}.predicted`)).toHaveLength(3_000);
  expect(twin.heard.filter(({ subject }) => subject === 'sys.analytics.anomaly')).toEqual([]);
});

it.each([
  ['cooling', 'UA loss', 'shift'],
  ['bias', 'sensor bias T', 'shift'],
  ['stuck', undefined, 'flatline'],
] as const)('raises a deviation when %s fails, and names what may be wrong', async (fault, cause, kind) => {
  await begin();
  plantWith(fault, 1_200, 600);
  await twin.settled();
  const [event] = twin.heard
    .filter(({ subject }) => subject === 'sys.analytics.anomaly')
    .map(({ payload }) => decodeAnomalyEvent(payload));
  expect(event).toMatchObject({ sourceTag: temp });
  expect(event!.residual).toBeCloseTo(event!.actual - event!.predicted, 9);
  expect(event!.timestampMs).toBeGreaterThanOrEqual(beganMs + 600_000);
  expect(event!.timestampMs).toBeLessThan(beganMs + 720_000);
  const deviations = twin.deviations();
  const raised = deviations.find((one) => one.state === 'raised' && one.kind === kind)!;
  // Statistic and limit of the chart that judged, in one unit.
  expect(raised.limit).toBeGreaterThan(0);
  expect(raised.statistic).toBeGreaterThanOrEqual(raised.limit);
  expect(raised.chart).toMatch(kind === 'flatline' ? /^$/ : /^(cusum|ewma|nis)/);
  if (cause !== undefined) expect(deviations.flatMap(({ causes }) => causes.map(({ name }) => name))).toContain(cause);
  expect(
    twin.fleet.assets
      .get(asset)!
      .alarms.list(beganMs)
      .map(({ deviation }) => deviation.kind),
  ).toContain(kind);
  // Nothing is said that cannot be: no feed of thousands of kelvin, no loss of more than there is.
  for (const { name, magnitude } of deviations.flatMap(({ causes }) => causes))
    expect(Math.abs(magnitude)).toBeLessThanOrEqual(name === 'UA loss' ? 1 : 800);
});

it('notices a silence when the sensor speaks again, and says how it is when it ends', async () => {
  await begin();
  const plant = new MockPlant(twin.broker.bus, { asset, seed: 3 });
  for (let i = 0; i < 500; i++) {
    if (i === 300) plant.order({ asset, fault: 'dropout' });
    if (i === 450) plant.order({ asset, fault: 'none' });
    plant.sample(beganMs + 1_000 * i);
  }
  await twin.settled();
  const deviations = twin.deviations();
  expect(deviations.map(({ kind, state }) => `${kind} ${state}`)).toContain('dropout raised');
  expect(twin.on(`${temp}.predicted`)).toHaveLength(350);
  expect(twin.fleet.assets.size).toBe(1);
  await twin.stop();
  expect(twin.statuses().at(-1)).toMatchObject({ phase: 'stopped', mode: 'live', counts: { accepted: 350 + 4 * 500 } });
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
