import { connect, type NatsConnection } from '@nats-io/transport-node';
import { answerDiscovery } from '@twin/service-host';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
let server: ChildProcess;
let ours: NatsConnection;
let theirs: NatsConnection;

/** The server picks its port and writes it down. */
async function portOf(): Promise<number> {
  for (;;) {
    const file = readdirSync(folder).find((name) => name.endsWith('.ports'));
    if (file !== undefined) {
      const { nats } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { readonly nats: readonly string[] };
      return Number(new URL(nats[0]!).port);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const killAtExit = (): void => void server.kill('SIGKILL');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'twin-discovery-'));
  // Debian keeps servers in /usr/sbin, which is not on everybody's PATH.
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/usr/local/sbin` };
  const binary = process.env['NATS_SERVER_BIN'] ?? 'nats-server';
  server = spawn(binary, ['-a', '127.0.0.1', '-p', '-1', '--ports_file_dir', folder], { env, stdio: 'ignore' });
  process.on('exit', killAtExit);
  const servers = `127.0.0.1:${await portOf()}`;
  ours = await connect({ servers });
  theirs = await connect({ servers });
});

afterEach(async () => {
  await ours.close();
  await theirs.close();
  server.kill('SIGKILL');
  process.off('exit', killAtExit);
  rmSync(folder, { recursive: true, force: true });
});

async function asked(subject: string): Promise<Record<string, unknown>[]> {
  const answers: Record<string, unknown>[] = [];
  for await (const msg of await theirs.requestMany(subject, '', { strategy: 'timer', maxWait: 200 }))
    if (msg.headers?.code !== 503) answers.push(msg.json());
  return answers;
}

describe('discovery, asked as the nats tool asks', () => {
  it('finds every process by PING, INFO and STATS, by name and by id', async () => {
    const endpoint = {
      name: 'predict',
      subject: 'twin.predict',
      counts: () => ({ requests: 4, errors: 1, processingMs: 2, lastError: 'late' }),
    };
    const twin = { name: 'twin', version: '1.2.3', description: 'a reactor', metadata: { site: 'a' } };
    const first = answerDiscovery(ours, { ...twin, id: 'one', endpoints: [endpoint] });
    answerDiscovery(ours, { ...twin, id: 'two' });
    answerDiscovery(ours, { name: 'other', id: 'three', version: '0.1.0' });
    await ours.flush();

    const identity = { name: 'twin', id: 'one', version: '1.2.3', metadata: { site: 'a' } };
    expect(new Set((await asked('$SRV.PING')).map(({ id }) => id))).toEqual(new Set(['one', 'two', 'three']));
    expect(new Set((await asked('$SRV.PING.twin')).map(({ id }) => id))).toEqual(new Set(['one', 'two']));
    expect(await asked('$SRV.PING.twin.one')).toEqual([{ type: 'io.nats.micro.v1.ping_response', ...identity }]);
    expect(await asked('$SRV.INFO.twin.one')).toEqual([
      {
        type: 'io.nats.micro.v1.info_response',
        ...identity,
        description: 'a reactor',
        endpoints: [{ name: 'predict', subject: 'twin.predict', queue_group: '', metadata: {} }],
      },
    ]);
    const [stats] = await asked('$SRV.STATS.twin.one');
    expect(stats).toMatchObject({
      type: 'io.nats.micro.v1.stats_response',
      ...identity,
      endpoints: [
        {
          name: 'predict',
          subject: 'twin.predict',
          num_requests: 4,
          num_errors: 1,
          last_error: 'late',
          processing_time: 2_000_000,
          average_processing_time: 500_000,
        },
      ],
    });
    expect(Date.parse(stats!['started'] as string)).toBeLessThanOrEqual(Date.now());

    first.close();
    await ours.flush();
    expect((await asked('$SRV.PING.twin')).map(({ id }) => id)).toEqual(['two']);
    expect(() => answerDiscovery(ours, { name: 'no dots.', id: 'x', version: '1.0.0' })).toThrow(RangeError);
  });
});
