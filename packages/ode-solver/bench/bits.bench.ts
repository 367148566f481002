import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { fingerprint } from '../test/bits.ts';

/** Bundles the fingerprint as one plain script, for engines that read no TypeScript. */
function bundle(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bits-'));
  const entry = new URL('../test/bits.ts', import.meta.url).pathname;
  const args = [
    entry,
    '--no-config',
    '--format',
    'iife',
    '--global-name',
    'bits',
    '--out-dir',
    folder,
    '--target',
    'es2022',
  ];
  const { status, stdout, stderr } = spawnSync('tsup', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stdout + stderr);
  return join(folder, 'bits.global.js');
}

const found = (...places: string[]): string[] => places.filter((place) => existsSync(place));

/** More Node binaries to compare: NODES=/path/to/node:/another/node. */
const nodes = [
  process.execPath,
  ...found('/usr/bin/node', '/usr/local/bin/node'),
  ...(process.env['NODES'] ?? '').split(':').filter(Boolean),
];
const browsers = found('/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome');

test('every engine gives the same bits', () => {
  const script = bundle();
  const expected = fingerprint();
  const program = `${script}.cjs`;
  writeFileSync(program, `${readFileSync(script, 'utf8')};console.log(process.version, bits.fingerprint())`);
  for (const node of nodes) {
    const run = spawnSync(node, [program], { encoding: 'utf8' });
    const [version, bits] = run.stdout.trim().split(' ');
    console.log(`Node ${version}: ${bits}`);
    expect(bits).toBe(expected);
  }
  const page = `${script}.html`;
  writeFileSync(
    page,
    `<body><script>${readFileSync(script, 'utf8')};document.body.textContent = 'bits ' + bits.fingerprint()</script>`,
  );
  for (const browser of browsers) {
    const run = spawnSync(
      browser,
      ['--headless', '--no-sandbox', '--disable-gpu', '--dump-dom', pathToFileURL(page).href],
      { encoding: 'utf8' },
    );
    const bits = /bits ([0-9a-f]{8})/.exec(run.stdout)?.[1];
    const version = spawnSync(browser, ['--version'], { encoding: 'utf8' }).stdout.trim();
    console.log(`${version}: ${bits}`);
    expect(bits).toBe(expected);
  }
});
