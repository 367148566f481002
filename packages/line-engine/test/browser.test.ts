import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

/** What a page that runs `script` shows, in a real browser. */
function shownBy(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'line-engine-page-'));
  try {
    const page = join(folder, 'page.html');
    writeFileSync(page, `<!doctype html><meta charset="utf-8"><pre></pre><script>${script}</script>`);
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`];
    const { stdout, error } = spawnSync(process.env['CHROMIUM_BIN'] ?? 'chromium', [...flags, '--dump-dom', page], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    if (error !== undefined)
      throw new Error('no Chromium here: node scripts/system-packages.mjs says how to get it', { cause: error });
    return /<pre>([^]*)<\/pre>/.exec(stdout)?.[1] ?? stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

it('gives the same bits in a browser as in Node', () => {
  const entry = `import { fingerprint } from './fingerprint.ts'; document.querySelector('pre').textContent = fingerprint();`;
  const { outputFiles } = buildSync({
    stdin: { contents: entry, resolveDir: fileURLToPath(new URL('.', import.meta.url)), loader: 'ts' },
    bundle: true,
    conditions: ['@twin/source'],
    write: false,
    platform: 'browser',
    external: ['crypto'],
    format: 'iife',
  });
  expect(shownBy(outputFiles[0]!.text)).toBe(fingerprint());
});
