import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckFailed, members, root, run, type Member } from './workspace.ts';

/** What `engines` of the libraries claims, tried: the oldest Node they name, and one of each major after it. */
const nodes = ['20.19.0', '22.23.3'];

/**
 * Packs each library as it would be published, lets publint and attw judge the tarball, then installs all of them
 * into an empty project with plain npm, type-checks an import of every door, and runs it on each Node claimed.
 */
export function checkPackages(): void {
  const work = mkdtempSync(join(tmpdir(), 'twin-packages-'));
  try {
    const libraries = members().filter(({ isPublic }) => isPublic);
    const tarballs = libraries.map((library) => ({ library, tarball: pack(library, work) }));
    for (const { tarball } of tarballs) {
      run('publint', ['run', tarball, '--strict']);
      run('attw', [tarball, '--profile', 'esm-only']);
    }
    const project = join(work, 'project');
    install(project, tarballs);
    const printed = nodesIn(project).map((node) => run(node, ['use.js'], project));
    if (new Set(printed).size > 1) throw new CheckFailed(`results differ from Node to Node:\n${printed.join('')}`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function pack(library: Member, into: string): string {
  const packed = JSON.parse(
    run('pnpm', ['pack', '--json', '--pack-destination', into], join(root, library.folder)),
  ) as { readonly filename: string };
  return packed.filename;
}

function install(project: string, tarballs: readonly { library: Member; tarball: string }[]): void {
  mkdirSync(project);
  const doors = tarballs.flatMap(({ library: { name, manifest } }) =>
    Object.entries(manifest.exports ?? {})
      .filter(([, target]) => typeof target !== 'string')
      .map(([door]) => ({ name, door: `${name}${door.slice(1)}` })),
  );
  // A door that holds tests needs the test runner; its types are checked, it is not run.
  const runnable = doors.filter(({ door }) => !door.endsWith('/contract'));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  writeFileSync(join(project, 'use.ts'), program(runnable.map(({ door }) => door)));
  writeFileSync(join(project, 'use.js'), program(runnable.map(({ door }) => door)));
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2023',
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: ['node'],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['use.ts'] }));
  const older =
    process.platform === 'linux'
      ? nodes.map((version) => `node-${version}@npm:node-linux-${process.arch}@${version}`)
      : [];
  const wanted = [...tarballs.map(({ tarball }) => tarball), '@types/node@24', ...older];
  run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...wanted], project);
  run('tsc', ['-p', project]);
}

/** Imports every door and shows that something came through each. */
function program(doors: readonly string[]): string {
  const imports = doors.map((door, i) => `import * as door${i} from '${door}';`);
  const uses = doors.map((door, i) => `if (Object.keys(door${i}).length === 0) throw new Error('${door} is empty');`);
  return [...imports, ...uses, ...results(doors), ''].join('\n');
}

/** What must be the same to the last bit on every Node: a digest of a shift of the cosmetics line. */
function results(doors: readonly string[]): string[] {
  const engine = doors.indexOf('@twin/line-engine');
  if (engine < 0) return [];
  return [
    "import { createHash } from 'node:crypto';",
    `const shift = door${engine}.runLine(`,
    `  door${engine}.resolveLine(door${engine}.cosmeticsLine, door${engine}.cosmeticsBaseline),`,
    '  { durationS: 28800, seed: 42 },',
    ');',
    "console.log(createHash('sha256').update(JSON.stringify(shift)).digest('hex'));",
  ];
}

function nodesIn(project: string): string[] {
  const older =
    process.platform === 'linux' ? nodes.map((version) => join(project, `node_modules/node-${version}/bin/node`)) : [];
  return [...older, process.execPath];
}
