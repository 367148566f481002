import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { NatsServer } from '../test/nats.ts';

const run = promisify(execFile);

/** Each is a process of its own beside a nats-server of its own: what is measured is what a plant would have. */
test.each([
  ['step.ts', []],
  ['step.ts', ['predicting']],
  ['flood.ts', ['URL']],
  ['flood.ts', ['URL', 'predicting']],
  ['backlog.ts', ['URL', '100']],
  ['backlog.ts', ['URL', '100', 'predicting']],
  ['backlog.ts', ['URL', '1']],
  ['backlog.ts', ['URL', '1', 'predicting']],
  ['many.ts', ['URL']],
])('%s %j', async (script, given) => {
  const server = await NatsServer.make();
  const args = given.map((arg) => (arg === 'URL' ? server.url : arg));
  const { stdout } = await run(process.execPath, [
    '--conditions=@twin/source',
    join(import.meta.dirname, script),
    ...args,
  ]);
  console.log(`${script} ${given.slice(1).join(' ')}\n${stdout}`);
  expect(stdout).not.toBe('');
  await server.end();
});
