import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkChangesets } from './check/changesets.ts';
import { checkPackages } from './check/packages.ts';
import { checkPublicNames } from './check/public-names.ts';
import { CheckFailed, root, run } from './check/workspace.ts';

/** What must hold before anything of ours is published. All are tried; one that fails fails the whole. */
const checks: Readonly<Record<string, () => void | Promise<void>>> = {
  'nothing unused, nothing undeclared (knip)': () => void run('knip', []),
  'public names are those in public-names.json': checkPublicNames,
  'generated sources are those of proto/': () => {
    if (existsSync(join(root, 'proto/historian'))) run(process.execPath, ['scripts/check-generated.ts']);
  },
  'every change has its changeset': checkChangesets,
  'packages install, type-check and run elsewhere (publint, attw, npm)': checkPackages,
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`✓ ${name}`);
  } catch (error) {
    if (!(error instanceof CheckFailed)) throw error;
    failed++;
    console.error(`✗ ${name}\n${error.message}`);
  }
}
process.exitCode = failed > 0 ? 1 : 0;
