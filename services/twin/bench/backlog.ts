/**
 * `node --conditions=@twin/source bench/backlog.ts URL [assets] [predicting]`: readings of so many assets (100 unless told) wait in the input stream of a real
 * nats-server with JetStream (an empty one: the streams are made here); how fast durable mode works them off.
 * `PROFILE=folder` keeps a CPU profile of it there.
 */
import { encodeSensorData } from '@twin/codecs';
import { connectNats } from '@twin/nats-adapter';
import { parseConfig } from '../src/config-file.ts';
import { openPlaces } from '../src/durable-places.ts';
import { spawnTwin } from './twin-process.ts';

const [url = 'nats://127.0.0.1:4222', assets = '100', only = 'all'] = process.argv.slice(2);
const lines = Number(assets);
const count = lines === 1 ? 30_000 : 120_000;
const name = `${only}${lines}`;
const text = `assets:\n  - { prefix: bench.${name}.area.*.reactor${only === 'predicting' ? ', outputs: [predicted]' : ''} }\n`;
const names = { TWIN_INPUT_STREAM: `IN-${name}`, TWIN_OUTPUT_STREAM: `OUT-${name}`, TWIN_CHECKPOINTS: `CK-${name}` };
const broker = await connectNats({ servers: url });
const { input, output } = await openPlaces(broker, parseConfig('bench.yaml', text), names, true);
const publisher = input.publisher();
const startMs = Date.now() - count;
for (let i = 0; i < count; i++) {
  await publisher.room();
  const reading = { sensorId: 'temp', value: 324.5 + 0.3 * Math.sin(i * 1.7), timestampMs: startMs + i, quality: 1 };
  void publisher.publish(`bench.${name}.area.line${i % lines}.reactor.temp`, encodeSensorData(reading));
}
await publisher.close();

const profile = process.env['PROFILE'] === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${process.env['PROFILE']}`];
const child = spawnTwin(text, { NATS_URL: url, TWIN_PORT: '0', TWIN_MODE: 'durable', ...names }, profile);
const wanted = count * (only === 'predicting' ? 2 : 6);
let beganMs = 0;
let before = 0;
for (;;) {
  const { lastSequence } = await output.info();
  if (lastSequence > 0 && beganMs === 0) [beganMs, before] = [performance.now(), lastSequence];
  if (lastSequence >= wanted) break;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
const seconds = (performance.now() - beganMs) / 1_000;
console.log(
  `${lines} assets: ${Math.round((count * (1 - before / wanted)) / seconds)} readings/s, ${Math.round((wanted - before) / seconds)} outputs/s, each stored once`,
);
console.log(`bare client, as many subjects, compare-and-set: ${Math.round(await bare(wanted / count))} outputs/s`);
await broker.close();
child.kill('SIGTERM');
await new Promise((resolve) => child.once('exit', resolve));

/** What a client alone could store: one message of each subject under way, as it is with outputs; so many of them for each asset. */
async function bare(outputs: number): Promise<number> {
  await broker.provision({ streams: [{ name: `BARE-${name}`, subjects: [`bare.${name}.>`] }] });
  const client = (await broker.openStream(`BARE-${name}`)).publisher({ window: 16_384 });
  const payload = new Uint8Array(60);
  const most = 60_000;
  let sent = 0;
  const store = async (subject: string): Promise<void> => {
    for (let expectLastSubjectSequence = 0; sent++ < most;) {
      const outcome = await client.publish(subject, payload, { expectLastSubjectSequence });
      if (outcome.kind === 'stored') expectLastSubjectSequence = outcome.sequence;
    }
  };
  const beganAtMs = performance.now();
  await Promise.all(Array.from({ length: lines * outputs }, (_, i) => store(`bare.${name}.${i}`)));
  return most / ((performance.now() - beganAtMs) / 1_000);
}
