import { describe, expect, it } from 'vitest';
import { resolveLine, runLine, type Baseline, type TopologyInput } from '../src/index.ts';

function tended(size: number, machines: number, more: Baseline[string] = {}, durationS = 36_000) {
  const topology: TopologyInput = {
    stations: [{ name: 'A', outputType: 'Part', machines }],
    crews: [{ name: 'operators', size }],
  };
  const { performance, ...rest } = more;
  const baseline = { A: { uph: 3600, ...rest, performance: { operators: 'operators', ...performance } } };
  return runLine(resolveLine(topology, baseline), { durationS, seed: 3 });
}

describe('a machine that needs an operator while it works', () => {
  it('shares one operator with two others: a third of the output, and waits two thirds of the time', () => {
    const { stations, line } = tended(1, 3);
    expect(line.unitsOut).toBe(35_999);
    for (const name of ['A#1', 'A#2', 'A#3']) {
      expect(stations[name]!.timeInStateS.WAITING).toBeCloseTo(24_000, -1);
      expect(stations[name]!.timeInStateS.EXECUTE).toBeCloseTo(12_000, -1);
    }
  });

  it('never waits when there are enough', () => {
    const { stations } = tended(3, 3);
    expect(stations['A#1']!.timeInStateS.WAITING).toBe(0);
  });

  it('does not keep its operator while it is being repaired', () => {
    // One machine is down half of the time, so two share one operator and lose less than when both always run.
    const failing = { reliability: { mtbfMin: 10, mttrMin: 10, interrupts: 'anyTime' } } as const;
    const { stations } = tended(1, 2, failing, 360_000);
    const { EXECUTE, DOWN, WAITING } = stations['A#1']!.timeInStateS;
    expect(EXECUTE + DOWN + WAITING).toBeCloseTo(360_000, 6);
    expect(EXECUTE + stations['A#2']!.timeInStateS.EXECUTE).toBeGreaterThan(0.6 * 360_000);
    expect(EXECUTE + stations['A#2']!.timeInStateS.EXECUTE).toBeLessThan(360_000);
    expect(DOWN / EXECUTE).toBeCloseTo(1, 0);
  });

  it('makes what its operator can tend, however its cycles vary', () => {
    const { line } = tended(1, 2, { performance: { cycleTimeSec: { kind: 'exponential', mean: 2 } } }, 720_000);
    expect(line.unitsOut / 720_000).toBeCloseTo(1 / 2, 2);
  });

  it('is refused with the nearest crew when there is none of that name', () => {
    const topology: TopologyInput = { stations: [{ name: 'A' }], crews: [{ name: 'operators', size: 1 }] };
    expect(() => resolveLine(topology, { A: { performance: { operators: 'operator' } } })).toThrow(
      /A\.performance\.operators.*unknown crew "operator".*did you mean "operators"/,
    );
  });
});
