/**
 * `node --conditions=@twin/source bench/step.ts [predicting]`: CPU of one message, from its bytes to the bytes of all that follows. With
 * "predicting" only `….predicted` is said.
 */
import { encodeSensorData } from '@twin/codecs';
import { configSchema } from '../src/config-schema.ts';
import { Fleet } from '../src/fleet.ts';

const outputs = process.argv[2] === 'predicting' ? ['predicted'] : undefined;
const config = configSchema.parse({ assets: [{ prefix: 'a.b.c.d.r', ...(outputs && { outputs }) }] });
const asset = new Fleet(config).assets.get('a.b.c.d.r')!;
const count = 200_000;
const startMs = 1_760_000_000_000;
const payloads = Array.from({ length: count }, (_, i) =>
  encodeSensorData({
    sensorId: 'a.b.c.d.r.temp',
    value: 324.5 + 0.3 * Math.sin(i * 1.7),
    timestampMs: startMs + i * 1_000,
    quality: 1,
  }),
);
const times: number[] = [];
const before = process.cpuUsage();
for (let i = 0; i < count; i++) {
  const began = performance.now();
  asset.take('temp', { payload: payloads[i]!, sequence: i + 1, storedAtMs: startMs + i * 1_000 });
  times.push(performance.now() - began);
}
const { user, system } = process.cpuUsage(before);
times.sort((a, b) => a - b);
console.log(
  `${((user + system) / count).toFixed(2)} µs CPU a message; median ${(1e3 * times[count >> 1]!).toFixed(1)} µs, 99.9 % ${(1e3 * times[Math.floor(count * 0.999)]!).toFixed(1)} µs`,
);
console.log(asset.twin.counts, asset.alarms.list(0).length);
