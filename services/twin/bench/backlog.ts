/**
 * `node --conditions=@twin/source bench/backlog.ts URL [predicting]`: 30,000 readings wait in the input stream of a real nats-server with JetStream (an empty one: the
 * streams are made here); how fast durable mode works them off.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeSensorData } from '@twin/codecs';
import { connectNats } from '@twin/nats-adapter';
import { parseConfig } from '../src/config-file.ts';
import { openPlaces } from '../src/durable-mode.ts';

const [url = 'nats://127.0.0.1:4222', only] = process.argv.slice(2);
const count = 30_000;
const asset = `bench.site.area.line.${only ?? 'all'}`;
const text = `assets:\n  - { prefix: ${asset}${only === 'predicting' ? ', outputs: [predicted]' : ''} }\n`;
const names = {
  TWIN_INPUT_STREAM: `IN-${only ?? 'all'}`,
  TWIN_OUTPUT_STREAM: `OUT-${only ?? 'all'}`,
  TWIN_CHECKPOINTS: `CK-${only ?? 'all'}`,
};
const broker = await connectNats({ servers: url });
const { input, output } = await openPlaces(broker, parseConfig('bench.yaml', text), names, true);
const publisher = input.publisher();
const startMs = Date.now() - count;
for (let i = 0; i < count; i++) {
  await publisher.room();
  const reading = { sensorId: 'temp', value: 324.5 + 0.3 * Math.sin(i * 1.7), timestampMs: startMs + i, quality: 1 };
  void publisher.publish(`${asset}.temp`, encodeSensorData(reading), { messageId: `b${i}` });
}
await publisher.close();

const file = join(mkdtempSync(join(tmpdir(), 'backlog-')), 'twin.yaml');
writeFileSync(file, text);
const main = join(import.meta.dirname, '../src/main.ts');
const env = { PATH: process.env['PATH'], NATS_URL: url, TWIN_PORT: '0', TWIN_MODE: 'durable', ...names };
const child = spawn(process.execPath, ['--conditions=@twin/source', main, 'serve', file], { env, stdio: 'ignore' });
process.on('exit', () => child.kill('SIGKILL'));
const wanted = count * (only === 'predicting' ? 2 : 6);
let beganMs = 0;
let before = 0;
for (;;) {
  const { lastSequence } = await output.info();
  if (lastSequence > 0 && beganMs === 0) [beganMs, before] = [performance.now(), lastSequence];
  if (lastSequence >= wanted) break;
  await new Promise((resolve) => setTimeout(resolve, 10));
}
const seconds = (performance.now() - beganMs) / 1_000;
console.log(
  `${Math.round((count * (1 - before / wanted)) / seconds)} readings/s, ${Math.round((wanted - before) / seconds)} outputs/s, each stored once`,
);
await broker.close();
child.kill('SIGTERM');
