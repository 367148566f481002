import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './arguments.ts';

/** Files by name, each in pieces, so that none is ever one string in memory. */
export type FileContents = Readonly<Record<string, Iterable<string | Uint8Array>>>;

/** A folder of results could not be written; nothing of it is left. */
class CannotWrite extends Error {
  override readonly name = 'CannotWrite';
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EFBIG: 'a file is larger than may be written here',
  EACCES: 'it may not be written to',
  EPERM: 'it may not be written to',
  EROFS: 'it can only be read',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a file is in its place',
};

/** Refuses a folder that is there already, before anything is run. Throws `UsageError`. */
export function refuseExisting(folder: string, force: boolean): void {
  if (!force && existsSync(folder))
    throw new UsageError(`${folder} is there already; --force replaces it, --out puts results elsewhere`);
}

/**
 * Writes a folder so that it appears whole or not at all: under a temporary name beside it, then renamed. With `force` what was
 * there before goes only once the new one is complete. Throws `CannotWrite`.
 */
export function writeFolder(folder: string, files: FileContents, force: boolean): void {
  const beside = join(dirname(folder), `.${basename(folder)}.${process.pid}`);
  const unfinished = `${beside}.part`;
  try {
    refuseExisting(folder, force);
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(unfinished);
    for (const [name, pieces] of Object.entries(files)) writeFile(join(unfinished, name), pieces);
    if (!existsSync(folder)) renameSync(unfinished, folder);
    else {
      renameSync(folder, `${beside}.old`);
      renameSync(unfinished, folder);
      rmSync(`${beside}.old`, { recursive: true, force: true });
    }
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    const why = reasons[code] ?? (error as Error).message;
    throw new CannotWrite(`cannot write ${folder}: ${why} (${code}); nothing was written`, { cause: error });
  }
}

function writeFile(file: string, pieces: Iterable<string | Uint8Array>): void {
  const handle = openSync(file, 'w');
  try {
    for (const piece of pieces) writeWhole(handle, typeof piece === 'string' ? Buffer.from(piece) : piece);
  } finally {
    closeSync(handle);
  }
}

/** A disk that fills up writes a part of what it is given before it says so. */
function writeWhole(handle: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(handle, bytes, written);
}
