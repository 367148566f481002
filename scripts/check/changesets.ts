import read from '@changesets/read';
import { CheckFailed, members, root, run } from './workspace.ts';

/**
 * Every package or service whose sources changed since the last release is named by a changeset that is still to be
 * released. Before the first release that is every package there is.
 */
export async function checkChangesets(): Promise<void> {
  const since = lastRelease();
  const changed = run('git', ['diff', '--name-only', since]).split('\n');
  const changesets = await read(root);
  const named = new Set(changesets.flatMap(({ releases }) => releases.map(({ name }) => name)));
  const missing = members().filter(
    ({ name, folder }) => !named.has(name) && changed.some((file) => file.startsWith(`${folder}/src/`)),
  );
  if (missing.length > 0)
    throw new CheckFailed(
      `no changeset names ${missing.map(({ name }) => name).join(', ')}, changed since ${since}: pnpm changeset`,
    );
}

/** The tag of the last release, or the empty tree. */
function lastRelease(): string {
  const tags = run('git', ['tag', '--list', '@twin/*', '--sort=-creatordate', '--merged', 'HEAD']).split('\n');
  return tags[0] || run('git', ['hash-object', '-t', 'tree', '/dev/null']).trim();
}
