import { EncodeError } from './encode-error.ts';

/**
 * What protobufjs would carry wrongly without a word: "x" as a double becomes NaN, 1.5 as an integer 1, a BigInt 0, a lone
 * surrogate bytes that are no UTF-8. Each check returns the value it was given, so that it is read only once. The one thing
 * that does not come back as it went is −0 in a field of integers: it is 0.
 */
export function textOf(value: unknown, messageType: string, field: string): string {
  if (typeof value === 'string' && value.isWellFormed()) return value;
  return refuse(messageType, field, 'a string without lone surrogates', value);
}

export function doubleOf(value: unknown, messageType: string, field: string): number {
  if (typeof value === 'number') return value;
  return refuse(messageType, field, 'a number', value);
}

export function int32Of(value: unknown, messageType: string, field: string): number {
  if (typeof value === 'number' && (value | 0) === value) return value;
  return refuse(messageType, field, 'an integer of 32 bits', value);
}

export function uint32Of(value: unknown, messageType: string, field: string): number {
  if (typeof value === 'number' && value >>> 0 === value) return value;
  return refuse(messageType, field, 'an integer from 0 to 2³² − 1', value);
}

export function safeIntegerOf(value: unknown, messageType: string, field: string): number {
  if (Number.isSafeInteger(value)) return value as number;
  return refuse(messageType, field, 'an integer within ±(2⁵³ − 1)', value);
}

export function countOf(value: unknown, messageType: string, field: string): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  return refuse(messageType, field, 'an integer from 0 to 2⁵³ − 1', value);
}

export function flagOf(value: unknown, messageType: string, field: string): boolean {
  if (typeof value === 'boolean') return value;
  return refuse(messageType, field, 'true or false', value);
}

export function bytesOf(value: unknown, messageType: string, field: string): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return refuse(messageType, field, 'a Uint8Array', value);
}

export function recordOf(value: unknown, messageType: string, field: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  return refuse(messageType, field, 'an object', value);
}

export function refuse(messageType: string, field: string, needs: string, value: unknown): never {
  throw new EncodeError(messageType, field, `must be ${needs}, not ${shown(value)}`);
}

/** Short, and safe for anything: a value that cannot be shown must not hide the error. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return 'a BigInt';
  if (value === null || typeof value === 'boolean' || value === undefined) return String(value);
  return Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
