import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Life {
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Waits for a line of the log. */
  readonly says: (message: string) => Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly messages: readonly string[] }>;
}

function begin(env: Record<string, string>): Life {
  const child = spawn(
    process.execPath,
    ['--conditions=@twin/source', fileURLToPath(new URL('./a-service.ts', import.meta.url))],
    {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.push(child);
  let output = '';
  const messages = (): string[] =>
    output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { msg: string }).msg);
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return {
    kill: (signal) => void child.kill(signal),
    says: async (message) => {
      while (!messages().includes(message)) await once(child.stdout, 'data');
    },
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, messages: messages() })),
  };
}

describe('a service', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('finishes, closes in reverse order and exits 0 at %s', async (signal) => {
    const life = begin({ TWIN_PLAN: 'work' });
    await life.says('ready');
    life.kill(signal);
    expect(await life.ended).toEqual({
      code: 0,
      messages: ['ready', 'stopping', 'main ended', 'second closed', 'first drained', 'first closed'],
    });
  });

  it('exits 1 when it is not done in time', async () => {
    const life = begin({ TWIN_PLAN: 'hang' });
    await life.says('ready');
    life.kill('SIGTERM');
    expect(await life.ended).toEqual({
      code: 1,
      messages: ['ready', 'stopping', 'not done in time: ending all the same'],
    });
  });

  it('ends at once at a second signal', async () => {
    const life = begin({ TWIN_PLAN: 'hang' });
    await life.says('ready');
    life.kill('SIGTERM');
    await life.says('stopping');
    life.kill('SIGTERM');
    const { code, messages } = await life.ended;
    expect(code).toBe(1);
    expect(messages).toEqual(['ready', 'stopping', 'asked twice to stop: ending at once']);
  });

  it('closes what it owns and exits 1 when its main function throws, or something fails it', async () => {
    for (const plan of ['throw', 'fail']) {
      const { code, messages } = await begin({ TWIN_PLAN: plan }).ended;
      expect(code).toBe(1);
      expect(messages.filter((message) => message !== 'main ended')).toEqual([
        'ready',
        'stopping',
        'second closed',
        'first drained',
        'first closed',
        'failed',
      ]);
    }
  });

  it('exits 78 when its settings are wrong', async () => {
    const { code, messages } = await begin({ TWIN_PLAN: 'dance', TWIN_PLAM: 'work' }).ended;
    expect(code).toBe(78);
    expect(messages).toContain('settings are wrong');
  });
});
