import { DecodeError } from './decode-error.ts';
import {
  bytesOf,
  countOf,
  doubleOf,
  flagOf,
  recordOf,
  refuse,
  safeIntegerOf,
  textOf,
  uint32Of,
} from './field-checks.ts';
import { decodeWire, encodeWire, numberOf, shortName, type WireType } from './wire.ts';

/**
 * Our own messages are many and not on the hot path, so each is a table: one line a field, which says how a value of
 * the record becomes one of protobufjs's and back. The compiler holds the table against the record's type.
 */
export type FieldsOf<R> = { readonly [Name in keyof R]-?: FieldCodec<R[Name]> };

/** A message or a part of one, as protobufjs has it. */
type WireRecord = Record<string, unknown>;

/** Where a record stands, for the error that names one of its fields. */
interface Place {
  readonly messageType: string;
  /** What stands before the names of its fields, in the record's spelling: nothing, or `metrics[3].` */
  readonly prefix: string;
}

/** One field of a record: both ways. */
export interface FieldCodec<T> {
  /** Sets in `into` what stands for `value`, or throws `EncodeError`. */
  write(value: unknown, into: WireRecord, name: string, place: Place): void;
  /** Throws `DecodeError` for what the record cannot hold. */
  read(from: Readonly<WireRecord>, name: string, place: Place): T;
}

type Check<T> = (value: unknown, messageType: string, field: string) => T;

function scalar<T>(check: Check<T>, read: FieldCodec<T>['read']): FieldCodec<T> {
  return {
    write(value, into, name, { messageType, prefix }) {
      into[name] = check(value, messageType, prefix + name);
    },
    read,
  };
}

export const text = scalar<string>(textOf, (from, name) => from[name] as string);
export const double = scalar<number>(doubleOf, (from, name) => from[name] as number);
export const uint32 = scalar<number>(uint32Of, (from, name) => from[name] as number);
export const flag = scalar<boolean>(flagOf, (from, name) => from[name] as boolean);
/** A copy: the message it came in may be overwritten. */
export const blob = scalar<Uint8Array>(bytesOf, (from, name) => new Uint8Array(from[name] as Uint8Array));
/** Unix ms, or any other int64. */
export const int64 = scalar<number>(safeIntegerOf, safe);
/** A uint64: sequences and counters. */
export const count = scalar<number>(countOf, safe);

function safe(from: Readonly<WireRecord>, name: string, place: Place): number {
  const value = numberOf(from[name] as number);
  if (Number.isSafeInteger(value)) return value;
  throw unreadable('unsafe-integer', place, name, 'is beyond ±(2⁵³ − 1)');
}

/** An enum as words. 0, "unspecified", is none of them: who writes one says which. */
export function word<W extends string>(numbers: Readonly<Record<W, number>>): FieldCodec<W> {
  const words = new Map(Object.entries(numbers).map(([name, number]) => [number as number, name as W]));
  const list = Object.keys(numbers).join(', ');
  return {
    write(value, into, name, { messageType, prefix }) {
      if (typeof value !== 'string' || !Object.hasOwn(numbers, value))
        return refuse(messageType, prefix + name, `one of ${list}`, value);
      into[name] = numbers[value as W];
    },
    read(from, name, place) {
      const found = words.get(from[name] as number);
      if (found !== undefined) return found;
      throw unreadable('unknown-word', place, name, `is ${String(from[name])}, none of ${list}`);
    },
  };
}

/** A message inside a message. One that is not there reads as one with nothing in it. */
export function part<R extends object>(fields: FieldsOf<R>, absent: Readonly<WireRecord>): FieldCodec<R> {
  return {
    write(value, into, name, place) {
      into[name] = writePart(fields, value, place, name);
    },
    read: (from, name, place) => readPart(fields, from[name] ?? absent, place, name),
  };
}

/** A message inside a message that need not be there. */
export function optionalPart<R extends object>(fields: FieldsOf<R>): FieldCodec<R | undefined> {
  return {
    write(value, into, name, place) {
      if (value !== undefined) into[name] = writePart(fields, value, place, name);
    },
    read(from, name, place) {
      const inner = from[name];
      return inner === null || inner === undefined ? undefined : readPart(fields, inner, place, name);
    },
  };
}

/** Any number of messages of one kind. */
export function parts<R extends object>(fields: FieldsOf<R>): FieldCodec<readonly R[]> {
  return {
    write(value, into, name, place) {
      into[name] = eachOf(value, place, name, (entry, at) => writePart(fields, entry, place, at));
    },
    read: (from, name, place) =>
      (from[name] as readonly unknown[]).map((entry, i) => readPart(fields, entry, place, `${name}[${i}]`)),
  };
}

export const texts = scalars<string>(textOf);
export const doubles = scalars<number>(doubleOf);

function scalars<T>(check: Check<T>): FieldCodec<readonly T[]> {
  return {
    write(value, into, name, place) {
      into[name] = eachOf(value, place, name, (entry, at) => check(entry, place.messageType, place.prefix + at));
    },
    read: (from, name) => from[name] as readonly T[],
  };
}

function eachOf<T>(value: unknown, place: Place, name: string, write: (entry: unknown, at: string) => T): T[] {
  if (!Array.isArray(value)) return refuse(place.messageType, place.prefix + name, 'an array', value);
  // Array.from also visits the holes that map would leave as they are.
  return Array.from(value, (entry: unknown, i) => write(entry, `${name}[${i}]`));
}

/** Encoder and decoder of the message that `fields` describes. */
export function recordCodec<R extends object>(
  messageType: string,
  type: WireType<never, unknown>,
  fields: FieldsOf<R>,
) {
  const whole: Place = { messageType: shortName(messageType), prefix: '' };
  return {
    encode(record: R): Uint8Array {
      const given = recordOf(record, whole.messageType, '');
      return encodeWire(type, messageType, writeFields(fields, given, whole) as never);
    },
    decode: (bytes: Uint8Array): R => readFields(fields, decodeWire(type, messageType, bytes) as WireRecord, whole),
  };
}

function writePart<R>(fields: FieldsOf<R>, value: unknown, { messageType, prefix }: Place, name: string): WireRecord {
  const field = prefix + name;
  return writeFields(fields, recordOf(value, messageType, field), { messageType, prefix: `${field}.` });
}

function readPart<R>(fields: FieldsOf<R>, from: unknown, { messageType, prefix }: Place, name: string): R {
  return readFields(fields, from as WireRecord, { messageType, prefix: `${prefix}${name}.` });
}

function writeFields<R>(fields: FieldsOf<R>, record: Readonly<WireRecord>, place: Place): WireRecord {
  const into: WireRecord = {};
  for (const name in fields) fields[name].write(record[name], into, name, place);
  return into;
}

function readFields<R>(fields: FieldsOf<R>, from: Readonly<WireRecord>, place: Place): R {
  const record: Partial<R> = {};
  for (const name in fields) {
    const value = fields[name].read(from, name, place);
    if (value !== undefined) record[name] = value;
  }
  return record as R;
}

/** The error that names a field as proto/ spells it: `metrics[3].first_replication`. */
export function unreadable(
  code: 'missing' | 'unknown-word' | 'unsafe-integer',
  { messageType, prefix }: Place,
  name: string,
  what: string,
): DecodeError {
  const field = `${prefix}${name}`.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return new DecodeError(code, messageType, what, { field });
}
