import { BusError } from './bus-error.ts';
import { assertName, assertPattern } from './names.ts';

export interface StreamDefinition {
  readonly name: string;
  /** Patterns of what is stored; no other stream may overlap them. */
  readonly subjects: readonly string[];
  /** Limits; none by default. */
  readonly maxMessages?: number;
  readonly maxBytes?: number;
  readonly maxMessageBytes?: number;
  readonly maxMessagesPerSubject?: number;
  readonly maxAgeMs?: number;
  /** At a limit of messages or bytes: refuse new ones with `full` (default), or let the oldest go. */
  readonly whenFull?: 'refuse' | 'drop-oldest';
  /** How long message ids are remembered. Default 120,000. */
  readonly duplicateWindowMs?: number;
  /** Default `file`. */
  readonly storage?: 'file' | 'memory';
}

export interface BucketDefinition {
  readonly name: string;
  readonly maxBytes?: number;
  readonly maxValueBytes?: number;
  /** Entries vanish this long after their last change: a lease. */
  readonly ttlMs?: number;
  readonly storage?: 'file' | 'memory';
}

export interface QueueDefinition {
  readonly name: string;
  /** Pattern of the subjects jobs are offered on. */
  readonly subject: string;
  /** A worker silent for this long loses its job. Default 30,000. */
  readonly ackWaitMs?: number;
  /** Deliveries of one job, at most, before it is a dead letter. Default 5. */
  readonly maxAttempts?: number;
  /** Jobs in hands at once, over all workers. Default 1,000. */
  readonly maxInHands?: number;
  readonly maxMessages?: number;
  readonly maxBytes?: number;
  readonly duplicateWindowMs?: number;
  readonly storage?: 'file' | 'memory';
}

export interface ObjectsDefinition {
  readonly name: string;
  readonly maxBytes?: number;
  readonly ttlMs?: number;
  readonly storage?: 'file' | 'memory';
}

/** Where dead letters of a queue are kept, and the subject of one. */
export function deadLetterStream(queue: string): StreamDefinition {
  return { name: `${queue}_DEAD`, subjects: [`dead.${queue}.*`] };
}

/** One subject for each job that ever was, so that a dead letter cannot be stored twice, whenever it is tried. */
export function deadLetterSubject(queue: string, sequence: number, offeredAtMs: number): string {
  return `dead.${queue}.${sequence}-${offeredAtMs}`;
}

export function withQueueDefaults(
  definition: QueueDefinition,
): QueueDefinition & Required<Pick<QueueDefinition, 'ackWaitMs' | 'maxAttempts' | 'maxInHands'>> {
  assertDefinition('queue', definition);
  return { ackWaitMs: 30_000, maxAttempts: 5, maxInHands: 1_000, ...definition };
}

/** What a reader says when the stream does not hold the position asked for: it was cut, or made anew. */
export function gapError(
  name: string,
  wanted: number,
  kept: { readonly firstSequence: number; readonly lastSequence: number },
): BusError {
  const { firstSequence, lastSequence } = kept;
  return new BusError('gap', `${name} holds ${firstSequence} … ${lastSequence}; ${wanted} was asked for`, {
    subject: name,
  });
}

/** Names, patterns and numbers of a definition, checked before a broker sees them. */
export function assertDefinition(
  kind: string,
  definition: StreamDefinition | BucketDefinition | QueueDefinition | ObjectsDefinition,
): void {
  assertName(kind, definition.name);
  if ('subjects' in definition) {
    if (definition.subjects.length === 0) throw new BusError('invalid', `${kind} ${definition.name} has no subjects`);
    definition.subjects.forEach(assertPattern);
  }
  if ('subject' in definition) assertPattern(definition.subject);
  for (const [field, value] of Object.entries(definition))
    if (typeof value === 'number' && !(Number.isSafeInteger(value) && value > 0))
      throw new BusError(
        'invalid',
        `${kind} ${definition.name}: ${field} must be a whole number above 0, not ${value}`,
      );
}
