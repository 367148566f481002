import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeSensorData, subjects } from '@twin/codecs';
import { connectNats } from '@twin/nats-adapter';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../src/config-schema.ts';
import { neededPlaces } from '../src/durable-places.ts';
import { readCsv } from '../src/csv-recording.ts';
import { replay } from '../src/replay.ts';
import { followed } from './command-line.ts';
import { NatsServer } from './nats.ts';
import { TwinProcess } from './process.ts';
import { asset, beganMs, faultMin, linesOf, replayed } from './replayed.ts';

/** Minutes after the start at which each anomaly was said. */
function anomalies(lines: readonly string[]): number[] {
  return lines
    .filter((line) => line.includes(subjects.anomaly))
    .map((line) => (Number(line.split(',')[2]) - beganMs) / 60_000);
}

describe('reference runs, through the whole twin', () => {
  // Delay of the reference's CUSUM (k = 0.5, h = 8) on the same run, min.
  it.each([
    ['F1', 0.5],
    ['F2', 0.1],
    ['F3', 2.6],
    ['F4', 5.0],
    ['F5', 4.0],
    ['F8', 0.2],
  ])('%s is found no later than %f min and a fifth after it began, and not before', async (name, delayMin) => {
    const text = readFileSync(new URL(`reference/${name}.csv`, import.meta.url), 'utf8');
    const [first] = anomalies(await replayed(name, text));
    expect(first).toBeGreaterThanOrEqual(faultMin);
    expect(first! - faultMin).toBeLessThanOrEqual(1.2 * delayMin + 1e-6);
  });

  it('F0, which is well, raises nothing', async () => {
    const text = readFileSync(new URL('reference/F0.csv', import.meta.url), 'utf8');
    const lines = await replayed('F0', text);
    expect(lines.filter((line) => line.includes('.temp.predicted,'))).toHaveLength(1_201);
    expect(anomalies(lines)).toEqual([]);
  });
});

it('says where a recording is wrong', async () => {
  const fault = async (text: string): Promise<string> => {
    try {
      let count = 0;
      for await (const _ of readCsv('r.csv', linesOf(text), asset)) count++;
      return String(count);
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(await fault('time_ms,temp\n1000,324\n2000,\n')).toBe('1');
  expect(await fault('')).toContain('r.csv:1  needs the header');
  expect(await fault('time_ms,temp\n1000,324\nx,324\n')).toContain('r.csv:3  time_ms is "x"');
  expect(await fault('time_ms,temp\n1000,abc\n')).toContain('r.csv:2  temp is "abc"');
  expect(await fault('time_ms,temp\n1000\n')).toContain('r.csv:2  has 1 cells, the header 2');
  expect(await fault('time_ms,a b\n1000,1\n')).toContain('r.csv:1  column "a b"');
  const header = 'sequence,stored_at_ms,subject,payload_base64';
  expect(await fault(`${header}\n1,2,a.b,AAAA\n`)).toBe('1');
  expect(await fault(`${header}\n1,2,a.b,AAAA\n2,3,a.b,AAA`)).toContain('r.csv:3  has no end');
  expect(await fault(`${header}\n1,2,a.b,AA*A\n`)).toContain('r.csv:2  payload_base64 is "AA*A", no base64');
  expect(await fault(`${header}\n1.5,2,a.b,AAAA\n`)).toContain('r.csv:2  sequence is "1.5", no whole number');
});

it('keeps to the clock at a speed, and says the same', async () => {
  const text = `time_ms,temp\n${Array.from({ length: 50 }, (_, i) => `${beganMs + 100 * i},${324 + (i % 3)}`).join('\n')}`;
  const lines: string[] = [];
  const began = performance.now();
  await replay(defaultConfig, readCsv('r.csv', linesOf(text), asset), {
    speed: 20,
    write: (line) => void lines.push(line),
  });
  // 4.9 s of plant time at 20 times its speed; later is the machine's affair, sooner would be wrong.
  expect(performance.now() - began).toBeGreaterThanOrEqual(240);
  expect(lines).toEqual(await replayed('r.csv', text));
});

it.each(['r.csv', 'r.parquet'])(
  'records into %s what is published, replays it to the byte, and the same from the stream',
  async (name) => {
    const server = await NatsServer.make();
    const broker = await connectNats({ servers: server.url });
    const { input } = neededPlaces(defaultConfig, {
      TWIN_INPUT_STREAM: 'READINGS',
      TWIN_OUTPUT_STREAM: 'P',
      TWIN_CHECKPOINTS: 'C',
    });
    await broker.provision({ streams: [input] });
    const file = join(mkdtempSync(join(tmpdir(), 'twin-record-')), name);
    const recorder = new TwinProcess(['record', file], { NATS_URL: server.url });
    await recorder.says(/recording into/);
    for (let i = 0; i < 50; i++) {
      const subject = `${asset}.temp`;
      const payload = encodeSensorData({
        sensorId: subject,
        value: 324 + (i % 4),
        timestampMs: beganMs + 1_000 * i,
        quality: 1,
      });
      broker.bus.publish(subject, i === 20 ? Uint8Array.of(1) : payload);
    }
    await broker.bus.flush();
    // What has arrived is on the disk when it ends; to have arrived it must have been sent on by the server.
    await broker.bus.flush();
    expect(await recorder.stop()).toBe(0);
    expect(recorder.err).toContain(`50 messages in ${file}`);
    const run = async (source: string): Promise<string> => {
      const process = new TwinProcess(['replay', source], { NATS_URL: server.url });
      expect(await process.end()).toBe(0);
      return process.out;
    };
    const first = await run(file);
    expect(first.match(/temp\.predicted,/g)).toHaveLength(49);
    expect(first).toContain('malformed');
    expect(await run(file)).toBe(first);
    expect(await run('stream')).toBe(first);
    expect((await run('stream:1-5')).match(/temp\.predicted,/g)).toHaveLength(5);
    expect((await run('stream:46')).match(/temp\.predicted,/g)).toHaveLength(5);
    await broker.close();
    await server.end();
  },
);

it('of a recorder that was killed: CSV is whole up to its last line, Parquet is refused by name', async () => {
  const server = await NatsServer.make();
  const broker = await connectNats({ servers: server.url });
  const folder = mkdtempSync(join(tmpdir(), 'twin-killed-'));
  for (const name of ['r.csv', 'r.parquet']) {
    const file = join(folder, name);
    const recorder = new TwinProcess(['record', file], { NATS_URL: server.url });
    await recorder.says(/recording into/);
    const subject = `${asset}.temp`;
    for (let i = 0; i < 40; i++)
      broker.bus.publish(
        subject,
        encodeSensorData({ sensorId: subject, value: 324, timestampMs: beganMs + i, quality: 1 }),
      );
    await broker.bus.flush();
    if (name === 'r.csv') await expect.poll(() => readFileSync(file, 'utf8').split('\n').length).toBe(42);
    await recorder.stop('SIGKILL');
    const process = new TwinProcess(['replay', name === 'r.csv' ? file : `${file}.part`]);
    expect(await process.end()).toBe(name === 'r.csv' ? 0 : 2);
    if (name === 'r.csv') expect(process.out.match(/temp\.predicted,/g)).toHaveLength(40);
    else {
      expect(process.err).toContain('a recording that was killed has no end');
      expect(existsSync(file)).toBe(false);
    }
  }
  await broker.close();
  await server.end();
});

it.each([
  [['replay', 'nowhere.csv'], 2, 'nowhere.csv  there is no such file'],
  [['replay', 'nowhere.parquet'], 2, 'nowhere.parquet  there is no such file'],
  [['replay', 'stream:5-2'], 2, 'stream:5-2  is no range'],
  [['replay', 'stream:0'], 2, 'stream:0  is no range'],
  [['replay', 'stream:a-b'], 2, 'stream:a-b  is no range'],
  [['replay', 'stream:', '--speed', '1'], 2, 'stream:  is no range'],
  [['replay'], 2, 'replay takes a file'],
  [['record'], 2, 'record takes the name of a file'],
  [['replay', 'x', '--speed', 'fast'], 2, '--speed must be above 0 and at most 1000000, is "fast"'],
  [['replay', 'x', '--speed', '-1'], 2, '--speed'],
  [['replay', 'x', '--asset', 'a..b'], 2, '--asset'],
] as const)('%j exits %i and says %s', async (args, code, message) => {
  const ended = await followed(args);
  expect(ended.code).toBe(code);
  expect(ended.err).toContain(message);
  expect(ended.err).not.toContain('    at ');
});

it('says what a stream holds when it is asked for what it does not, and that there is none', async () => {
  const server = await NatsServer.make();
  const none = new TwinProcess(['replay', 'stream'], { NATS_URL: server.url });
  expect(await none.end()).toBe(1);
  expect(none.err).toContain('READINGS');
  const broker = await connectNats({ servers: server.url });
  await broker.provision({ streams: [{ name: 'READINGS', subjects: [`${asset}.temp`] }] });
  const empty = new TwinProcess(['replay', 'stream:7-9'], { NATS_URL: server.url });
  expect(await empty.end()).toBe(2);
  expect(empty.err).toContain('stream:7-9  holds nothing');
  await broker.close();
  await server.end();
});

it('refuses to write over a file, and a speed that is none', async () => {
  const server = await NatsServer.make();
  const file = join(mkdtempSync(join(tmpdir(), 'twin-record-')), 'r.csv');
  writeFileSync(file, 'mine');
  const recorder = new TwinProcess(['record', file], { NATS_URL: server.url });
  expect(await recorder.end()).toBe(2);
  expect(recorder.err).toContain('is there already');
  expect(readFileSync(file, 'utf8')).toBe('mine');
  const replaying = new TwinProcess(['replay', file, '--speed', '0']);
  expect(await replaying.end()).toBe(2);
  await server.end();
});
