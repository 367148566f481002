import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeSensorData, subjects } from '@twin/codecs';
import { connectNats } from '@twin/nats-adapter';
import { describe, expect, it } from 'vitest';
import { defaultConfig } from '../src/config-schema.ts';
import { neededPlaces } from '../src/durable-places.ts';
import { readRecording } from '../src/recording.ts';
import { replay } from '../src/replay.ts';
import { NatsServer } from './nats.ts';
import { TwinProcess } from './process.ts';

const asset = 'enterprise.site.area.line.reactor';
const beganMs = 1_760_000_000_000;
const faultMin = 60;

async function linesOf(name: string, text: string): Promise<string[]> {
  const lines: string[] = [];
  await replay(defaultConfig, readRecording(name, text, asset), { write: (line) => lines.push(line) });
  return lines;
}

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
    const [first] = anomalies(await linesOf(name, text));
    expect(first).toBeGreaterThanOrEqual(faultMin);
    expect(first! - faultMin).toBeLessThanOrEqual(1.2 * delayMin + 1e-6);
  });

  it('F0, which is well, raises nothing', async () => {
    const text = readFileSync(new URL('reference/F0.csv', import.meta.url), 'utf8');
    const lines = await linesOf('F0', text);
    expect(lines.filter((line) => line.includes('.temp.predicted,'))).toHaveLength(1_201);
    expect(anomalies(lines)).toEqual([]);
  });
});

it('says where a recording is wrong', () => {
  const fault = (text: string): string => {
    try {
      return String([...readRecording('r.csv', text, asset)].length);
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(fault('time_ms,temp\n1000,324\n2000,\n')).toBe('1');
  expect(fault('')).toContain('r.csv:1  needs the header');
  expect(fault('time_ms,temp\n1000,324\nx,324\n')).toContain('r.csv:3  time_ms is "x"');
  expect(fault('time_ms,temp\n1000,abc\n')).toContain('r.csv:2  temp is "abc"');
  expect(fault('time_ms,temp\n1000\n')).toContain('r.csv:2  has 1 cells, the header 2');
});

it('records what is published, replays it to the byte, and replays the same from the stream', async () => {
  const server = await NatsServer.make();
  const broker = await connectNats({ servers: server.url });
  const { input } = neededPlaces(defaultConfig, {
    TWIN_INPUT_STREAM: 'READINGS',
    TWIN_OUTPUT_STREAM: 'P',
    TWIN_CHECKPOINTS: 'C',
  });
  await broker.provision({ streams: [input] });
  const file = join(mkdtempSync(join(tmpdir(), 'twin-record-')), 'r.csv');
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
  await expect.poll(() => readFileSync(file, 'utf8').trim().split('\n').length, { timeout: 10_000 }).toBe(51);
  expect(await recorder.stop()).toBe(0);
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
  await broker.close();
  await server.end();
});

it('refuses to write over a file, and a speed that is none', async () => {
  const server = await NatsServer.make();
  const file = join(mkdtempSync(join(tmpdir(), 'twin-record-')), 'r.csv');
  writeFileSync(file, 'mine');
  const recorder = new TwinProcess(['record', file], { NATS_URL: server.url });
  expect(await recorder.end()).toBe(1);
  expect(readFileSync(file, 'utf8')).toBe('mine');
  const replaying = new TwinProcess(['replay', file, '--speed', '0']);
  expect(await replaying.end()).toBe(2);
  await server.end();
});
