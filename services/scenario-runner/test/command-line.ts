import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

export const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
export const scenarios = fileURLToPath(new URL('../scenarios/', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A folder of its own for the tests of one file, gone afterwards. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-runner-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs the real program in a process of its own, without a terminal and without input. */
export function scenarioRunner(cwd: string, ...given: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@twin/source', main, ...given], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, out: stdout, err: stderr };
}

export function file(folder: string, name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}
