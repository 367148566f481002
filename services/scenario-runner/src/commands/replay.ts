import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256, type Manifest } from '../manifest.ts';
import { readManifest, whatIfsOf } from '../manifest-file.ts';
import type { FileContents } from '../output-folder.ts';
import { reportFiles } from '../report-files.ts';
import { runFiles } from '../run-files.ts';
import type { Session } from '../session.ts';
import { answer, refuseEndless, type WhatIf } from '../what-if.ts';

/** A replay whose files are not those of the folder. */
class NotEqual extends Error {
  override readonly name = 'NotEqual';
}

/** Makes a result folder again and compares every file with what the manifest and the folder say. */
export async function replay(session: Session): Promise<boolean> {
  const { command } = session;
  const folder = command.files[0]!;
  const manifest = readManifest(folder);
  const whatIfs = whatIfsOf(folder, manifest, command.switches.has('anyway'));
  const again = manifest.made === 'run' ? await runAgain(session, whatIfs, manifest) : reportAgain(whatIfs, manifest);
  const differ = Object.keys(manifest.files).filter((name) => {
    const pieces = again[name];
    const there = sha256([contentsOf(join(folder, name))]);
    // A database is not written alike twice: that it is the one that was made must do.
    const wanted = pieces === undefined && name.endsWith('.duckdb') ? there : sha256(pieces ?? []);
    return wanted !== manifest.files[name] || there !== wanted;
  });
  const untold = Object.keys(again).filter((name) => !Object.hasOwn(manifest.files, name));
  if (differ.length + untold.length > 0)
    throw new NotEqual(
      `${folder}: not what it was made from; these files differ: ${[...differ, ...untold].join(', ')}`,
    );
  const count = Object.keys(manifest.files).length;
  session.say(`${folder}: ${count} files, ${manifest.replications} replications, equal to the bit\n`);
  return true;
}

async function runAgain(
  session: Session,
  whatIfs: readonly WhatIf[],
  { replications }: Manifest,
): Promise<FileContents> {
  const [answered] = await answer(session, whatIfs, replications, true);
  if (answered!.results.length < replications) throw new NotEqual('interrupted before the replay was complete');
  return runFiles(answered!);
}

function reportAgain(whatIfs: readonly WhatIf[], { replications, command = '', engine, node }: Manifest): FileContents {
  refuseEndless(whatIfs, replications);
  return reportFiles(whatIfs, replications, { command, engine, node }).files;
}

function contentsOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}
