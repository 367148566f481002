import { expect } from 'vitest';
import type { ObjectStore } from '../object-store.ts';
import { bytes, expectCode, range, text, type ContractWorld, type Promises } from './contract-world.ts';

async function opened(world: ContractWorld, maxBytes?: number): Promise<ObjectStore> {
  const broker = await world.connect();
  await broker.provision({ objects: [{ name: 'RESULTS', ...(maxBytes === undefined ? {} : { maxBytes }) }] });
  return broker.openObjects('RESULTS');
}

/** A pattern that shows every piece out of place. */
const large = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 0xff);

const isSame = (a: Uint8Array | undefined, b: Uint8Array): boolean =>
  a?.length === b.length && a.every((byte, i) => byte === b[i]);

async function* pieces(whole: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}

export const objectPromises: Promises = {
  'keeps what is larger than a message, whole or in pieces': async (world) => {
    const objects = await opened(world);
    const whole = large(3_000_001);
    const info = await objects.put('run/1 result.parquet', whole);
    expect(info).toMatchObject({ name: 'run/1 result.parquet', sizeBytes: whole.length });
    expect(isSame(await objects.get('run/1 result.parquet'), whole)).toBe(true);
    await objects.put('pieces', pieces(whole, 100_000));
    expect(isSame(await objects.get('pieces'), whole)).toBe(true);
    await objects.put('empty', new Uint8Array());
    expect((await objects.get('empty'))!.length).toBe(0);
  },

  'replaces, lists, tells of and deletes': async (world) => {
    const objects = await opened(world);
    expect(await objects.get('a')).toBeUndefined();
    expect(await objects.info('a')).toBeUndefined();
    expect(await objects.list()).toEqual([]);
    for (const n of range(3)) await objects.put('a', bytes(`version ${n}`));
    await objects.put('B', bytes('b'));
    expect(text((await objects.get('a'))!)).toBe('version 2');
    expect((await objects.list()).map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
      ['B', 1],
      ['a', 9],
    ]);
    expect((await objects.info('a'))!.sizeBytes).toBe(9);
    await objects.delete('a');
    await objects.delete('never');
    expect(await objects.get('a')).toBeUndefined();
    expect((await objects.list()).map(({ name }) => name)).toEqual(['B']);
  },

  'keeps the old one when the new one fails half way': async (world) => {
    const objects = await opened(world);
    await objects.put('a', bytes('old'));
    const breaking = async function* (): AsyncGenerator<Uint8Array> {
      yield large(300_000);
      throw new Error('the source broke');
    };
    await expect(objects.put('a', breaking())).rejects.toThrow('the source broke');
    expect(text((await objects.get('a'))!)).toBe('old');
  },

  'refuses what does not fit, and is missing until provided': async (world) => {
    const broker = await world.connect();
    await expectCode('missing', () => broker.openObjects('RESULTS'));
    const objects = await opened(world, 500_000);
    await expectCode('full', () => objects.put('a', large(600_000)));
    expect(await objects.get('a')).toBeUndefined();
    await objects.put('a', large(300_000));
    await expectCode('invalid', () => objects.put('', bytes('x')));
  },
};
