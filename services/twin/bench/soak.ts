/**
 * `pnpm soak [MINUTES] [MESSAGES A SECOND]` (30, 2,000): the twin as a process over a real nats-server, ten assets, all five sensors of each, a page that
 * listens. Prints memory every minute, and its slope once history has filled; exit code 1 when it grows by more than 1 MB in ten minutes, when a reading
 * got no prediction, or when the twin lags behind.
 *
 * V8 lets some 8 MB of what survived young and is dead by now pile up before it looks, which takes half an hour here and looks like a leak. So it is asked to
 * collect before each sample: what is left then is held, or lost.
 */
import { encodeSensorData } from '@twin/codecs';
import { connectNats } from '@twin/nats-adapter';
import { NatsServer } from '../test/nats.ts';
import { metricsOf, pageAt, spawnTwin } from './twin-process.ts';

const [minutes = 30, rate = 2_000] = process.argv.slice(2).map(Number);
const assets = 10;
/** Points of the last minutes are kept one by one; when those are full, memory no longer grows with them. */
const warmUpMin = Math.min(12, minutes / 2);
const mostBytesPer10Min = 1e6;

const server = await NatsServer.make();
const config = 'assets:\n  - { prefix: soak.site.area.line.* }\n';
const env = { NATS_URL: server.url, TWIN_PORT: '18083', TWIN_MODE: 'live' };
// As in the container: left alone, V8 doubles its young generation now and then, to 130 MB, which is no leak but looks like one.
const flags = ['--max-semi-space-size=16', '--inspect=127.0.0.1:18084', '--inspect-publish-uid=http'];
const child = spawnTwin(config, env, flags);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const page = await pageAt(18083);
const inspector = await connectInspector();

const broker = await connectNats({ servers: server.url });
const predictions = broker.bus.subscribe('soak.site.area.line.*.temp.predicted', { maxPending: 1_000 });
await broker.bus.flush();
const listening = new AbortController();
const tags = ['temp', 'coolant.temp', 'flow', 'feed.temp', 'feed.concentration'];
const usual = [324.5, 300, 100, 350, 1];
let sent = 0;
let sentTemp = 0;
const saidAtMs = new Map<string, number>();
const say = (): void => {
  const asset = `soak.site.area.line.r${sent % assets}`;
  const sensor = Math.floor(sent / assets) % tags.length;
  const subject = `${asset}.${tags[sensor]}`;
  // Not one value twice: that would be stuck. Nor one time: that would be a duplicate, and we catch up in bursts.
  const timestampMs = Math.max(Date.now(), (saidAtMs.get(subject) ?? 0) + 1);
  saidAtMs.set(subject, timestampMs);
  const value = usual[sensor]! * (1 + 1e-4 * Math.sin(sent * 1.7));
  broker.bus.publish(subject, encodeSensorData({ sensorId: subject, value, timestampMs, quality: 1 }));
  sent++;
  if (sensor === 0) sentTemp++;
};

const sayUpTo = (due: number): void => {
  for (let missing = Math.floor(due) - sent; missing > 0; missing--) say();
};

async function listen(): Promise<void> {
  const url = `${page}/api/events?asset=soak.site.area.line.r0`;
  const answer = await fetch(url, { signal: listening.signal });
  for await (const _ of answer.body!);
}
setTimeout(() => void listen().catch(() => undefined), 2_000);

interface Sample {
  readonly minute: number;
  readonly bytes: number;
}
const samples: Sample[] = [];
const beganMs = performance.now();
const elapsedMin = (): number => (performance.now() - beganMs) / 60_000;
let toldMin = 0;
let sampledMs = 0;
while (elapsedMin() < minutes) {
  sayUpTo((rate * (performance.now() - beganMs)) / 1_000);
  if (performance.now() - sampledMs > 20_000) {
    sampledMs = performance.now();
    await collect();
    const metric = await metricsOf(page);
    const sample = { minute: elapsedMin(), bytes: metric('process_resident_memory_bytes') };
    samples.push(sample);
    if (sample.minute >= toldMin) {
      const [heap, cpu] = [metric('nodejs_heap_size_used_bytes'), metric('process_cpu_seconds_total')];
      const share = (100 * cpu) / (sample.minute * 60);
      console.log(
        `${sample.minute.toFixed(1)} min: ${(sample.bytes / 1e6).toFixed(1)} MB, heap ${(heap / 1e6).toFixed(1)} MB, ${share.toFixed(0)} % of a core, ${sent} sent`,
      );
      toldMin = Math.floor(sample.minute) + 1;
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 5));
}
await broker.bus.flush();
await new Promise((resolve) => setTimeout(resolve, 1_000));
const metric = await metricsOf(page);
const taken = metric('twin_messages_total{result="taken"}');
const duplicates = metric('twin_messages_total{result="duplicate"}');
const answered = predictions.received;
listening.abort();

async function connectInspector(): Promise<WebSocket> {
  const [{ webSocketDebuggerUrl }] = (await (await fetch('http://127.0.0.1:18084/json')).json()) as [
    { webSocketDebuggerUrl: string },
  ];
  const socket = new WebSocket(webSocketDebuggerUrl);
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  return socket;
}

function collect(): Promise<unknown> {
  const collected = new Promise((resolve) => inspector.addEventListener('message', resolve, { once: true }));
  inspector.send('{"id":1,"method":"HeapProfiler.collectGarbage"}');
  return collected;
}

/** Bytes a minute by least squares. */
function slopeOf(list: readonly Sample[]): number {
  const meanMinute = list.reduce((sum, { minute }) => sum + minute, 0) / list.length;
  const meanBytes = list.reduce((sum, { bytes }) => sum + bytes, 0) / list.length;
  const above = list.reduce((sum, { minute, bytes }) => sum + (minute - meanMinute) * (bytes - meanBytes), 0);
  return above / list.reduce((sum, { minute }) => sum + (minute - meanMinute) ** 2, 0);
}

const slope = 10 * slopeOf(samples.filter(({ minute }) => minute >= warmUpMin));
console.log(
  `after ${warmUpMin} min: ${(slope / 1e6).toFixed(2)} MB in 10 min; ${sent} sent, ${taken} taken, ${duplicates} duplicate; ${sentTemp} temperatures, ${answered} predictions`,
);
const isWell = slope < mostBytesPer10Min && taken + duplicates === sent && answered === sentTemp;
predictions.unsubscribe();
inspector.close();
await broker.close();
child.kill('SIGTERM');
await new Promise((resolve) => child.once('exit', resolve));
await server.end();
process.exit(isWell ? 0 : 1);
