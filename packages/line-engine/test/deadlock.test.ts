import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineSimulation, LineDeadlock, resolveLine, runLine, type ResolvedLine } from '../src/index.ts';
import { randomLine } from './random-line.ts';

/** Runs, and gives the deadlock it ends in, if it does. */
function deadlockOf(action: () => void): LineDeadlock | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof LineDeadlock) return error;
    throw error;
  }
  return undefined;
}

const part = (name: string) => ({ name, outputType: 'Part' });

/** A loop of tight buffers, which may lock up, beside a row that has nothing to do with it. */
function loopAndRow(again: number, uph: readonly number[], places: readonly number[]): ResolvedLine {
  return resolveLine(
    {
      stations: [part('Feed'), { name: 'A' }, { name: 'B' }, part('X'), part('Y')],
      routes: [
        { from: 'Feed', to: 'A' },
        { from: 'A', to: 'B' },
        { from: 'B', to: 'A', share: again },
        { from: 'B', to: 'out', share: 1 },
        { from: 'X', to: 'Y' },
      ],
      allowDeadlock: true,
    },
    Object.fromEntries(
      ['Feed', 'A', 'B', 'X', 'Y'].map((name, i) => [name, { uph: uph[i]!, bufferCapacity: places[i]! }]),
    ),
  );
}

describe('a deadlock of a part of the line', () => {
  it('is reported with those who wait for each other and since when, while the rest goes on', () => {
    const error = deadlockOf(
      () =>
        void runLine(loopAndRow(9, Array<number>(5).fill(3600), Array<number>(5).fill(1)), {
          durationS: 36_000,
          seed: 1,
        }),
    )!;
    expect(error.message).toMatch(/^part of the line has locked up at/);
    expect(error.stations).toEqual(['Feed (no room in Feed)', 'A (no room in A)', 'B (no room in B→A)']);
    expect(error.atS).toBeLessThan(1000);
  });

  it('is one for ever: nobody named ever does anything again, and who is not named does', () => {
    let found = 0;
    const each = (one: fc.Arbitrary<number>) => fc.array(one, { minLength: 5, maxLength: 5 });
    const lines = fc
      .tuple(fc.integer({ min: 1, max: 9 }), each(fc.integer({ min: 600, max: 7200 })), each(fc.nat({ max: 4 })))
      .map(([again, uph, places]) => loopAndRow(again, uph, places));
    fc.assert(
      fc.property(lines, fc.nat({ max: 1_000_000 }), (line, seed) => {
        const simulation = createLineSimulation(line, { durationS: 10_000, seed });
        const deadlock = deadlockOf(() => simulation.runUntil(300));
        if (deadlock === undefined) return;
        found++;
        const stuck = deadlock.stations.map((text) => text.split(' (')[0]!);
        const done = () => simulation.result().stations;
        const before = done();
        deadlockOf(() => simulation.runUntil(10_000));
        for (const name of stuck) expect(done()[name]!.unitsIn).toBe(before[name]!.unitsIn);
        expect(done()['Y']!.unitsOut).toBeGreaterThan(before['Y']!.unitsOut);
        expect(stuck).not.toContain('X');
      }),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(50);
  });

  it('is never seen where there is none', () => {
    fc.assert(
      fc.property(randomLine, fc.nat({ max: 1_000_000 }), (line, seed) => {
        runLine(line, { durationS: 500, seed });
      }),
      { numRuns: 300 },
    );
  });
});
