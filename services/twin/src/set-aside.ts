import { subjects } from '@twin/codecs';
import type { Answer } from './asset-twin.ts';
import type { WatchedAsset } from './watched-asset.ts';

/** Where a message goes that was not taken. */
export interface Aside {
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Under which repetitions are logged as one; none: it is not worth a line. */
  readonly logAs?: string;
}

/** A header value travels in one line, and need not tell a whole stack. */
const mostReason = 500;

/**
 * What no model should see goes where people can look at it, with the reason; a late one to a subject of its own; a duplicate, and
 * one that says itself that it is bad, nowhere.
 */
export function asideOf(
  subject: string,
  answer: Exclude<Answer, { kind: 'taken' }>,
  asset: WatchedAsset,
  tag: string,
): Aside | undefined {
  const { kind, reason } = answer;
  if (reason === 'duplicate' || reason === 'quality') return undefined;
  if (reason === 'late') return { subject: subjects.output(asset.twin.prefix, tag, 'late'), headers: {} };
  return {
    subject: subjects.deadLetter(subject),
    headers: { 'Twin-Reason': reason.replaceAll(/\s+/g, ' ').slice(0, mostReason).trim() },
    logAs: kind === 'quarantined' ? reason : kind,
  };
}
