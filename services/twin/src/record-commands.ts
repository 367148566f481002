import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { subjects } from '@twin/codecs';
import { connectNats } from '@twin/nats-adapter';
import { arrivalClock } from './live-mode.ts';
import { readConfig } from './config-file.ts';
import { readRecording, recordingHeader, recordingRow, type Recorded } from './recording.ts';
import { replay } from './replay.ts';
import { natsSettings, readEnvironment } from './settings.ts';

const streamRule = /^stream(?::(?<from>\d+)(?:-(?<to>\d+))?)?$/;

export interface ReplayRequest {
  /** A CSV file, or `stream`, `stream:FROM`, `stream:FROM-TO` for what the input stream holds. */
  readonly source: string;
  readonly asset: string;
  readonly speed: number | undefined;
}

/** `twin replay`. */
export async function replayCommand(
  { source, asset, speed }: ReplayRequest,
  env: NodeJS.ProcessEnv,
  out: (text: string) => void,
): Promise<void> {
  const { values } = readEnvironment(env);
  const config = readConfig(values.TWIN_CONFIG);
  const write = (line: string): void => out(`${line}\n`);
  const range = streamRule.exec(source);
  if (range === null) {
    await replay(config, readRecording(source, readFileSync(source, 'utf8'), asset), { speed, write });
    return;
  }
  const broker = await connectNats(natsSettings(values, 'twin-replay'), { patienceMs: 5_000 });
  try {
    const stream = await broker.openStream(values.TWIN_INPUT_STREAM);
    const { firstSequence, lastSequence } = await stream.info();
    const from = Math.max(firstSequence, Number(range.groups?.['from'] ?? 0));
    const to = Math.min(lastSequence, Number(range.groups?.['to'] ?? lastSequence));
    async function* stored(): AsyncGenerator<Recorded> {
      if (from > to) return;
      for await (const message of stream.read({ from, allowGap: true })) {
        if (message.sequence <= to) yield message;
        if (message.sequence >= to) return;
      }
    }
    await replay(config, stored(), { speed, write });
  } finally {
    await broker.close();
  }
}

/** `twin record`: every reading of the configured assets into a file, as it comes, until SIGTERM or SIGINT. */
export async function recordCommand(file: string, env: NodeJS.ProcessEnv, err: (text: string) => void): Promise<void> {
  const { values } = readEnvironment(env);
  const config = readConfig(values.TWIN_CONFIG);
  const disk = createWriteStream(file, { flags: 'wx' });
  await once(disk, 'open');
  const broker = await connectNats(natsSettings(values, 'twin-record'), { patienceMs: 5_000 });
  const nowMs = arrivalClock();
  disk.write(`${recordingHeader}\n`);
  let sequence = 0;
  const subscriptions = config.assets.flatMap(({ prefix, sensors }) =>
    Object.keys(sensors).map((tag) => broker.bus.subscribe(subjects.sensorPattern(prefix, tag))),
  );
  const readers = subscriptions.map(async (subscription) => {
    for await (const { subject, payload } of subscription) {
      const row = recordingRow({ sequence: ++sequence, storedAtMs: Math.trunc(nowMs()), subject, payload });
      if (!disk.write(`${row}\n`)) await once(disk, 'drain');
    }
  });
  await broker.bus.flush();
  err(`recording into ${file}\n`);
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await broker.drain();
  await Promise.all(readers);
  disk.end();
  await once(disk, 'finish');
  err(`${sequence} messages in ${file}\n`);
}
