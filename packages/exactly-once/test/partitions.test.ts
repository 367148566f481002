import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partitionOf, shares } from '../src/partitions.ts';

const none = Array.from({ length: 64 }, () => '');

describe('partitions', () => {
  it('come from FNV-1a, 32 bits', () => {
    // Published values of the hash: "" 811c9dc5, "a" e40c292c, "foobar" bf9cf968.
    expect(partitionOf('', 64)).toBe(0x811c9dc5 % 64);
    expect(partitionOf('a', 64)).toBe(0xe40c292c % 64);
    expect(partitionOf('foobar', 64)).toBe(0xbf9cf968 % 64);
  });

  it('hold keys evenly', () => {
    const counts = none.map(() => 0);
    for (let i = 0; i < 6_400; i++) counts[partitionOf(`enterprise.site.area.line${i}.reactor`, 64)]!++;
    expect(Math.min(...counts)).toBeGreaterThan(60);
    expect(Math.max(...counts)).toBeLessThan(150);
  });
});

describe('shares', () => {
  it('of a single instance are all', () => {
    const { take, giveBack, awaits } = shares({ me: 'a', alive: new Set('a'), owners: none });
    expect(take.toSorted((a, b) => a - b)).toEqual(none.map((_, n) => n));
    expect(giveBack).toEqual([]);
    expect(awaits).toMatch(/64 partitions/);
  });

  it('say for whom a newcomer waits', () => {
    const view = { me: 'b', alive: new Set(['a', 'b']), owners: none.map(() => 'a') };
    expect(shares(view)).toEqual({ take: [], giveBack: [], awaits: expect.stringMatching(/^a holds more/) as string });
    expect(shares({ ...view, me: 'a' }).giveBack).toHaveLength(32);
  });

  it('leave nothing to await where there are more instances than partitions', () => {
    const alive = new Set(Array.from({ length: 65 }, (_, i) => `i${i}`));
    const owners = none.map((_, n) => `i${n}`);
    expect(shares({ me: 'i64', alive, owners })).toEqual({ take: [], giveBack: [], awaits: undefined });
  });

  it('end fair, with all owned and nothing more to do, from wherever they begin and whoever is first', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'dead', ''];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...names), { minLength: none.length, maxLength: none.length }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        (start, count, order) => {
          const living = names.slice(0, count);
          const alive = new Set(living);
          const owners = [...start];
          // Each turn is one instance's, with what it saw then.
          for (const turn of [...order, ...Array.from({ length: 3 * count }, (_, i) => i)]) {
            const me = living[turn % count]!;
            const { take, giveBack } = shares({ me, alive, owners });
            for (const n of take) owners[n] = me;
            for (const n of giveBack) owners[n] = '';
          }
          for (const me of living) {
            expect(shares({ me, alive, owners })).toEqual({ take: [], giveBack: [], awaits: undefined });
            expect(owners.filter((owner) => owner === me).length).toBeLessThanOrEqual(Math.ceil(64 / count));
          }
          expect(owners.every((owner) => alive.has(owner))).toBe(true);
        },
      ),
    );
  });
});
