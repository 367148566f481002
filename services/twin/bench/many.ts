/**
 * `node --conditions=@twin/source bench/many.ts URL`: 2,000 assets, one reading each a second, over a real nats-server for half a minute; prints the CPU of the twin.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeSensorData } from '@twin/codecs';
import { connectNats } from '@twin/nats-adapter';

const [url = 'nats://127.0.0.1:4222'] = process.argv.slice(2);
const file = join(mkdtempSync(join(tmpdir(), 'many-')), 'twin.yaml');
writeFileSync(file, 'assets:\n  - { prefix: bench.many.area.line.* }\n');
const main = join(import.meta.dirname, '../src/main.ts');
const env = { PATH: process.env['PATH'], NATS_URL: url, TWIN_PORT: '18082', TWIN_MODE: 'live' };
const child = spawn(process.execPath, ['--conditions=@twin/source', main, 'serve', file], { env, stdio: 'ignore' });
process.on('exit', () => child.kill('SIGKILL'));
const page = 'http://127.0.0.1:18082';
const isReady = (): Promise<boolean> =>
  fetch(`${page}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, 50));
const metric = async (name: string): Promise<number> =>
  Number(new RegExp(`^${name} (\\S+)`, 'm').exec(await (await fetch(`${page}/metrics`)).text())![1]);
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
