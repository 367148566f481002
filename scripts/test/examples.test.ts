import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { members, root } from '../check/workspace.ts';

const examples = globSync('packages/*/examples/*.ts', { cwd: root });

describe('examples', () => {
  it.each(examples)('%s prints what stands beside it', (example) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--conditions=@twin/source', example], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toBe(readFileSync(join(root, example.replace(/\.ts$/, '.out')), 'utf8'));
  });
});

describe('the README of each package', () => {
  const libraries = members().filter(({ isPublic }) => isPublic);

  it.each(libraries)('$name shows an example and its real output', ({ folder }) => {
    expect(existsSync(join(root, folder, 'README.md'))).toBe(true);
    const readme = readFileSync(join(root, folder, 'README.md'), 'utf8');
    const shown = examples
      .filter((example) => example.startsWith(`${folder}/`))
      .filter((example) => {
        const code = readFileSync(join(root, example), 'utf8').trim();
        const output = readFileSync(join(root, example.replace(/\.ts$/, '.out')), 'utf8').trim();
        return readme.includes(code) && readme.includes(output);
      });
    expect(shown.length).toBeGreaterThan(0);
  });
});
