import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../check/workspace.ts';

/** A machine of its own: programs are only those in this folder. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'twin-system-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

function run(env: Record<string, string> = {}): { readonly status: number | null; readonly stderr: string } {
  return spawnSync(process.execPath, [join(root, 'scripts/system-packages.mjs')], {
    encoding: 'utf8',
    env: { PATH: folder, SYSTEM_SBIN: folder, ...env },
  });
}

/** An apt that knows the packages after an update, writes down what it was asked, and installs the programs. */
const apt = (): void =>
  program(
    'apt-get',
    `echo "$@" >> ${folder}/asked
    case "$1" in update) : > ${folder}/updated ;; install) [ -e ${folder}/updated ] || exit 100
    for name in nats-server chromium; do
      printf '#!/bin/sh\\n' > ${folder}/$name && /bin/chmod +x ${folder}/$name
    done ;; esac`,
  );

describe('what the tests need of the system', () => {
  it('is left alone where it is', () => {
    for (const name of ['nats-server', 'chromium']) program(name, 'exit 0');
    program('apt-get', `: > ${folder}/touched`);
    expect(run()).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(folder, 'touched'))).toBe(false);
  });

  it('is installed by apt for root, after an update if need be, and for nobody else', () => {
    apt();
    const isRoot = process.getuid?.() === 0;
    expect(run().status).toBe(isRoot ? 0 : 1);
    expect(existsSync(join(folder, 'nats-server'))).toBe(isRoot);
    if (!isRoot) return;
    const install = 'install --yes --no-install-recommends nats-server chromium fonts-dejavu-core';
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe(`${install}\nupdate\n${install}\n`);
  });

  it('is told with one command where it cannot be installed', () => {
    program('apt-get', 'exit 100');
    program('chromium', 'exit 0');
    const { status, stderr } = run();
    expect(status).toBe(1);
    expect(stderr).toContain('sudo apt-get update && sudo apt-get install --yes --no-install-recommends nats-server');
  });

  it('is told in words where there is no apt, or what was named is not there', () => {
    expect(run()).toMatchObject({ status: 1, stderr: expect.stringContaining('install it, or set NATS_SERVER_BIN') });
    expect(run({ NATS_SERVER_BIN: '/nowhere' })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('/nowhere'),
    });
  });
});
