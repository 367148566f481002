import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../src/main.ts');

/** The twin as a process of its own, with this configuration; it ends with us. */
export function spawnTwin(
  config: string,
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): ChildProcess {
  const file = join(mkdtempSync(join(tmpdir(), 'bench-')), 'twin.yaml');
  writeFileSync(file, config);
  const child = spawn(process.execPath, ['--conditions=@twin/source', ...flags, main, 'serve', file], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.on('exit', () => child.kill('SIGKILL'));
  return child;
}

/** The page at this port, once the twin is ready. */
export async function pageAt(port: number): Promise<string> {
  const page = `http://127.0.0.1:${port}`;
  const isReady = (): Promise<boolean> =>
    fetch(`${page}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) await new Promise((resolve) => setTimeout(resolve, 50));
  return page;
}

/** The metrics of this moment, by name and labels; 0 for one that is not there. */
export async function metricsOf(page: string): Promise<(name: string) => number> {
  const lines = (await (await fetch(`${page}/metrics`)).text()).split('\n');
  return (name) => Number(lines.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1) ?? 0);
}
