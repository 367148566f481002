import { BusError } from './bus-error.ts';
import type { AppendOptions } from './stream.ts';

/**
 * Subjects are words joined by dots. A subscription may put `*` for one word and `>` for the rest. Words are what
 * every NATS server takes: no white space, no control characters, no `*` or `>` inside a word; a subject starting
 * with `$` belongs to the broker and may be used, not invented.
 */
const wordRule = /^[^\s.*>\p{Cc}]+$/u;
const longestSubject = 1024;

export function assertSubject(subject: string): void {
  if (!isSubject(subject)) throw new BusError('invalid', `not a subject: ${shown(subject)}`, { subject });
}

export function assertPattern(pattern: string): void {
  const words = typeof pattern === 'string' && pattern.length <= longestSubject ? pattern.split('.') : [''];
  const lawful = words.every(
    (word, i) => word === '*' || (word === '>' && i === words.length - 1) || wordRule.test(word),
  );
  if (!lawful) throw new BusError('invalid', `not a subject pattern: ${shown(pattern)}`, { subject: pattern });
}

/** Subjects are few and messages many: those seen are remembered, up to a limit. */
const known = new Set<string>();

function isSubject(subject: string): boolean {
  if (known.has(subject)) return true;
  if (typeof subject !== 'string' || subject.length > longestSubject) return false;
  if (!subject.split('.').every((word) => wordRule.test(word))) return false;
  if (known.size >= 4096) known.clear();
  known.add(subject);
  return true;
}

/** Names of streams, buckets, queues and object stores: letters, digits, `_` and `-`. */
export function assertName(kind: string, name: string): void {
  if (typeof name !== 'string' || !/^[\w-]{1,200}$/.test(name))
    throw new BusError('invalid', `not a name of a ${kind}: ${shown(name)} (letters, digits, _ and -)`, {
      subject: name,
    });
}

/** Keys of a bucket: words of letters, digits and `-_/=`, joined by dots. */
export function assertKey(key: string): void {
  if (typeof key !== 'string' || key.length > longestSubject || !/^[\w/=-]+(\.[\w/=-]+)*$/.test(key))
    throw new BusError('invalid', `not a key: ${shown(key)}`, { subject: key });
}

/** Header names are RFC 9110 tokens, `Nats-…` kept for the broker; values hold no line breaks and no outer blanks. */
export function assertHeaders(headers: Readonly<Record<string, string>>): void {
  for (const name in headers) {
    const value = headers[name];
    assertHeaderName(name);
    if (typeof value !== 'string' || /[\r\n]/.test(value) || value.trim() !== value)
      throw new BusError('invalid', `header ${name} has a value that cannot travel: ${shown(value)}`);
  }
}

const knownHeaders = new Set<string>();

function assertHeaderName(name: string): void {
  if (knownHeaders.has(name)) return;
  if (!/^[!#$%&'*+\-.^_`|~\w]+$/.test(name)) throw new BusError('invalid', `not a header name: ${shown(name)}`);
  if (/^nats-/i.test(name)) throw new BusError('invalid', `header ${name} belongs to the broker`);
  if (knownHeaders.size >= 256) knownHeaders.clear();
  knownHeaders.add(name);
}

export function assertPayload(payload: Uint8Array): void {
  if (!(payload instanceof Uint8Array))
    throw new BusError('invalid', `a payload is a Uint8Array, not ${typeof payload}`);
}

/** Message ids are printable and without blanks; expected sequences are whole numbers. */
export function assertAppendOptions({ messageId, expectLastSequence, expectLastSubjectSequence }: AppendOptions): void {
  if (messageId !== undefined && !(messageId.length <= longestSubject && /^[^\s\p{Cc}]+$/u.test(messageId)))
    throw new BusError('invalid', `not a message id: ${shown(messageId)}`);
  for (const expected of [expectLastSequence, expectLastSubjectSequence])
    if (expected !== undefined && !(Number.isSafeInteger(expected) && expected >= 0))
      throw new BusError('invalid', `an expected sequence is a whole number, not ${expected}`);
}

/** Whether `subject` falls under `pattern`. */
export function subjectMatches(pattern: string, subject: string): boolean {
  if (pattern === subject) return true;
  const wanted = pattern.split('.');
  const words = subject.split('.');
  for (const [i, word] of wanted.entries()) {
    if (word === '>') return words.length > i;
    if (i >= words.length || (word !== '*' && word !== words[i])) return false;
  }
  return words.length === wanted.length;
}

/** Whether some subject falls under both patterns. */
export function patternsOverlap(a: string, b: string): boolean {
  const left = a.split('.');
  const right = b.split('.');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const x = left[i];
    const y = right[i];
    if (x === undefined || y === undefined) return false;
    if (x === '>' || y === '>') return true;
    if (x !== '*' && y !== '*' && x !== y) return false;
  }
  return true;
}

function shown(value: unknown): string {
  return JSON.stringify(typeof value === 'string' ? value.slice(0, 80) : value) ?? typeof value;
}
