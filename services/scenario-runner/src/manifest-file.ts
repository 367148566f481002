import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { economicsFaults, economicsSchema, engineVersion, resolveLine } from '@twin/line-engine';
import { UsageError } from './arguments.ts';
import { sha256, type AskedScenario, type Manifest } from './manifest.ts';
import type { WhatIf } from './what-if.ts';

const mostBytes = 64 * 1024 * 1024;
const mostScenarios = 1_000;

/** The manifest of a result folder. Throws `UsageError` for what is none. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, 'manifest.json');
  let value: Partial<Manifest>;
  try {
    if (statSync(file).size > mostBytes) throw new UsageError(`${file}: is larger than ${mostBytes} bytes`);
    value = JSON.parse(readFileSync(file, 'utf8')) as Partial<Manifest>;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new UsageError(
      `${file}: ${code === undefined ? 'is not JSON' : `cannot be read (${code})`}; replay takes a result folder of run or report`,
    );
  }
  const { format, made, scenarios, replications, files } = value;
  const isSound =
    (made === 'run' || made === 'report') &&
    Array.isArray(scenarios) &&
    scenarios.length > 0 &&
    scenarios.length <= (made === 'run' ? 1 : mostScenarios) &&
    scenarios.every(isSoundScenario) &&
    isObject(files) &&
    isWhole(replications);
  if (format !== 2 || !isSound) throw new UsageError(`${file}: is no manifest of this program (format 2)`);
  return value as Manifest;
}

/** What was asked, resolved anew. Throws `UsageError` when the folder was made by other versions (unless `anyway`) or was changed. */
export function whatIfsOf(folder: string, { scenarios, engine, node }: Manifest, anyway: boolean): WhatIf[] {
  for (const { configuration, configurationHash } of scenarios)
    if (sha256([JSON.stringify(configuration)]) !== configurationHash)
      throw new UsageError('the configuration in manifest.json is not the one it was made with: its hash differs');
  // Another engine may draw or count otherwise; another Node has never been seen to. Both are named.
  const differ = [
    ...(engine === engineVersion ? [] : [`engine ${engine}, here ${engineVersion}`]),
    ...(engine === engineVersion || node === process.version ? [] : [`Node ${node}, here ${process.version}`]),
  ];
  if (differ.length > 0 && !anyway)
    throw new UsageError(`the folder was made with ${differ.join('; ')}: --anyway replays it all the same`);
  return scenarios.map(({ configuration, seed, durationS, warmUpS }) => {
    const { topology, baseline, scenario, economics } = configuration;
    const line = resolveLine(topology, baseline, scenario);
    if (economics !== undefined) {
      const priced = economicsSchema.safeParse(economics);
      if (!priced.success || economicsFaults(line, priced.data).length > 0)
        throw new UsageError(`${folder}: the economics in its manifest do not fit its line`);
    }
    return { configuration, line, seed, durationS, warmUpS };
  });
}

function isSoundScenario(value: unknown): boolean {
  const { configuration, seed, durationS, warmUpS } = (isObject(value) ? value : {}) as Partial<AskedScenario>;
  return isObject(configuration) && isWhole(seed) && Number(durationS) > 0 && Number(warmUpS) >= 0;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const isWhole = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
