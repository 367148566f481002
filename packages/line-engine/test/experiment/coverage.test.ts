import { describe, expect, it } from 'vitest';
import { resolveLine, runLine } from '../../src/index.ts';
import {
  Accumulator,
  BestSelection,
  compareToFirst,
  decide,
  estimate,
  quantileEstimate,
} from '../../src/experiment/index.ts';
import { openStream, type Stream } from '../../src/random/stream.ts';

const experiments = 2000;

/** Box & Muller, Ann. Math. Statist. 29 (1958) 610–611. */
function normal(stream: Stream): number {
  const radius = Math.sqrt(-2 * Math.log(1 - stream.next()));
  return radius * Math.cos(2 * Math.PI * stream.next());
}

/** In how many of the experiments, %. */
function share(holds: (experiment: number) => boolean): number {
  let held = 0;
  for (let i = 0; i < experiments; i++) if (holds(i)) held++;
  return (held / experiments) * 100;
}

/** One machine, 400 cycles of 9 s: how many it spoils is binomial, so every mean is known exactly. */
const cycles = 400;
const spoiling = (defectRate: number) =>
  resolveLine({ stations: [{ name: 'Press', outputType: 'Part' }] }, { Press: { uph: 400, quality: { defectRate } } });
const good = (line: ReturnType<typeof spoiling>, seed: number, replication: number) =>
  runLine(line, { durationS: 3601, seed, replication }).line.goodOut;

describe('95 % intervals hold the truth in 93.5–96.5 % of 2,000 experiments', () => {
  it('of a mean over replications of a line', () => {
    const line = spoiling(0.1);
    const held = share((seed) => {
      const runs = Array.from({ length: 20 }, (_, replication) => good(line, seed, replication));
      const { mean, halfWidth } = estimate(runs);
      return Math.abs(mean - cycles * 0.9) <= halfWidth;
    });
    expect(held).toBeGreaterThan(93.5);
    expect(held).toBeLessThan(96.5);
  });

  it('of paired differences, all three at once', () => {
    const rates = [0.1, 0.11, 0.14, 0.2];
    const lines = rates.map(spoiling);
    const held = share((seed) => {
      const figures = lines.map((line) =>
        Array.from({ length: 10 }, (_, replication) => good(line, seed, replication)),
      );
      return compareToFirst(figures).every(
        ({ difference: { mean, halfWidth } }, i) => Math.abs(mean - cycles * (0.1 - rates[i + 1]!)) <= halfWidth,
      );
    });
    expect(held).toBeGreaterThan(93.5);
    expect(held).toBeLessThan(98); // Bonferroni: at least
  });

  it.each([
    [0.5, 25],
    [0.5, 200],
    [0.05, 200],
    [0.95, 120],
  ])('of the quantile p = %d from %d skewed values', (p, n) => {
    const truth = -Math.log(1 - p);
    const held = share((i) => {
      const stream = openStream(`coverage/${p}/${n}/${i}`);
      const values = Array.from({ length: n }, () => -Math.log(1 - stream.next()));
      const { low, high } = quantileEstimate(values, p);
      return low <= truth && truth <= high;
    });
    expect(held).toBeGreaterThan(93.5);
    expect(held).toBeLessThan(96.5);
  });

  it('of a mean after sequential stopping, which may cost a little', () => {
    const held = share((i) => {
      const stream = openStream(`sequential/${i}`);
      const sofar = new Accumulator();
      for (;;) {
        sofar.add(10 + 2 * normal(stream));
        if (sofar.n < 10) continue;
        const { stop, estimate: known } = decide(sofar, { relativeHalfWidth: 0.05 });
        if (stop) return Math.abs(known.mean - 10) <= known.halfWidth;
      }
    });
    expect(held).toBeGreaterThan(92.5);
    expect(held).toBeLessThan(96.5);
  });
});

describe('selection of the best', () => {
  /** How often the best of `means` is chosen, and what it took, with a common part of given weight. */
  function race(means: readonly number[], common: number, name: string) {
    let right = 0;
    let replications = 0;
    for (let i = 0; i < experiments; i++) {
      const stream = openStream(`race/${name}/${i}`);
      const selection = new BestSelection({ candidates: means.length, indifference: 1 });
      while (selection.best === undefined) {
        const shared = normal(stream) * Math.sqrt(common);
        const figures = selection.alive.map((k) => means[k]! + 3 * (shared + normal(stream) * Math.sqrt(1 - common)));
        replications += figures.length;
        selection.add(figures);
      }
      if (selection.best === 0) right++;
    }
    return { right: right / experiments, replications: replications / experiments };
  }

  it('errs in at most 5 % when the best is better by just the indifference', () => {
    const slippage = race([1, 0, 0, 0, 0], 0, 'slippage');
    expect(slippage.right).toBeGreaterThan(0.95);
    expect(slippage.right).toBeLessThan(1); // it can fail, so the test can
  });

  it('needs fewer replications with common random numbers, and when losers are clear', () => {
    const alone = race([1, 0, 0, 0, 0], 0, 'a').replications;
    const paired = race([1, 0, 0, 0, 0], 0.8, 'b');
    const clear = race([1, 0, -4, -4, -4], 0, 'c');
    expect(paired.right).toBeGreaterThan(0.95);
    expect(paired.replications).toBeLessThan(alone / 3);
    expect(clear.replications).toBeLessThan(alone * 0.75);
  });

  it('ends also when candidates are the same to the last bit, and refuses what makes no sense', () => {
    const selection = new BestSelection({ candidates: 3, indifference: 0.1 });
    for (let r = 0; selection.best === undefined && r < 20; r++) selection.add(selection.alive.map(() => r));
    expect(selection.best).toBe(0);
    expect(() => new BestSelection({ candidates: 2, indifference: 0 })).toThrow('indifference');
    expect(() => new BestSelection({ candidates: 0, indifference: 1 })).toThrow('candidates');
    expect(() => selection.add([1, 2])).toThrow('one for each');
  });
});
