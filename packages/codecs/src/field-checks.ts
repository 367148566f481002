import { EncodeError } from './encode-error.ts';

/**
 * What protobufjs would carry wrongly without a word: "x" as a double becomes NaN, 1.5 as an integer 1, a BigInt 0, a lone
 * surrogate bytes that are no UTF-8. Each check returns the value it was given, so that it is read only once.
 */
export function textOf(value: unknown, messageType: string, field: string): string {
  if (typeof value === 'string' && value.isWellFormed()) return value;
  throw new EncodeError(messageType, field, 'a string without lone surrogates', value);
}

export function doubleOf(value: unknown, messageType: string, field: string): number {
  if (typeof value === 'number') return value;
  throw new EncodeError(messageType, field, 'a number', value);
}

export function int32Of(value: unknown, messageType: string, field: string): number {
  if (typeof value === 'number' && (value | 0) === value) return value;
  throw new EncodeError(messageType, field, 'an integer of 32 bits', value);
}

export function uint32Of(value: unknown, messageType: string, field: string): number {
  if (typeof value === 'number' && value >>> 0 === value) return value;
  throw new EncodeError(messageType, field, 'an integer from 0 to 2³² − 1', value);
}

export function safeIntegerOf(value: unknown, messageType: string, field: string): number {
  if (Number.isSafeInteger(value)) return value as number;
  throw new EncodeError(messageType, field, 'an integer within ±(2⁵³ − 1)', value);
}

export function countOf(value: unknown, messageType: string, field: string): number {
  if (Number.isSafeInteger(value) && (value as number) >= 0) return value as number;
  throw new EncodeError(messageType, field, 'an integer from 0 to 2⁵³ − 1', value);
}

export function flagOf(value: unknown, messageType: string, field: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new EncodeError(messageType, field, 'true or false', value);
}

export function bytesOf(value: unknown, messageType: string, field: string): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new EncodeError(messageType, field, 'a Uint8Array', value);
}

export function recordOf(value: unknown, messageType: string, field: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new EncodeError(messageType, field, 'an object', value);
}
