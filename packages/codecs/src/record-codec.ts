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

/** Where a value stands: for the error that names it. `field` is the record's spelling. */
interface Place {
  readonly messageType: string;
  readonly field: string;
}

/** One field of a record: both ways. */
export interface FieldCodec<T> {
  /** Sets in `into` what stands for `value`, or throws `EncodeError`. */
  write(value: unknown, into: WireRecord, name: string, place: Place): void;
  /** Throws `DecodeError` for what the record cannot hold. */
  read(from: Readonly<WireRecord>, name: string, place: Place): T;
}

type Check<T> = (value: unknown, messageType: string, field: string) => T;

function scalar<T>(check: Check<T>, read: (wire: unknown, place: Place) => T): FieldCodec<T> {
  return {
    write(value, into, name, { messageType, field }) {
      into[name] = check(value, messageType, field);
    },
    read: (from, name, place) => read(from[name], place),
  };
}

export const text = scalar<string>(textOf, (wire) => wire as string);
export const double = scalar<number>(doubleOf, (wire) => wire as number);
export const uint32 = scalar<number>(uint32Of, (wire) => wire as number);
export const flag = scalar<boolean>(flagOf, (wire) => wire as boolean);
/** A copy: the message it came in may be overwritten. */
export const blob = scalar<Uint8Array>(bytesOf, (wire) => new Uint8Array(wire as Uint8Array));
/** Unix ms, or any other int64. */
export const int64 = scalar<number>(safeIntegerOf, safe);
/** A uint64: sequences and counters. */
export const count = scalar<number>(countOf, safe);

function safe(wire: unknown, { messageType, field }: Place): number {
  const value = numberOf(wire as number);
  if (Number.isSafeInteger(value)) return value;
  throw new DecodeError('unsafe-integer', messageType, 'is beyond ±(2⁵³ − 1)', { field: protoName(field) });
}

/** An enum as words. 0, "unspecified", is none of them: who writes one says which. */
export function word<W extends string>(numbers: Readonly<Record<W, number>>): FieldCodec<W> {
  const words = new Map(Object.entries(numbers).map(([name, number]) => [number as number, name as W]));
  const list = Object.keys(numbers).join(', ');
  return {
    write(value, into, name, { messageType, field }) {
      if (typeof value !== 'string' || !Object.hasOwn(numbers, value))
        return refuse(messageType, field, `one of ${list}`, value);
      into[name] = numbers[value as W];
    },
    read(from, name, { messageType, field }) {
      const found = words.get(from[name] as number);
      if (found !== undefined) return found;
      const what = `is ${String(from[name])}, none of ${list}`;
      throw new DecodeError('unknown-word', messageType, what, { field: protoName(field) });
    },
  };
}

/** A message inside a message. One that is not there reads as one with nothing in it. */
export function part<R extends object>(fields: FieldsOf<R>, absent: Readonly<WireRecord>): FieldCodec<R> {
  return {
    write(value, into, name, place) {
      into[name] = writeFields(fields, value, place.messageType, place.field);
    },
    read: (from, name, place) =>
      readFields(fields, (from[name] ?? absent) as WireRecord, place.messageType, place.field),
  };
}

/** A message inside a message that need not be there. */
export function optionalPart<R extends object>(fields: FieldsOf<R>): FieldCodec<R | undefined> {
  return {
    write(value, into, name, place) {
      if (value !== undefined) into[name] = writeFields(fields, value, place.messageType, place.field);
    },
    read(from, name, place) {
      const wire = from[name];
      if (wire === null || wire === undefined) return undefined;
      return readFields(fields, wire as WireRecord, place.messageType, place.field);
    },
  };
}

/** Any number of messages of one kind. */
export function parts<R extends object>(fields: FieldsOf<R>): FieldCodec<readonly R[]> {
  return {
    write(value, into, name, place) {
      into[name] = eachOf(value, place, (entry, { messageType, field }) =>
        writeFields(fields, entry, messageType, field),
      );
    },
    read: (from, name, place) =>
      (from[name] as WireRecord[]).map((entry, i) =>
        readFields(fields, entry, place.messageType, `${place.field}[${i}]`),
      ),
  };
}

export const texts = scalars<string>(textOf);
export const doubles = scalars<number>(doubleOf);

function scalars<T>(check: Check<T>): FieldCodec<readonly T[]> {
  return {
    write(value, into, name, place) {
      into[name] = eachOf(value, place, (entry, { messageType, field }) => check(entry, messageType, field));
    },
    read: (from, name) => from[name] as readonly T[],
  };
}

function eachOf<T>(value: unknown, { messageType, field }: Place, write: (entry: unknown, place: Place) => T): T[] {
  if (!Array.isArray(value)) return refuse(messageType, field, 'an array', value);
  // Array.from also visits the holes that map would leave as they are.
  return Array.from(value, (entry: unknown, i) => write(entry, { messageType, field: `${field}[${i}]` }));
}

/** Encoder and decoder of the message that `fields` describes. */
export function recordCodec<R extends object>(
  messageType: string,
  type: WireType<never, unknown>,
  fields: FieldsOf<R>,
) {
  const name = shortName(messageType);
  return {
    encode: (record: R): Uint8Array => encodeWire(type, messageType, writeFields(fields, record, name, '') as never),
    decode: (bytes: Uint8Array): R => readFields(fields, decodeWire(type, messageType, bytes) as WireRecord, name, ''),
  };
}

function writeFields<R>(fields: FieldsOf<R>, value: unknown, messageType: string, field: string): WireRecord {
  const record = recordOf(value, messageType, field);
  const into: WireRecord = {};
  for (const name in fields) fields[name].write(record[name], into, name, inside(messageType, field, name));
  return into;
}

function readFields<R>(fields: FieldsOf<R>, from: Readonly<WireRecord>, messageType: string, field: string): R {
  const record: Partial<R> = {};
  for (const name in fields) {
    const value = fields[name].read(from, name, inside(messageType, field, name));
    if (value !== undefined) record[name] = value;
  }
  return record as R;
}

function inside(messageType: string, field: string, name: string): Place {
  return { messageType, field: field === '' ? name : `${field}.${name}` };
}

/** `metrics[3].firstReplication` → `metrics[3].first_replication` */
function protoName(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
