import { readFileSync } from 'node:fs';

/** One entry of reference/vectors.json; 64-bit integers are decimal strings, NaN, ±Infinity and −0 are words. */
export interface Vector {
  readonly category: string;
  readonly name: string;
  readonly type: 'SensorData' | 'AnomalyEvent';
  readonly hex: string;
  readonly decoded?: Readonly<Record<string, string | number>>;
  readonly canonical?: boolean;
  readonly reencoded_hex?: string;
  readonly note?: string;
  readonly valid: boolean;
  readonly semantic_flags?: readonly string[];
  readonly oracles_disagree?: boolean;
}

export const vectors: readonly Vector[] = (
  JSON.parse(readFileSync(new URL('./reference/vectors.json', import.meta.url), 'utf8')) as { vectors: Vector[] }
).vectors;

export function bytesOf({ hex }: Pick<Vector, 'hex'>): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
