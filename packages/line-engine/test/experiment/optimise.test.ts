import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolveLine, runLine, type Baseline } from '../../src/index.ts';
import {
  DesignSpace,
  optimise,
  type DesignPoint,
  type Optimum,
  type Total,
  type Trial,
} from '../../src/experiment/index.ts';
import { exactThroughput } from './exact-throughput.ts';

/** Optima found by full enumeration of exact Markov chains; and the line of Pichitlamken, Nelson & Hong (2006). */
const published = JSON.parse(readFileSync(new URL('../reference/analytical.json', import.meta.url), 'utf8')) as {
  readonly exponential_lines_BAS: { readonly rows: readonly { mu: number[]; B: number[]; throughput: number }[] };
  readonly buffer_allocation_exponential_BAS: {
    readonly rows: readonly { K: number; mu: number[]; total: number; best: number[][]; throughput: number }[];
  };
};

const paths = (count: number) => Array.from({ length: count }, (_, i) => `buffer${i}`);

/** Exponential machines of rates mu a second with buffers between them, simulated. */
function simulated(mu: readonly number[], buffers: readonly number[], replication: number, seed: number): number {
  const stations = mu.map((_, i) => ({ name: `S${i}` }));
  const baseline: Baseline = Object.fromEntries(
    mu.map((rate, i) => [
      `S${i}`,
      {
        bufferCapacity: buffers[i] ?? 0,
        performance: { cycleTimeSec: { kind: 'exponential' as const, mean: 1 / rate } },
      },
    ]),
  );
  const durationS = 4000;
  return runLine(resolveLine({ stations }, baseline), { durationS, seed, replication }).line.unitsOut / durationS;
}

function solve(space: DesignSpace, budget: number, seed: number, objective: (trial: Trial) => number): Optimum {
  const search = optimise(space, { budget, indifference: 0.002, seed });
  let { value, done } = search.next();
  while (done !== true) ({ value, done } = search.next((value as readonly Trial[]).map(objective)));
  return value as Optimum;
}

const buffersOf = (design: DesignPoint, count: number) => paths(count).map((path) => design[path]!);

function bestBuffers(mu: readonly number[], most: number, total: number, budget: number, seed: number): Optimum {
  const count = mu.length - 1;
  const decisions = paths(count).map((path) => ({ path, from: 0, to: most, integer: true }));
  const space = new DesignSpace(decisions, [{ paths: paths(count), exactly: total }]);
  return solve(space, budget, seed, ({ design, replication }) =>
    simulated(mu, buffersOf(design, count), replication, seed),
  );
}

it('the exact throughput it is judged by is that of the published lines', () => {
  const rows = published.exponential_lines_BAS.rows.filter(({ mu }) => mu.length <= 4);
  expect(rows.length).toBeGreaterThan(20);
  for (const { mu, B, throughput } of rows) expect(exactThroughput(mu, B)).toBeCloseTo(throughput, 8);
});

describe('the optimiser finds a design within 0.5 % of the best', () => {
  const tables = published.buffer_allocation_exponential_BAS.rows.filter(
    ({ K, total }) => (K === 4 && total >= 6) || (K === 5 && total >= 4),
  );
  it.each(tables)('of the table of optimal buffers: $K machines $mu, $total places', ({ mu, total, throughput }) => {
    const { best } = bestBuffers(mu, total, total, 600, 1);
    const found = exactThroughput(mu, buffersOf(best.design, mu.length - 1));
    expect(found).toBeGreaterThan(0.995 * throughput);
  });

  // 561 designs of 10 replications each: 5,610. A fifth of that is 1,122.
  it.each([
    ['balanced', [1, 1, 1, 1]],
    ['unbalanced', [1.2, 1, 0.9, 1.1]],
  ] as const)('of the 561 of a full grid, with a fifth of its replications: %s', (_, mu) => {
    const total = 32;
    let bestOfGrid = 0;
    let designs = 0;
    for (let a = 0; a <= total; a++)
      for (let b = 0; a + b <= total; b++) {
        designs++;
        bestOfGrid = Math.max(bestOfGrid, exactThroughput(mu, [a, b, total - a - b]));
      }
    expect(designs).toBe(561);
    for (const seed of [1, 2]) {
      const { best, replications } = bestBuffers(mu, total, total, 1122, seed);
      expect(replications).toBeLessThanOrEqual(1122);
      expect(exactThroughput(mu, buffersOf(best.design, 3))).toBeGreaterThan(0.995 * bestOfGrid);
    }
  });

  it('of Pichitlamken, Nelson & Hong, ACM TOMACS 16 (2006): 21,660 designs of rates and buffers, best 5.776', () => {
    const rates = ['mu0', 'mu1', 'mu2'];
    const totals: Total[] = [
      { paths: rates, exactly: 20 },
      { paths: paths(2), exactly: 20 },
    ];
    const space = new DesignSpace(
      [...rates, ...paths(2)].map((path) => ({ path, from: 1, to: 18, integer: true })),
      totals,
    );
    const mu = (design: DesignPoint) => rates.map((rate) => design[rate]!);
    // Their buffers hold also the item being worked on: b places are b − 1 between machines.
    const between = (design: DesignPoint) => buffersOf(design, 2).map((places) => places - 1);
    const { best } = solve(space, 1500, 3, ({ design, replication }) =>
      simulated(
        mu(design).map((rate) => rate / 5),
        between(design),
        replication,
        3,
      ),
    );
    expect(exactThroughput(mu(best.design), between(best.design))).toBeGreaterThan(0.995 * 5.776);
  });
});

describe('a space of designs', () => {
  const decision = { path: 'a', from: 0, to: 9, integer: true };

  it.each([
    [[], [], 'there are none'],
    [[{ ...decision, to: Number.NaN }], [], 'a: needs bounds'],
    [[{ ...decision, to: undefined as unknown as number }], [], 'a: needs bounds'],
    [[{ ...decision, from: 0.5 }], [], 'whole numbers'],
    [[decision], [{ paths: ['b'], atMost: 3 }], '"b" is not among the decisions'],
    [[decision], [{ paths: ['a'], exactly: 12 }], '12 is impossible, a lies between 0 and 9'],
    [[decision], [{ paths: ['a'] }], 'needs exactly or atMost'],
  ])('is refused when it makes no sense: %#', (decisions, totals, message) => {
    expect(() => new DesignSpace(decisions, totals)).toThrow(message);
  });

  it('has only allowed designs, spread and neighbouring', () => {
    const three = ['a', 'b', 'c'].map((path) => ({ path, from: 1, to: 20, integer: true }));
    const space = new DesignSpace(three, [{ paths: ['a', 'b', 'c'], exactly: 17 }]);
    const spread = space.spread(40, 5);
    expect(spread.length).toBeGreaterThan(20);
    for (const design of spread) {
      expect(space.isAllowed(design)).toBe(true);
      for (const neighbour of space.neighbours(design, 0.2)) expect(space.isAllowed(neighbour)).toBe(true);
    }
  });

  it('and a budget that is none is refused', () => {
    const space = new DesignSpace([decision]);
    expect(() => optimise(space, { budget: 3, indifference: 1 }).next()).toThrow('budget');
  });
});
