/**
 * `node --conditions=@twin/source bench/many.ts URL`: 2,000 assets, one reading each a second, over a real nats-server for half a minute; prints the CPU of the twin.
 */
import { encodeSensorData } from '@twin/codecs';
import { connectNats } from '@twin/nats-adapter';
import { metricsOf, pageAt, spawnTwin } from './twin-process.ts';

const [url = 'nats://127.0.0.1:4222'] = process.argv.slice(2);
const config = 'assets:\n  - { prefix: bench.many.area.line.* }\n';
const child = spawnTwin(config, { NATS_URL: url, TWIN_PORT: '18082', TWIN_MODE: 'live' });
const page = await pageAt(18082);
const metric = async (name: string): Promise<number> => (await metricsOf(page))(name);
const broker = await connectNats({ servers: url });
let cpuS = 0;
let beganMs = 0;
for (let tick = 0; tick < 300; tick++) {
  if (tick === 100) [cpuS, beganMs] = [await metric('process_cpu_seconds_total'), performance.now()];
  for (let i = tick % 10; i < 2_000; i += 10) {
    const sensorId = `bench.many.area.line.r${i}.temp`;
    broker.bus.publish(sensorId, encodeSensorData({ sensorId, value: 324.5, timestampMs: Date.now(), quality: 1 }));
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const share = (await metric('process_cpu_seconds_total')) - cpuS;
const seconds = (performance.now() - beganMs) / 1_000;
const memory = (await metric('process_resident_memory_bytes')) / 1e6;
console.log(
  `${await metric('twin_assets')} assets: ${((100 * share) / seconds).toFixed(1)} % of a core, ${memory.toFixed(0)} MB`,
);
await broker.close();
child.kill('SIGTERM');
