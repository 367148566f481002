/**
 * Why a text is no subject of ours:
 * - `empty-token`: two dots in a row, or one at an end, or nothing at all;
 * - `bad-token`: a character other than A–Z a–z 0–9 _ -;
 * - `wildcard`: `*` or `>` where one subject is meant, `*` before all else, or `>` at all;
 * - `reserved`: a word that means something else there, `.predicted` in a sensor's tag for one;
 * - `too-short`: fewer tokens than its kind has;
 * - `too-long`: more than 256 characters, which is where brokers begin to differ;
 * - `bad-number`: no whole number where one belongs;
 * - `unknown`: nothing of ours begins like this.
 */
export type SubjectErrorCode =
  | 'empty-token'
  | 'bad-token'
  | 'wildcard'
  | 'reserved'
  | 'too-short'
  | 'too-long'
  | 'bad-number'
  | 'unknown';

/** A text that is no subject of ours, and which of its tokens makes it none. */
export class SubjectError extends Error {
  override readonly name = 'SubjectError';
  readonly code: SubjectErrorCode;
  readonly subject: string;
  /** From 0; undefined when it is the whole. */
  readonly position: number | undefined;

  constructor(code: SubjectErrorCode, subject: string, why: string, position?: number) {
    const shown = subject.length > 80 ? `${subject.slice(0, 80)}…` : subject;
    super(`subject ${JSON.stringify(shown)}: ${position === undefined ? '' : `token ${position + 1} `}${why}`);
    this.code = code;
    this.subject = subject;
    this.position = position;
  }
}

/** In characters; a dead letter's subject has `dlq.` before it and may be those four longer. */
export const maxSubjectLength = 256;

const wanted = 'must be of A–Z, a–z, 0–9, _ and -';

/** The tokens of one subject, or of a pattern in which `*` stands for one token. Each is checked. */
export function tokensOf(subject: string, allow: 'subject' | 'pattern' = 'subject'): string[] {
  if (typeof subject !== 'string') throw new SubjectError('bad-token', String(subject), 'must be a string');
  if (subject.length > maxSubjectLength)
    throw new SubjectError('too-long', subject, `is longer than ${maxSubjectLength} characters`);
  const tokens = subject.split('.');
  for (const [position, token] of tokens.entries()) {
    if (token === '') throw new SubjectError('empty-token', subject, 'is empty', position);
    if (token === '*' && allow === 'pattern') continue;
    if (token === '*' || token === '>')
      throw new SubjectError('wildcard', subject, `is the wildcard ${token}`, position);
    if (!/^[A-Za-z0-9_-]+$/.test(token)) throw new SubjectError('bad-token', subject, wanted, position);
  }
  return tokens;
}

/** One token, for what is put into a subject as a whole: the id of a run. */
export function tokenOf(token: string): string {
  if (tokensOf(token).length === 1) return token;
  throw new SubjectError('bad-token', token, `${wanted}; a dot would make two tokens of it`);
}

/** A whole number as a token, without sign or leading zeros: each number has one spelling. */
export function numberToken(value: number): string {
  if (Number.isSafeInteger(value) && value >= 0) return String(value);
  throw new SubjectError('bad-number', String(value), 'must be a whole number ≥ 0');
}

export function numberIn(token: string, subject: string, position: number): number {
  const value = Number(token);
  if (/^(0|[1-9][0-9]*)$/.test(token) && Number.isSafeInteger(value)) return value;
  throw new SubjectError('bad-number', subject, 'must be a whole number', position);
}
