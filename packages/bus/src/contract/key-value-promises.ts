import { expect } from 'vitest';
import type { BucketDefinition } from '../definitions.ts';
import type { KeyChange, KeyValue } from '../key-value.ts';
import { all, bytes, expectCode, first, range, text, type ContractWorld, type Promises } from './contract-world.ts';

async function bucket(world: ContractWorld, settings: Partial<BucketDefinition> = {}): Promise<KeyValue> {
  const broker = await world.connect();
  await broker.provision({ buckets: [{ name: 'CHECKPOINTS', ...settings }] });
  return broker.openBucket('CHECKPOINTS');
}

const shown = (change: KeyChange): string =>
  change.kind === 'put' ? `${change.key}=${text(change.value)}` : `${change.key} deleted`;

export const keyValuePromises: Promises = {
  'puts, gets and deletes': async (world) => {
    const values = await bucket(world);
    expect(await values.get('a')).toBeUndefined();
    const revision = await values.put('a', bytes('1'));
    const entry = await values.get('a');
    expect(entry).toMatchObject({ key: 'a', revision });
    expect(text(entry!.value)).toBe('1');
    expect(await values.put('a', bytes('2'))).toBeGreaterThan(revision);
    await values.put('b', new Uint8Array());
    expect((await values.get('b'))!.value.length).toBe(0);
    await values.delete('a');
    await values.delete('never');
    expect(await values.get('a')).toBeUndefined();
    expect(await values.keys()).toEqual(['b']);
  },

  'sets only what nobody changed': async (world) => {
    const values = await bucket(world);
    const one = await values.create('a', bytes('1'));
    await expectCode('conflict', () => values.create('a', bytes('2')));
    const two = await values.update('a', bytes('2'), one);
    await expectCode('conflict', () => values.update('a', bytes('3'), one));
    await expectCode('conflict', () => values.delete('a', one));
    await values.delete('a', two);
    expect(await values.create('a', bytes('4'))).toBeGreaterThan(two);
    expect(text((await values.get('a'))!.value)).toBe('4');
  },

  'loses no change of two writers that compare and set': async (world) => {
    const values = await bucket(world);
    const rival = await (await world.connect()).openBucket('CHECKPOINTS');
    await values.put('n', bytes('0'));
    let conflicts = 0;
    const add = async (writer: KeyValue): Promise<void> => {
      for (let done = 0; done < 25;) {
        const entry = (await writer.get('n'))!;
        try {
          await writer.update('n', bytes(String(Number(text(entry.value)) + 1)), entry.revision);
          done++;
        } catch (error) {
          expect(error).toMatchObject({ code: 'conflict' });
          conflicts++;
        }
      }
    };
    await Promise.all([add(values), add(rival)]);
    expect(text((await values.get('n'))!.value)).toBe('50');
    expect(conflicts).toBeGreaterThan(0);
  },

  'lists keys by pattern, sorted': async (world) => {
    const values = await bucket(world);
    for (const key of ['twin.b', 'twin.a', 'job.1', 'twin.a.x', 'A_b-c/d=e']) await values.put(key, bytes('x'));
    expect(await values.keys()).toEqual(['A_b-c/d=e', 'job.1', 'twin.a', 'twin.a.x', 'twin.b']);
    expect(await values.keys('twin.*')).toEqual(['twin.a', 'twin.b']);
    expect(await values.keys('none.>')).toEqual([]);
  },

  'watches: what is there, then every change': async (world) => {
    const values = await bucket(world);
    await values.put('a', bytes('1'));
    await values.put('b', bytes('1'));
    await values.put('a', bytes('2'));
    const changes = first(5, values.watch());
    const ofB = first(2, values.watch('b'));
    await world.elapse(150);
    await values.put('c', bytes('1'));
    await values.delete('a');
    await values.put('b', bytes('2'));
    expect((await changes).map(shown)).toEqual(['b=1', 'a=2', 'c=1', 'a deleted', 'b=2']);
    expect((await ofB).map(shown)).toEqual(['b=1', 'b=2']);
  },

  'stops watching when told to': async (world) => {
    const values = await bucket(world);
    await values.put('a', bytes('1'));
    const watch = values.watch();
    const changes = all(watch);
    await world.elapse(150);
    watch.stop();
    expect((await changes).map(shown)).toEqual(['a=1']);
  },

  'lets values vanish after their time': async (world) => {
    const values = await bucket(world, { ttlMs: 2_000 });
    const lease = await values.create('leader', bytes('me'));
    await expectCode('conflict', () => values.create('leader', bytes('you')));
    await world.elapse(800);
    const renewed = await values.update('leader', bytes('me'), lease);
    await world.elapse(1_400);
    expect((await values.get('leader'))!.revision).toBe(renewed);
    await world.elapse(2_500);
    expect(await values.get('leader')).toBeUndefined();
    await values.create('leader', bytes('you'));
  },

  'refuses unlawful keys and values too large': async (world) => {
    const values = await bucket(world, { maxValueBytes: 1_000 });
    for (const key of ['', '.a', 'a.', 'a..b', 'a b', 'a*', '>', 'ä']) {
      await expectCode('invalid', () => values.put(key, bytes('x')));
      await expectCode('invalid', () => values.get(key));
    }
    await expectCode('too-large', () => values.put('a', new Uint8Array(2_000)));
    await expectCode('invalid', () => values.update('a', bytes('x'), 0));
    expect(await values.keys()).toEqual([]);
    for (const n of range(3)) await values.put('a', new Uint8Array(500).fill(n));
    expect((await values.get('a'))!.value[0]).toBe(2);
  },

  'says that the bucket is not there, or gone': async (world) => {
    const broker = await world.connect();
    const error = await expectCode('missing', () => broker.openBucket('CHECKPOINTS'));
    expect(error.command).toContain('CHECKPOINTS');
    const values = await bucket(world);
    await values.put('a', bytes('1'));
    await expectCode('mismatch', () => broker.provision({ buckets: [{ name: 'CHECKPOINTS', ttlMs: 5_000 }] }));
    await world.remove('bucket', 'CHECKPOINTS');
    await expectCode('missing', () => values.get('a'));
    await expectCode('missing', () => values.put('a', bytes('2')));
  },
};
