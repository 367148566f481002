import { decodeSensorData, encodeSensorData, type SensorData } from '@twin/codecs';
import { TwinSession } from '@twin/reactor-twin';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fleet } from '../src/fleet.ts';
import type { WatchedAsset } from '../src/watched-asset.ts';
import { asset, beganMs, LiveTwin, temp } from './live-twin.ts';
import { configWith, hourMs } from './faulty-messages.ts';

/** SensorData with any integer of 64 bits as its time, which a number cannot hold. */
function withTime(time: bigint): Uint8Array {
  const head = encodeSensorData({ sensorId: temp, value: 324.5, timestampMs: 0, quality: 0 });
  const bytes: number[] = [24];
  for (let rest = BigInt.asUintN(64, time); ; rest >>= 7n) {
    bytes.push(Number(rest & 127n) | (rest > 127n ? 128 : 0));
    if (rest <= 127n) break;
  }
  return Uint8Array.of(...head, ...bytes, 32, 1);
}

describe('one bad message between two good ones', () => {
  let twin: LiveTwin;
  beforeEach(async () => {
    twin = await LiveTwin.begin();
  });
  afterEach(() => twin.end());

  // What it is; what it is counted as; whether it is kept where people can look at it; what is said.
  it.each([
    ['no bytes of a message', 'malformed', true, Uint8Array.of(1, 2, 3, 255)],
    ['no bytes at all', 'empty-sensor-id', true, new Uint8Array()],
    ['a megabyte', 'malformed', true, new Uint8Array(1_000_000)],
    ['NaN', 'non-finite-value', true, { value: NaN }],
    ['∞', 'non-finite-value', true, { value: Infinity }],
    ['−∞', 'non-finite-value', true, { value: -Infinity }],
    ['1e308', 'out-of-range', true, { value: 1e308 }],
    ['−1e308', 'out-of-range', true, { value: -1e308 }],
    ['a denormal', 'out-of-range', true, { value: 5e-324 }],
    ['−0', 'out-of-range', true, { value: -0 }],
    ['quality 0: bad', 'quality', false, { quality: 0 }],
    ['quality 64: uncertain in OPC', 'quality-not-0-1', true, { quality: 64 }],
    ['quality 192: good in OPC, nothing here', 'quality-not-0-1', true, { quality: 192 }],
    ['quality −1', 'quality-not-0-1', true, { quality: -1 }],
    ['an hour ahead', 'future', true, { timestampMs: Date.now() + hourMs }],
    ['the year 100,000', 'future', true, { timestampMs: 3_093_527_980_800_000 }],
    ['a year ago', 'late', false, { timestampMs: beganMs - 365 * 24 * hourMs }],
    ['a time before 1970', 'non-positive-timestamp', true, { timestampMs: -5 }],
    ['2⁵³ + 1', 'timestamp-not-safe-integer', true, withTime(2n ** 53n + 1n)],
    ['2⁶³ − 1', 'timestamp-not-safe-integer', true, withTime(2n ** 63n - 1n)],
    ['−2⁶³', 'non-positive-timestamp', true, withTime(-(2n ** 63n))],
    ['no name', 'empty-sensor-id', true, { sensorId: '' }],
    ['the same reading again', 'duplicate', false, { timestampMs: beganMs }],
    ['another value of the same time', 'duplicate', false, { timestampMs: beganMs, value: 330 }],
  ] as const)('%s never enters the model: %s', async (_what, reason, isKept, given) => {
    twin.say('temp');
    await twin.settled();
    const before = JSON.stringify(twin.asset.twin.memory.session);
    if (given instanceof Uint8Array) twin.broker.bus.publish(temp, given);
    else twin.say('temp', { timestampMs: beganMs + 1_000, ...given });
    await twin.settled();
    expect(JSON.stringify(twin.asset.twin.memory.session)).toBe(before);
    twin.say('temp', { timestampMs: beganMs + 2_000 });
    await twin.settled();
    const predicted = twin.on(`${temp}.predicted`);
    expect(predicted.map(({ timestampMs }) => timestampMs)).toEqual([beganMs, beganMs + 2_000]);
    expect(predicted[1]!.value).toBeCloseTo(324.48, 1);
    expect(predicted[1]!.quality).toBe(1);
    expect(await twin.count(reason)).toBe(1);
    const kept = twin.heard.filter(({ subject }) => subject === `dlq.${temp}`);
    expect(kept).toHaveLength(isKept ? 1 : 0);
    if (isKept) expect(kept[0]!.headers['Twin-Reason']).toMatch(reason === 'malformed' ? /\w+/ : new RegExp(reason));
    expect(twin.heard.filter(({ subject }) => subject === `${temp}.late`)).toHaveLength(reason === 'late' ? 1 : 0);
  });
});

describe('whatever comes', () => {
  const values = fc.oneof(
    { weight: 4, arbitrary: fc.double({ min: 300, max: 400, noNaN: true }) },
    fc.double(),
    fc.constantFrom(NaN, Infinity, -0, 5e-324, 1e308, 250, 500, 1e6),
  );
  const steps = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 60_000 }) },
    fc.constantFrom(0, -1, -hourMs, 10 * 60_000, 2 * hourMs, 30 * 24 * hourMs),
  );
  const tags = fc.constantFrom('temp', 'temp', 'temp', 'flow', 'coolant.temp', 'feed.temp', 'feed.concentration');
  const qualities = fc.oneof({ weight: 6, arbitrary: fc.constant(1) }, fc.constantFrom(0, 64, 192, -1));
  const said = fc.record({ tag: tags, value: values, step: steps, quality: qualities });

  it('all that is said is finite, memory survives JSON, and a good reading is answered', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 60 }), (messages) => {
        const fleet = new Fleet(configWith('{ ignoreFirst: 0 }'));
        const one = fleet.assets.get(asset)!;
        let timeMs = beganMs;
        let sequence = 0;
        const take = (tag: string, reading: Pick<SensorData, 'value' | 'quality'>, atMs: number) => {
          const payload = encodeSensorData({ sensorId: `${asset}.${tag}`, timestampMs: atMs, ...reading });
          return one.take(tag, { payload, sequence: ++sequence, storedAtMs: atMs });
        };
        for (const { tag, value, step, quality } of messages) {
          const { answer, said: outcome } = take(tag, { value, quality }, timeMs + step);
          expect(answer.kind).not.toBe('crashed');
          if (answer.kind === 'taken') timeMs = Math.max(timeMs, timeMs + step);
          for (const { subject, payload } of outcome.publications)
            if (/\.(predicted|estimated|residual|ideal)$/.test(subject))
              expect(Number.isFinite(decodeSensorData(payload).value)).toBe(true);
        }
        expect(JSON.parse(JSON.stringify(one.memory))).toEqual(one.memory);
        const { said: last } = take('temp', { value: 325, quality: 1 }, timeMs + 1_000);
        expect(last.publications.filter(({ subject }) => subject === `${temp}.predicted`)).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });

  it('a model that cannot be followed holds its last good state, says so, and is uncertain until it is warm', () => {
    const fleet = new Fleet(configWith('{ warmUpReadings: 3, bridgeMs: 86400000 }'));
    const one = fleet.assets.get(asset)!;
    const read = (timeMs: number) => {
      const payload = encodeSensorData({ sensorId: temp, value: 324.5, timestampMs: timeMs, quality: 1 });
      const { answer, said: outcome } = one.take('temp', { payload, sequence: timeMs - beganMs, storedAtMs: timeMs });
      const prediction = outcome.publications.find(({ subject }) => subject === `${temp}.predicted`)!;
      return {
        kinds: answer.kind === 'taken' ? answer.outputs.map(({ kind }) => kind) : [],
        ...decodeSensorData(prediction.payload),
      };
    };
    for (let i = 0; i < 10; i++) read(beganMs + 1_000 * i);
    // The equations give no numbers any more, as beyond a blow-up.
    const { model } = one.twin as unknown as { model: { derivatives: (...args: unknown[]) => void } };
    const { derivatives } = model;
    model.derivatives = (_x, _u, _p, dx) => void (dx as Float64Array).fill(NaN);
    const lost = read(beganMs + 11_000);
    model.derivatives = derivatives;
    expect(lost.kinds).toContain('lost');
    expect(lost).toMatchObject({ quality: 0 });
    expect(lost.value).toBeCloseTo(324.5, 0);
    expect([12, 13, 14, 15].map((second) => read(beganMs + 1_000 * second).quality)).toEqual([0, 1, 1, 1]);
  });
});

describe('a message on which our own code fails', () => {
  let twin: LiveTwin;
  afterEach(async () => {
    vi.restoreAllMocks();
    await twin.end();
  });

  it('is set aside with the reason; the stream goes on, uncertain until it is warm', async () => {
    twin = await LiveTwin.begin(configWith('{ warmUpReadings: 3 }'));
    const say = (seconds: number): void => twin.say('temp', { timestampMs: beganMs + 1_000 * seconds });
    for (let i = 0; i < 4; i++) say(i);
    await twin.settled();
    vi.spyOn(TwinSession.prototype, 'accept').mockImplementationOnce(() => {
      throw new TypeError('poison\nof two lines');
    });
    for (let i = 4; i < 10; i++) say(i);
    await twin.settled();
    const predicted = twin.on(`${temp}.predicted`);
    expect(predicted.map(({ timestampMs }) => (timestampMs - beganMs) / 1_000)).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9]);
    expect(predicted.map(({ quality }) => quality)).toEqual([1, 1, 1, 1, 0, 0, 0, 1, 1]);
    const kept = twin.heard.find(({ subject }) => subject === `dlq.${temp}`);
    expect(kept!.headers['Twin-Reason']).toBe('crashed: TypeError: poison of two lines');
    expect(decodeSensorData(kept!.payload)).toMatchObject({ timestampMs: beganMs + 4_000 });
    expect(await twin.count('crashed')).toBe(1);
  });

  it('leaves a model that is no number any more behind', async () => {
    twin = await LiveTwin.begin();
    twin.say('temp');
    await twin.settled();
    const one: WatchedAsset = twin.asset;
    const { session } = one.twin as unknown as { session: { filter: { x: Float64Array }; accept: unknown } };
    session.accept = () => {
      session.filter.x.fill(NaN);
      throw new Error('half done');
    };
    twin.say('temp', { timestampMs: beganMs + 1_000 });
    await twin.settled();
    for (let i = 2; i < 5; i++) twin.say('temp', { timestampMs: beganMs + 1_000 * i });
    await twin.settled();
    const predicted = twin.on(`${temp}.predicted`);
    expect(predicted).toHaveLength(4);
    expect(predicted.every(({ value }) => Math.abs(value - 324.5) < 0.5)).toBe(true);
    expect(predicted.map(({ quality }) => quality)).toEqual([1, 0, 0, 0]);
  });
});
