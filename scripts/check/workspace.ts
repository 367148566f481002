import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** A package or service of ours. */
export interface Member {
  readonly name: string;
  /** Folder from the root: packages/line-engine. */
  readonly folder: string;
  readonly isPublic: boolean;
  readonly manifest: Manifest;
}

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly engines?: { readonly node?: string };
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

export function members(): Member[] {
  return ['packages', 'services'].flatMap((group) =>
    readdirSync(join(root, group))
      .filter((name) => existsSync(join(root, group, name, 'package.json')))
      .map((name) => {
        const folder = `${group}/${name}`;
        const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
        return { name: manifest.name, folder, isPublic: manifest.private !== true, manifest };
      }),
  );
}

/** A check that did not hold; the message says what to do. */
export class CheckFailed extends Error {
  override readonly name = 'CheckFailed';
}

/** Runs a program, without input; throws `CheckFailed` with all it printed when it fails. */
export function run(
  program: string,
  given: readonly string[],
  cwd = root,
  env: NodeJS.ProcessEnv = process.env,
): string {
  const { status, stdout, stderr, error } = spawnSync(program, given, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw new CheckFailed(`${program}: ${error.message}`);
  if (status !== 0) throw new CheckFailed(`${program} ${given.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}
