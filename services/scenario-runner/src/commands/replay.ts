import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { economicsFaults, economicsSchema, engineVersion, resolveLine } from '@twin/line-engine';
import { UsageError } from '../arguments.ts';
import { runFiles, type Manifest } from '../run-files.ts';
import type { Session } from '../session.ts';
import { answer, type WhatIf } from '../what-if.ts';

const mostBytes = 64 * 1024 * 1024;

/** A replay whose files are not those of the folder. */
class NotEqual extends Error {
  override readonly name = 'NotEqual';
}

/** Runs a result folder again and compares every file with what the manifest and the folder say. */
export async function replay(session: Session): Promise<boolean> {
  const { command } = session;
  const folder = command.files[0]!;
  const manifest = manifestOf(folder);
  refuseOtherVersions(manifest, command.switches.has('anyway'));
  const { configuration, seed, durationS, warmUpS, replications } = manifest;
  const { topology, baseline, scenario, economics } = configuration;
  const line = resolveLine(topology, baseline, scenario);
  if (economics !== undefined) {
    const priced = economicsSchema.safeParse(economics);
    if (!priced.success || economicsFaults(line, priced.data).length > 0)
      throw new UsageError(`${folder}: the economics in its manifest do not fit its line`);
  }
  const whatIf: WhatIf = { configuration, line, seed, durationS, warmUpS };
  const [answered] = await answer(session, [whatIf], replications, true);
  if (answered!.results.length < replications) throw new NotEqual('interrupted before the replay was complete');
  const files = runFiles(answered!);
  const differ = Object.entries(files).filter(([name, pieces]) => {
    const again = sha256(pieces);
    return again !== manifest.files[name] || again !== sha256([readOr(join(folder, name))]);
  });
  if (differ.length > 0)
    throw new NotEqual(
      `${folder}: not what it was made from; these files differ: ${differ.map(([name]) => name).join(', ')}`,
    );
  session.say(`${folder}: ${Object.keys(files).length} files, ${replications} replications, equal to the bit\n`);
  return true;
}

function manifestOf(folder: string): Manifest {
  const file = join(folder, 'manifest.json');
  let value: Partial<Manifest>;
  try {
    if (statSync(file).size > mostBytes) throw new UsageError(`${file}: is larger than ${mostBytes} bytes`);
    value = JSON.parse(readFileSync(file, 'utf8')) as Partial<Manifest>;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new UsageError(
      `${file}: ${code === undefined ? 'is not JSON' : `cannot be read (${code})`}; replay takes a result folder of run`,
    );
  }
  const isWhole = (one: unknown) => typeof one === 'number' && Number.isSafeInteger(one) && one >= 0;
  const isSound =
    typeof value.configuration === 'object' &&
    value.configuration !== null &&
    typeof value.files === 'object' &&
    value.files !== null &&
    isWhole(value.seed) &&
    isWhole(value.replications) &&
    Number(value.durationS) > 0 &&
    Number(value.warmUpS) >= 0;
  if (value.format !== 1 || !isSound) throw new UsageError(`${file}: is no manifest of this program (format 1)`);
  return value as Manifest;
}

/** Another engine may draw or count otherwise; another Node has never been seen to. Both are named. */
function refuseOtherVersions({ engine, node, configuration, configurationHash }: Manifest, anyway: boolean): void {
  if (sha256([JSON.stringify(configuration)]) !== configurationHash)
    throw new UsageError('the configuration in manifest.json is not the one it was made with: its hash differs');
  const differ = [
    ...(engine === engineVersion ? [] : [`engine ${engine}, here ${engineVersion}`]),
    ...(engine === engineVersion || node === process.version ? [] : [`Node ${node}, here ${process.version}`]),
  ];
  if (differ.length > 0 && !anyway)
    throw new UsageError(`the folder was made with ${differ.join('; ')}: --anyway replays it all the same`);
}

function sha256(pieces: Iterable<string | Uint8Array>): string {
  const hash = createHash('sha256');
  for (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
