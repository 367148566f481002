import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CheckFailed, members, root, type Member } from './workspace.ts';

const listFile = join(root, 'public-names.json');

/**
 * Every name a package of ours gives to the outside stands in public-names.json, so that a new or lost name shows
 * in review. `index.ts` lists names and holds nothing else; that is checked on the way.
 */
export function checkPublicNames(): void {
  const actual = publicNames();
  const listed = readFileSync(listFile, 'utf8');
  if (actual !== listed)
    throw new CheckFailed(`${difference(listed, actual)}\nIf that is meant: pnpm public-names, and a changeset.`);
}

export function writePublicNames(): void {
  writeFileSync(listFile, publicNames());
}

function publicNames(): string {
  const doors = members()
    .filter(({ isPublic }) => isPublic)
    .flatMap((member) =>
      Object.entries(member.manifest.exports ?? {}).map(([door, target]) => ({ member, door, target })),
    );
  const entries = doors.flatMap(({ member, door, target }) => {
    if (typeof target === 'string') return [];
    const source = target['@twin/source'];
    if (source === undefined) throw new CheckFailed(`${member.name}: exports["${door}"] has no "@twin/source"`);
    return [[`${member.name}${door.slice(1)}`, namesIn(member, source)] as const];
  });
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

function namesIn(member: Member, source: string): string[] {
  const text = readFileSync(join(root, member.folder, source), 'utf8');
  const list = /export (type )?\{([^}]*)\} from '[^']+';/g;
  const rest = text
    .replaceAll(list, '')
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    .trim();
  if (rest !== '')
    throw new CheckFailed(
      `${member.folder}/${source} must list public names and hold nothing else; it also has:\n${rest}`,
    );
  const names = [...text.matchAll(list)].flatMap(([, type, body]) =>
    body!
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => (type !== undefined && !name.startsWith('type ') ? `type ${name}` : name)),
  );
  return names.toSorted((a, b) => (bare(a) < bare(b) ? -1 : 1));
}

function bare(name: string): string {
  return name.replace(/^type /, '');
}

function difference(listed: string, actual: string): string {
  const before = listed.split('\n');
  const after = actual.split('\n');
  const gone = before.filter((line) => !after.includes(line)).map((line) => `- ${line.trim()}`);
  const added = after.filter((line) => !before.includes(line)).map((line) => `+ ${line.trim()}`);
  return ['public names differ from public-names.json:', ...gone, ...added].join('\n');
}

if (process.argv[1] === import.meta.filename) writePublicNames();
