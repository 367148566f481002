import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { decodeSensorData, encodeSensorData, inspectSensorData, type SensorData } from '@twin/codecs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { historian } from '../src/gen/wire.js';
import { collectGarbage } from '../test/collect-garbage.ts';
import { everyCodec } from '../test/every-codec.ts';
import { peerType } from '../test/peer.ts';
import { worstMessages } from '../test/worst-messages.ts';

/** Readings as the plant sends them: each with another value and time, so that nothing is answered from a cache. */
const readings: readonly SensorData[] = Array.from({ length: 256 }, (_, i) => ({
  sensorId: 'enterprise.site.area.line.reactor.temp',
  value: 350 + Math.sin(i) * 5,
  timestampMs: 1_764_752_041_123 + i * 1000,
  quality: 1,
}));
const bytes = readings.map(encodeSensorData);
const texts = readings.map((reading) => JSON.stringify(reading));

const bare = historian.v1.SensorData;
const schema = peerType('historian.v1.SensorData');
const peerMessages = readings.map((reading) =>
  create(schema, { ...reading, timestampMs: BigInt(reading.timestampMs) }),
);
const utf8 = { encoder: new TextEncoder(), decoder: new TextDecoder() };
const utf8Texts = texts.map((text) => utf8.encoder.encode(text));

type Action = (i: number) => unknown;

const encoders: Readonly<Record<string, Action>> = {
  '@twin/codecs': (i) => encodeSensorData(readings[i]!),
  'protobufjs, bare': (i) => bare.encode(readings[i]!).finish(),
  '@bufbuild/protobuf': (i) => toBinary(schema, peerMessages[i]!),
  'JSON to bytes': (i) => utf8.encoder.encode(JSON.stringify(readings[i])),
};

const decoders: Readonly<Record<string, Action>> = {
  '@twin/codecs': (i) => decodeSensorData(bytes[i]!),
  '@twin/codecs and inspect': (i) => inspectSensorData(decodeSensorData(bytes[i]!)),
  'protobufjs, bare': (i) => bare.decode(bytes[i]!),
  '@bufbuild/protobuf': (i) => fromBinary(schema, bytes[i]!),
  'JSON from bytes': (i) => JSON.parse(utf8.decoder.decode(utf8Texts[i])) as unknown,
};

const rounds = 15;

/** Calls a second of CPU, the median of rounds in which all take turns: a busy machine slows them alike. */
function callsPerSecond(actions: Readonly<Record<string, Action>>, calls = 200_000): Map<string, number> {
  const seconds = new Map(Object.keys(actions).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++)
    for (const [name, action] of Object.entries(actions)) seconds.get(name)!.push(cpuSeconds(action, calls));
  return new Map([...seconds].map(([name, all]) => [name, calls / median(all.slice(rounds / 3))]));
}

/** A function of its own, so that the loop is compiled once for all. */
function cpuSeconds(action: Action, calls: number): number {
  let kept: unknown;
  collectGarbage({ type: 'minor' }); // none pays for what another left behind
  const before = process.cpuUsage();
  for (let i = 0; i < calls; i++) kept = action(i & 255);
  const { user, system } = process.cpuUsage(before);
  expect(kept).toBeDefined();
  return (user + system) / 1e6;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
}

test.each([
  ['encode', encoders],
  ['decode', decoders],
] as const)('SensorData, %s', (what, actions) => {
  const speeds = callsPerSecond(actions);
  const reference = speeds.get('protobufjs, bare')!;
  for (const [name, speed] of speeds) {
    const ratio = `${(speed / reference).toFixed(2)} × protobufjs`;
    console.log(`${what}  ${name.padEnd(26)} ${(speed / 1e6).toFixed(2).padStart(6)} million/s   ${ratio}`);
  }
  console.log(`${what}  ${bytes[0]!.length} bytes, as JSON ${utf8Texts[0]!.length}`);
  expect(speeds.get('@twin/codecs')! / reference).toBeGreaterThan(0.85);
});

test('every message, as the tests draw them', () => {
  for (const { messageType, records, encode, decode } of everyCodec) {
    const drawn = fc.sample(records, { numRuns: 256, seed: 1 });
    const encoded = drawn.map(encode);
    const speeds = callsPerSecond({ encode: (i) => encode(drawn[i]!), decode: (i) => decode(encoded[i]!) }, 20_000);
    const meanBytes = encoded.reduce((sum, { length }) => sum + length, 0) / encoded.length;
    const [encodes, decodes] = ['encode', 'decode'].map((way) => (speeds.get(way)! / 1e6).toFixed(2).padStart(6));
    const length = `${meanBytes.toFixed(0).padStart(4)} bytes`;
    console.log(`${messageType.padEnd(24)} ${length}   encode ${encodes}   decode ${decodes} million/s`);
  }
  expect(everyCodec.length).toBe(7);
});

test('the worst that a mebibyte can be, for the slowest of the decoders', () => {
  const slowest = worstMessages.map(([name, message]) => {
    const outcomes = everyCodec.map(({ decode }) => outcomeOf(() => decode(message)));
    return { name, ...outcomes.toSorted((a, b) => b.ms - a.ms)[0]! };
  });
  for (const { name, ms, refused } of slowest)
    console.log(`${name.padEnd(40)} ${ms.toFixed(2).padStart(6)} ms, ${refused ? 'refused' : 'read'}`);
  expect(Math.max(...slowest.filter(({ refused }) => refused).map(({ ms }) => ms))).toBeLessThan(10);
});

/** Median of nine. */
function outcomeOf(action: () => unknown): { readonly refused: boolean; readonly ms: number } {
  let refused = false;
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now();
    try {
      action();
    } catch {
      refused = true;
    }
    return performance.now() - start;
  });
  return { refused, ms: median(times) };
}
