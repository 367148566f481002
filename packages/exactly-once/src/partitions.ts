/** What `partitionOf` computes, as it stands in the bucket: instances that hash otherwise refuse it. */
export const hashName = 'fnv1a';

/**
 * The partition of a key, from 0 to `partitions` − 1: FNV-1a, 32 bits, modulo the partitions, over the characters of a key in ASCII (of others over their
 * UTF-16 code units, which is no FNV-1a of bytes, but as constant). Fowler, Noll & Vo, draft-eastlake-fnv.
 */
export function partitionOf(key: string, partitions: number): number {
  return hash(key) % partitions;
}

function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return state >>> 0;
}

/** Who lives and who owns what, as one instance sees it. */
export interface SharesView {
  readonly me: string;
  /** All that live, me among them. */
  readonly alive: ReadonlySet<string>;
  /** Of each partition; `''` when nobody owns it. */
  readonly owners: readonly string[];
}

export interface Shares {
  /** Partitions to take: of nobody, or of the dead. */
  readonly take: readonly number[];
  /** Partitions of mine above a fair share. */
  readonly giveBack: readonly number[];
  /** Why this instance has not what it should have; undefined when it has. */
  readonly awaits: string | undefined;
}

/** What to take and what to give back, so that none has more than ⌈partitions / instances⌉. All that follow it end with every partition owned. */
export function shares({ me, alive, owners }: SharesView): Shares {
  const fair = Math.ceil(owners.length / alive.size);
  // Each looks from a place of its own, so that two seldom reach for the same.
  const from = hash(me) % owners.length;
  const inOrder = owners.map((_, i) => (from + i) % owners.length);
  const mine = inOrder.filter((n) => owners[n] === me);
  const free = inOrder.filter((n) => !alive.has(owners[n]!));
  const take = free.slice(0, Math.max(0, fair - mine.length));
  return { take, giveBack: mine.slice(fair), awaits: awaited() };

  function awaited(): string | undefined {
    if (take.length > 0) return `${take.length} partitions are about to be taken`;
    if (mine.length >= fair) return undefined;
    const greedy = [...alive].find((one) => owners.filter((owner) => owner === one).length > fair);
    return greedy === undefined ? undefined : `${greedy} holds more than its share and has not given it back yet`;
  }
}
