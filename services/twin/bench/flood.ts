/**
 * `node --conditions=@twin/source bench/flood.ts URL [predicting]`: a real nats-server at URL, the twin as a process, and a flood of readings of
 * one asset; then 1,000 a second. Prints messages a second, CPU a message, the latency of a prediction, and a bare client beside it.
 */
import { decodeSensorData, encodeSensorData } from '@twin/codecs';
import { connectNats } from '@twin/nats-adapter';
import { metricsOf, pageAt, spawnTwin } from './twin-process.ts';

const [url = 'nats://127.0.0.1:4222', only] = process.argv.slice(2);
const asset = 'bench.site.area.line.reactor';
const temp = `${asset}.temp`;
const config = `assets:\n  - { prefix: ${asset}${only === 'predicting' ? ', outputs: [predicted]' : ''} }\n`;
const child = spawnTwin(config, { NATS_URL: url, TWIN_PORT: '18080' });
const page = await pageAt(18080);
const cpuSeconds = async (): Promise<number> => (await metricsOf(page))('process_cpu_seconds_total');

const broker = await connectNats({ servers: url });
const startMs = Date.now() - 3_600_000;
const reading = (i: number): Uint8Array =>
  encodeSensorData({ sensorId: temp, value: 324.5 + 0.3 * Math.sin(i * 1.7), timestampMs: startMs + i, quality: 1 });

async function flood(count: number, from: number, answer: string): Promise<number> {
  const answers = broker.bus.subscribe(answer, { maxPending: 1_000_000 });
  await broker.bus.flush();
  const beganMs = performance.now();
  // At most so many on the way: what is measured is the twin, not what is lost.
  let seen = 0;
  let sent = 0;
  const feed = async (): Promise<void> => {
    while (sent < count) {
      while (sent < count && sent - seen < 5_000) broker.bus.publish(temp, reading(from + sent++));
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const feeding = feed();
  for await (const _ of answers) if (++seen === count) break;
  await feeding;
  return (count / (performance.now() - beganMs)) * 1_000;
}

console.log(`bare client, there and back: ${Math.round(await flood(100_000, 0, temp))} msg/s`);
await new Promise((resolve) => setTimeout(resolve, 3_000));
for (const from of [200_000, 300_000, 400_000]) {
  const before = await cpuSeconds();
  const rate = await flood(100_000, from, `${temp}.predicted`);
  console.log(
    `flood: ${Math.round(rate)} msg/s, ${(((await cpuSeconds()) - before) * 10).toFixed(1)} µs CPU a message`,
  );
}

const latencies: number[] = [];
const answers = broker.bus.subscribe(`${temp}.predicted`);
await broker.bus.flush();
const sentAt = new Map<number, number>();
const hearing = (async () => {
  for await (const { payload } of answers) {
    const began = sentAt.get(decodeSensorData(payload).timestampMs);
    if (began !== undefined) latencies.push(performance.now() - began);
    if (latencies.length === 5_000) break;
  }
})();
for (let i = 0; i < 5_000; i++) {
  sentAt.set(startMs + 600_000 + i, performance.now());
  broker.bus.publish(temp, reading(600_000 + i));
  if (i % 2 === 1) await new Promise((resolve) => setTimeout(resolve, 1));
}
await hearing;
latencies.sort((a, b) => a - b);
console.log(`1,000 msg/s: median ${latencies[2_500]!.toFixed(3)} ms, 99 % ${latencies[4_950]!.toFixed(3)} ms`);
await broker.close();
child.kill('SIGTERM');
