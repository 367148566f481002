import { MemoryServer, type KeyValue } from '@twin/bus';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isMissing } from '../src/patience.ts';
import { Sharing } from '../src/sharing.ts';

const eventually = { timeout: 60_000, interval: 5 };
const form = { input: 'READINGS', output: 'PREDICTIONS' };

/** Holds what it is given, and gives back what is above its share at once, a step further than it was. */
class Member {
  sharing!: Sharing;
  readonly positions = new Map<number, number>();
  /** As they were told, one after the other. */
  readonly gained: ReadonlyMap<number, number>[] = [];
  readonly lost: number[] = [];
  readonly failures: unknown[] = [];
  ofTheDead = 0;

  static async join(bucket: KeyValue, me: string, partitions = 16): Promise<Member> {
    const member = new Member();
    member.sharing = await Sharing.open({
      bucket,
      me,
      partitions,
      leaseMs: 80,
      form,
      onGained: (positions, ofTheDead) => {
        member.gained.push(positions);
        for (const [n, position] of positions) member.positions.set(n, position);
        member.ofTheDead += ofTheDead;
        return Promise.resolve();
      },
      onLost: (n) => {
        // It may be told of one that is being released, too.
        if (member.positions.delete(n)) member.lost.push(n);
      },
      onSpare: (n) => void member.release(n).catch((error: unknown) => member.failures.push(error)),
      onChange: () => undefined,
      onFailed: (error) => member.failures.push(error),
    });
    return member;
  }

  async release(n: number): Promise<void> {
    const position = this.positions.get(n);
    if (!this.positions.delete(n)) return;
    await this.sharing.release(n, position! + 1);
  }

  async leave(): Promise<void> {
    this.sharing.stop();
    await Promise.all([...this.positions.keys()].map((n) => this.release(n)));
    await this.sharing.close();
  }
}

const all = Array.from({ length: 16 }, (_, n) => n);
const heldBy = (members: readonly Member[]): number[] =>
  members.flatMap(({ positions }) => [...positions.keys()]).toSorted((a, b) => a - b);

describe('instances that share', () => {
  let server: MemoryServer;
  let bucket: KeyValue;
  const members: Member[] = [];

  beforeEach(async () => {
    server = new MemoryServer();
    const broker = server.connect();
    await broker.provision({ buckets: [{ name: 'SHARED' }] });
    bucket = await broker.openBucket({ name: 'SHARED' });
  });
  afterEach(async () => {
    for (const { sharing } of members.splice(0)) await sharing.close();
  });

  async function join(me: string): Promise<Member> {
    const member = await Member.join(bucket, me);
    members.push(member);
    return member;
  }

  /** Each has its share, and together they have all. */
  async function expectShared(living: readonly Member[]): Promise<void> {
    await expect.poll(() => heldBy(living), eventually).toEqual(all);
    const fair = Math.ceil(all.length / living.length);
    await expect.poll(() => Math.max(...living.map(({ sharing }) => sharing.count)), eventually).toBeLessThan(fair + 1);
    await expect
      .poll(() => living.map(({ sharing }) => sharing.awaits), eventually)
      .toEqual(living.map(() => undefined));
    for (const { sharing, positions } of living) expect(sharing.count).toBe(positions.size);
  }

  it('write what instances of every version must understand', async () => {
    const member = await join('a-1');
    await expectShared([member]);
    expect(await member.sharing.note(3, 17)).toBe(true);
    member.sharing.stop();
    await member.release(5);
    const text = async (key: string): Promise<string> => new TextDecoder().decode((await bucket.get(key))!.value);
    expect(await text('=sharing.form')).toBe(
      '{"partitions":16,"hash":"fnv1a","input":"READINGS","output":"PREDICTIONS"}',
    );
    expect(await text('=sharing.instance.a-1')).toBe('a-1');
    expect(await text('=sharing.partition.3')).toBe('{"owner":"a-1","position":17}');
    expect(await text('=sharing.partition.5')).toBe('{"owner":"","position":1}');
    expect(await bucket.keys()).toHaveLength(18);
  });

  it('take equal shares as they come and go, with the positions they are handed', async () => {
    const one = await join('one');
    await expectShared([one]);
    const two = await join('two');
    await expectShared([one, two]);
    expect([...two.positions.values()]).toEqual(Array.from({ length: 8 }, () => 1));
    const three = await join('three');
    await expectShared([one, two, three]);
    await two.leave();
    await expectShared([one, three]);
    for (const { ofTheDead, lost, failures } of [one, two, three])
      expect({ ofTheDead, lost, failures }).toEqual({ ofTheDead: 0, lost: [], failures: [] });
    const entries = await Promise.all(all.map((n) => bucket.get(`=sharing.partition.${n}`)));
    const noted = entries.map((entry) => JSON.parse(new TextDecoder().decode(entry!.value)) as { position: number });
    const held = new Map([...one.positions, ...three.positions]);
    expect(noted.map(({ position }) => position)).toEqual(all.map((n) => held.get(n)));
  });

  it('take what a silent one has, which then can note and release nothing more', async () => {
    const [one, two] = [await join('one'), await join('two')];
    await expectShared([one, two]);
    const orphans = [...one.positions.keys()];
    for (const n of orphans) expect(await one.sharing.note(n, 100 + n)).toBe(true);
    one.sharing.stop();
    await expect.poll(() => heldBy([two]), eventually).toEqual(all);
    expect(two.ofTheDead).toBe(8);
    for (const n of orphans) expect(two.positions.get(n)).toBe(100 + n);
    await expect.poll(() => new Set(one.lost), eventually).toEqual(new Set(orphans));
    for (const n of orphans) {
      expect(await one.sharing.note(n, 999)).toBe(false);
      await one.sharing.release(n, 999);
      expect(await one.sharing.isOurs(n)).toBe(false);
      expect(await two.sharing.isOurs(n)).toBe(true);
    }
    expect(heldBy([two])).toEqual(all);
    await expect.poll(() => bucket.get('=sharing.instance.one'), eventually).toBeUndefined();
  });

  it('find nobody dead while the server is away', async () => {
    const [one, two] = [await join('one'), await join('two')];
    await expectShared([one, two]);
    server.stop();
    await new Promise((resolve) => setTimeout(resolve, 400));
    server.start();
    const three = await join('three');
    await expectShared([one, two, three]);
    for (const { ofTheDead, lost, failures } of [one, two, three])
      expect({ ofTheDead, lost, failures }).toEqual({ ofTheDead: 0, lost: [], failures: [] });
  });

  it('are not given what another took while they still claimed the rest', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const create = bucket.create.bind(bucket);
    bucket.create = async (key, value) => {
      if (key === '=sharing.partition.9') await gate;
      return create(key, value);
    };
    const one = await join('one');
    await expect.poll(() => one.sharing.count, eventually).toBe(15);
    expect(one.positions.size).toBe(0);
    const { revision } = (await bucket.get('=sharing.partition.4'))!;
    const others = new TextEncoder().encode('{"owner":"two","position":40}');
    await bucket.update('=sharing.partition.4', others, revision);
    await expect.poll(() => one.sharing.count, eventually).toBe(14);
    open();
    await expectShared([one]);
    // Two is never heard, so it comes back, but from where two was.
    expect(one.gained.map((positions) => positions.get(4))).toEqual([undefined, 40]);
  });

  it('write nothing of the time before they lost a partition once they have it again', async () => {
    const one = await join('one');
    await expectShared([one]);
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const update = bucket.update.bind(bucket);
    const isFirst = { of: true };
    bucket.update = async (key, value, revision) => {
      const isHeldUp = key === '=sharing.partition.7' && isFirst.of;
      if (isHeldUp) isFirst.of = false;
      if (isHeldUp) await gate;
      return update(key, value, revision);
    };
    const releasing = one.sharing.release(7, 90);
    for (const owner of ['two', ''])
      await update(
        '=sharing.partition.7',
        new TextEncoder().encode(JSON.stringify({ owner, position: 200 })),
        (await bucket.get('=sharing.partition.7'))!.revision,
      );
    await expect.poll(() => one.gained.map((positions) => positions.get(7)), eventually).toEqual([0, 200]);
    open();
    await releasing;
    const { value } = (await bucket.get('=sharing.partition.7'))!;
    expect(new TextDecoder().decode(value)).toBe('{"owner":"one","position":200}');
    expect(await one.sharing.note(7, 210)).toBe(true);
    await expectShared([one]);
  });

  it('take anew what was dropped, as it is noted', async () => {
    const one = await join('one');
    await expectShared([one]);
    await one.sharing.note(7, 70);
    one.sharing.drop(7);
    expect(one.lost).toEqual([7]);
    await expect.poll(() => one.positions.get(7), eventually).toBe(70);
    expect(one.ofTheDead).toBe(0);
  });

  it('say why one has not what it should have', async () => {
    const one = await Sharing.open({
      bucket,
      me: 'greedy',
      partitions: 16,
      leaseMs: 80,
      form,
      onGained: () => Promise.resolve(),
      onLost: () => undefined,
      onSpare: () => undefined,
      onChange: () => undefined,
      onFailed: () => undefined,
    });
    expect(one.awaits).toBe('not heard by the others yet');
    await expect.poll(() => one.count, eventually).toBe(16);
    const two = await join('two');
    const why = 'greedy holds more than its share and has not given it back yet';
    await expect.poll(() => two.sharing.awaits, eventually).toBe(why);
    await one.close();
  });

  it('refuse a bucket that is shared otherwise', async () => {
    await join('one');
    await expect(Member.join(bucket, 'two', 32)).rejects.toMatchObject({
      name: 'ExactlyOnceError',
      code: 'shared-otherwise',
      message: expect.stringMatching(
        /^SHARED is shared in another way: {"partitions":16,.*, not {"partitions":32,/,
      ) as string,
    });
  });

  it('say when the bucket is gone', async () => {
    const one = await join('one');
    await expectShared([one]);
    server.delete('SHARED');
    await expect.poll(() => one.failures.length, eventually).toBeGreaterThan(0);
    expect(isMissing(one.failures[0])).toBe(true);
  });
});
