import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Broker, Stream } from '@twin/bus';
import { connectNats } from '@twin/nats-adapter';
import { sensorPatterns } from './asset-routes.ts';
import { readConfig } from './config-file.ts';
import type { Config } from './config-schema.ts';
import { CsvWriter, linesOf, readCsv } from './csv-recording.ts';
import { arrivalClock } from './live-mode.ts';
import { ParquetRecordingWriter, readParquet } from './parquet-recording.ts';
import { RecordingFault, type Recorded, type RecordingWriter } from './recording.ts';
import { replay } from './replay.ts';
import { natsSettings, readEnvironment } from './settings.ts';

const streamRule = /^stream(?::(?<from>\d+)(?:-(?<to>\d+))?)?$/;

export interface ReplayRequest {
  /** A CSV or Parquet file, or `stream`, `stream:FROM`, `stream:FROM-TO` for what the input stream holds. */
  readonly source: string;
  readonly asset: string;
  readonly speed: number | undefined;
}

/** Where lines go; `room` resolves when there is room for more. */
interface ReplayTarget {
  readonly out: (text: string) => void;
  readonly room: () => Promise<unknown> | undefined;
}

/** `twin replay`. */
export async function replayCommand(
  { source, asset, speed }: ReplayRequest,
  env: NodeJS.ProcessEnv,
  { out, room }: ReplayTarget,
): Promise<void> {
  const { values } = readEnvironment(env);
  const config = readConfig(values.TWIN_CONFIG);
  const write = (line: string): Promise<unknown> | undefined => {
    out(`${line}\n`);
    return room();
  };
  if (!/^stream(:|$)/.test(source)) {
    await replay(config, readRecording(source, asset), { speed, write });
    return;
  }
  const range = rangeOf(source);
  const broker = await connectNats(natsSettings(values, 'twin-replay'), { patienceMs: 5_000 });
  try {
    const stream = await broker.openStream(values.TWIN_INPUT_STREAM);
    await replay(config, stored(stream, range), { speed, write });
  } finally {
    await broker.close();
  }
}

/** Messages of a recording, by the ending of its name. */
function readRecording(file: string, asset: string): AsyncIterable<Recorded> {
  if (!existsSync(file)) throw new RecordingFault(`${file}  there is no such file`);
  return isParquet(file) ? readParquet(file, asset) : readCsv(file, linesOf(file), asset);
}

/** A recording under way, FILE.parquet.part, is one too: it says so itself. */
function isParquet(file: string): boolean {
  return /\.parquet(\.part)?$/i.test(file);
}

function rangeOf(source: string): { readonly from: number; readonly to: number } {
  const { from = '1', to = '' } = streamRule.exec(source)?.groups ?? { from: '' };
  const range = { from: Number(from), to: to === '' ? Infinity : Number(to) };
  if (from === '' || range.from < 1 || range.to < range.from)
    throw new RecordingFault(`${source}  is no range: write stream, stream:FROM or stream:FROM-TO with 1 ≤ FROM ≤ TO`);
  return range;
}

async function* stored(
  stream: Stream,
  range: { readonly from: number; readonly to: number },
): AsyncGenerator<Recorded> {
  const { firstSequence, lastSequence } = await stream.info();
  const from = Math.max(firstSequence, range.from);
  const to = Math.min(lastSequence, range.to);
  if (from > to)
    throw new RecordingFault(
      `stream:${range.from}-${range.to}  holds nothing: the stream has ${firstSequence} to ${lastSequence}`,
    );
  for await (const message of stream.read({ from, allowGap: true })) {
    if (message.sequence <= to) yield message;
    if (message.sequence >= to) return;
  }
}

/** `twin record`: every reading of the configured assets into a file, as it comes, until SIGTERM or SIGINT. */
export async function recordCommand(file: string, env: NodeJS.ProcessEnv, err: (text: string) => void): Promise<void> {
  const { values } = readEnvironment(env);
  const config = readConfig(values.TWIN_CONFIG);
  if (existsSync(file)) throw new RecordingFault(`${file}  is there already`);
  const broker = await connectNats(natsSettings(values, 'twin-record'), { patienceMs: 5_000 });
  try {
    const disk = isParquet(file) ? new ParquetRecordingWriter(file) : await CsvWriter.create(file);
    const reading = record(broker, config, disk);
    await broker.bus.flush();
    err(`recording into ${file}\n`);
    await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT'), reading]);
    await broker.drain();
    const count = await reading;
    await disk.close();
    err(`${count} messages in ${file}${lossesOf(broker)}\n`);
  } finally {
    await broker.close();
  }
}

/** Until nothing more comes; how many there were. */
async function record(broker: Broker, config: Config, disk: RecordingWriter): Promise<number> {
  const nowMs = arrivalClock();
  let sequence = 0;
  const readers = config.assets.flatMap(sensorPatterns).map(async (pattern) => {
    for await (const { subject, payload } of broker.bus.subscribe(pattern))
      await disk.add({ sequence: ++sequence, storedAtMs: Math.trunc(nowMs()), subject, payload });
  });
  await Promise.all(readers);
  return sequence;
}

/** What is not in the recording, as far as anybody can know. */
function lossesOf(broker: Broker): string {
  const { droppedSlow, reconnects } = broker.counters();
  const slow = droppedSlow > 0 ? `; ${droppedSlow} lost, because the disk was too slow` : '';
  return reconnects > 0 ? `${slow}; what came while the server was away, ${reconnects} times, is not in it` : slow;
}
