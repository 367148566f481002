import { expect } from 'vitest';
import type { Broker } from '../broker.ts';
import { BusError, type BusErrorCode } from '../bus-error.ts';

/** A broker's own world for one test: empty at first, gone afterwards. */
export interface ContractWorld {
  /** A connection more to the same server. */
  connect(): Promise<Broker>;
  /** Lets time pass on the broker's clock. */
  elapse(ms: number): Promise<void>;
  /** Removes something behind its users' backs. */
  remove(kind: 'stream' | 'bucket' | 'queue', name: string): Promise<void>;
  end(): Promise<void>;
}

/** A promise of the contract: what it says, and the proof. */
export type Promises = Readonly<Record<string, (world: ContractWorld) => Promise<void>>>;

export function bytes(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

export function text(payload: Uint8Array): string {
  return new TextDecoder().decode(payload);
}

/** The first `n` that come. */
export async function first<T>(n: number, source: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  if (n === 0) return taken;
  for await (const one of source) {
    taken.push(one);
    if (taken.length === n) break;
  }
  return taken;
}

/** All until the source ends. */
export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  for await (const one of source) taken.push(one);
  return taken;
}

/** The action fails with a `BusError` of this code; gives it back. Takes functions that throw and that reject. */
export async function expectCode(code: BusErrorCode, action: () => unknown): Promise<BusError> {
  let caught: unknown;
  try {
    await action();
  } catch (error) {
    caught = error;
  }
  expect(caught, `expected a BusError "${code}"`).toBeInstanceOf(BusError);
  expect((caught as BusError).code).toBe(code);
  return caught as BusError;
}

export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
