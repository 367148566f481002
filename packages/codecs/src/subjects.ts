import { numberIn, numberToken, SubjectError, tokenOf, tokensOf } from './subject-tokens.ts';

/** What a twin says about a sensor, in the last token: `….temp.predicted`. */
export const outputs = ['predicted', 'estimated', 'ideal', 'residual', 'forecast', 'late', 'alarm'] as const;
export type Output = (typeof outputs)[number];

/** What a twin says about its asset: `….reactor.status`. */
const assetWords = ['status', 'deviation'] as const;
type AssetWord = (typeof assetWords)[number];

/** A subject of ours, in its parts. */
export type Subject =
  | { readonly kind: 'sensor'; readonly asset: string; readonly tag: string }
  | { readonly kind: 'output'; readonly asset: string; readonly tag: string; readonly output: Output }
  | { readonly kind: AssetWord; readonly asset: string }
  | { readonly kind: 'anomaly' }
  | { readonly kind: 'job' | 'job-result'; readonly runId: string; readonly jobIndex: number }
  | { readonly kind: 'run-progress'; readonly runId: string }
  | { readonly kind: 'dead-letter'; readonly of: string };

/** First tokens that are no enterprise's: ours, and the one below which NATS expects replies. */
const roots: ReadonlySet<string> = new Set(['sys', 'jobs', 'results', 'dlq', '_INBOX']);
const reservedLast: ReadonlySet<string> = new Set([...outputs, ...assetWords]);
const anomalySubject = 'sys.analytics.anomaly';
const deadLetterPrefix = 'dlq.';

/** `<enterprise>.<site>.<area>.<line>.<unit>`: the tokens of an asset, unless the plant has it otherwise. */
const defaultAssetTokens = 5;

/**
 * Subjects, built and parsed. An asset is its prefix, `enterprise.site.area.line.reactor`; a tag is what follows, `temp` or
 * `coolant.temp`. Everything put in is checked: what comes out is one subject, never a pattern by accident.
 */
export const subjects = {
  /** Where the historian publishes the readings of a sensor. */
  sensor: (asset: string, tag: string): string => joined(assetIn(asset, 'subject'), tagIn(tag)),

  /**
   * The same over several assets: `*` may stand for a token of the asset, save the first, where it would stand for `dlq` and
   * `jobs` too. There is no `>`: a twin would hear itself.
   */
  sensorPattern: (asset: string, tag: string): string => joined(assetIn(asset, 'pattern'), tagIn(tag)),

  /** Where a twin publishes what it makes of a sensor, or of a quantity without one: `….temp.predicted`. */
  output(asset: string, tag: string, output: Output): string {
    if (!outputs.includes(output)) throw new SubjectError('unknown', output, `must end in ${outputs.join(', ')}`);
    return joined(assetIn(asset, 'subject'), `${tagIn(tag)}.${output}`);
  },

  status: (asset: string): string => joined(assetIn(asset, 'subject'), 'status'),
  deviation: (asset: string): string => joined(assetIn(asset, 'subject'), 'deviation'),

  /** Where the plant's alarm service listens for `AnomalyEvent`s. */
  anomaly: anomalySubject,

  job: (runId: string, jobIndex: number): string => `jobs.${tokenOf(runId)}.${numberToken(jobIndex)}`,
  /** Every job of a run: to purge them. */
  jobsOf: (runId: string): string => `jobs.${tokenOf(runId)}.*`,
  /** How far a run is; lossy. Not below `jobs.`, where a work queue would keep it. */
  runProgress: (runId: string): string => `sys.runs.${tokenOf(runId)}`,
  jobResult: (runId: string, jobIndex: number): string => `results.${tokenOf(runId)}.${numberToken(jobIndex)}`,
  resultsOf: (runId: string): string => `results.${tokenOf(runId)}.*`,

  /** Where a message goes that nobody could deal with; a longest subject has one too. */
  deadLetter: (subject: string): string => `${deadLetterPrefix}${tokensOf(subject).join('.')}`,

  parse,
  isReserved,
} as const;

/** The parts of a subject, or a `SubjectError`. `assetTokens`: how many tokens name an asset here. */
function parse(subject: string, assetTokens = defaultAssetTokens): Subject {
  if (!Number.isSafeInteger(assetTokens) || assetTokens < 1)
    throw new RangeError(`assetTokens must be a whole number ≥ 1, not ${assetTokens}`);
  if (typeof subject === 'string' && subject.startsWith(deadLetterPrefix))
    return { kind: 'dead-letter', of: tokensOf(subject.slice(deadLetterPrefix.length)).join('.') };
  const tokens = tokensOf(subject);
  switch (tokens[0]) {
    case 'sys':
      return parseSystem(subject, tokens);
    case 'jobs':
      return { kind: 'job', ...parseJob(subject, tokens) };
    case 'results':
      return { kind: 'job-result', ...parseJob(subject, tokens) };
    case 'dlq':
      throw new SubjectError('too-short', subject, 'must go on with the subject of the message');
    case '_INBOX':
      throw reserved(subject, 0);
    default:
      return parsePlant(subject, tokens, assetTokens);
  }
}

function parseSystem(subject: string, tokens: readonly string[]): Subject {
  if (subject === anomalySubject) return { kind: 'anomaly' };
  if (tokens[1] === 'runs' && tokens.length === 3) return { kind: 'run-progress', runId: tokens[2]! };
  throw new SubjectError('unknown', subject, `must be ${anomalySubject} or sys.runs.<run>`);
}

function parseJob(subject: string, tokens: readonly string[]) {
  if (tokens.length < 3) throw new SubjectError('too-short', subject, `must be ${tokens[0]}.<run>.<number>`);
  if (tokens.length > 3) throw new SubjectError('unknown', subject, `must be ${tokens[0]}.<run>.<number>`);
  return { runId: tokens[1]!, jobIndex: numberIn(tokens[2]!, subject, 2) };
}

function parsePlant(subject: string, tokens: readonly string[], assetTokens: number): Subject {
  const asset = tokens.slice(0, assetTokens).join('.');
  const rest = tokens.slice(assetTokens);
  const last = rest.at(-1);
  if (last === undefined)
    throw new SubjectError('too-short', subject, `must have ${assetTokens} tokens of an asset and a tag`);
  refuseReserved(subject, tokens.slice(0, -1));
  const word = assetWords.find((known) => known === last);
  if (word !== undefined && rest.length === 1) return { kind: word, asset };
  const output = outputs.find((known) => known === last);
  if (output !== undefined && rest.length > 1)
    return { kind: 'output', asset, tag: rest.slice(0, -1).join('.'), output };
  if (word !== undefined || output !== undefined) throw reserved(subject, tokens.length - 1);
  return { kind: 'sensor', asset, tag: rest.join('.') };
}

/** Does a subject bear a word of ours at its end, so that a twin must not take it for a reading? */
function isReserved(subject: string): boolean {
  return reservedLast.has(subject.slice(subject.lastIndexOf('.') + 1));
}

function assetIn(asset: string, allow: 'subject' | 'pattern'): string {
  const tokens = tokensOf(asset, allow);
  if (roots.has(tokens[0]!)) throw reserved(asset, 0);
  if (tokens[0] === '*') throw new SubjectError('wildcard', asset, 'must be a name: there are not only plants', 0);
  refuseReserved(asset, tokens);
  return asset;
}

function tagIn(tag: string): string {
  refuseReserved(tag, tokensOf(tag));
  return tag;
}

function refuseReserved(subject: string, tokens: readonly string[]): void {
  const position = tokens.findIndex((token) => reservedLast.has(token));
  if (position >= 0) throw reserved(subject, position);
}

function reserved(subject: string, position: number): SubjectError {
  const token = subject.split('.')[position];
  return new SubjectError('reserved', subject, `is "${token}", which means something else`, position);
}

function joined(first: string, rest: string): string {
  const subject = `${first}.${rest}`;
  tokensOf(subject, 'pattern'); // each part is checked; together they may be too long
  return subject;
}
