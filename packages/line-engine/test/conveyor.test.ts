import { describe, expect, it } from 'vitest';
import { ConfigurationError, resolveLine, runLine, type Baseline, type ScenarioInput } from '../src/index.ts';

const stations = [
  { name: 'A', outputType: 'Bottle' },
  { name: 'B', outputType: 'Bottle' },
];

function run(baseline: Baseline, durationS: number, scenario?: ScenarioInput) {
  const line = resolveLine({ stations }, baseline, scenario);
  return runLine(line, { durationS, seed: 1, record: { events: { items: true } } });
}

const takes = ({ events }: ReturnType<typeof run>) =>
  [...events!].filter(({ kind, station }) => kind === 'take' && station === 'B').map(({ timeS }) => timeS);

describe('an accumulating conveyor', () => {
  it('brings each item to its end one transport time after it was put on', () => {
    const done = run({ A: { uph: 1800, bufferCapacity: 30, transportTimeSec: 20 }, B: { uph: 3600 } }, 60);
    expect(takes(done)).toEqual([22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 42, 44, 46, 48, 50, 52, 54, 56, 58]);
  });

  it('holds rate times transport time when it runs freely (Little)', () => {
    const { buffers } = run({ A: { uph: 1800, bufferCapacity: 30, transportTimeSec: 20 }, B: { uph: 3600 } }, 36_000);
    expect(buffers[0]!.meanLevel).toBeCloseTo(0.5 * 20, 1);
  });

  it('lets go of one item in the time it takes to move up by one place, however fast the next machine is', () => {
    const done = run({ A: { uph: 36_000, bufferCapacity: 4, transportTimeSec: 20 }, B: { uph: 36_000 } }, 60);
    expect(takes(done).map((at) => Math.round(at * 10) / 10)).toEqual([20.1, 25.1, 30.1, 35.1, 40.1, 45.1, 50.1, 55.1]);
  });

  it('fills up behind a machine that is down, which then finds items at its end', () => {
    const done = run({ A: { uph: 3600, bufferCapacity: 10, transportTimeSec: 5 }, B: { uph: 360 } }, 300, {
      name: 'late',
      start: { downMin: { B: 1 } },
    });
    expect(takes(done).slice(0, 3)).toEqual([60, 70, 80]);
    expect(done.buffers[0]!.finalLevel).toBe(10);
    expect(done.stations['A']!.timeInStateS.BLOCKED).toBeGreaterThan(200);
  });

  it('begins with its items at its end when it is not empty at the start', () => {
    const done = run({ A: { uph: 36, bufferCapacity: 10, transportTimeSec: 50 }, B: { uph: 3600 } }, 60, {
      name: 'warm',
      start: { bufferLevels: { A: 3 } },
    });
    expect(takes(done)).toEqual([0, 5, 10]);
  });

  it('needs places, and says so where it was asked for', () => {
    const at = (scenario?: ScenarioInput) => () =>
      resolveLine({ stations }, { A: { bufferCapacity: 0, transportTimeSec: scenario ? 0 : 3 } }, scenario);
    expect(at()).toThrow(ConfigurationError);
    expect(at()).toThrow(/baseline.*A\.transportTimeSec.*needs places/);
    expect(at({ name: 's', equipment: { A: { transportTimeSec: 3 } } })).toThrow(
      /scenario.*equipment\.A\.transportTimeSec.*needs places/,
    );
  });
});

describe('a machine that runs slower while the buffer behind it is full', () => {
  const baseline = (slowWhenFuller: number | null): Baseline => ({
    A: { uph: 3600, bufferCapacity: 10, performance: { slowWhenFuller, slowSpeed: 0.5 } },
    B: { uph: 2400 },
  });

  it('is not blocked, and no output is lost', () => {
    const [fast, slow] = [run(baseline(null), 36_000), run(baseline(0.5), 36_000)];
    expect(fast.stations['A']!.timeInStateS.BLOCKED).toBeGreaterThan(11_000);
    expect(slow.stations['A']!.timeInStateS.BLOCKED).toBe(0);
    expect(slow.line.unitsOut).toBe(fast.line.unitsOut);
    expect(slow.buffers[0]!.meanLevel).toBeCloseTo(5, 0);
  });

  it('is slow every other cycle when that is what keeps step with the next machine', () => {
    // As many cycles of 1 s as of 2 s make 1.5 s a cycle, which is what the next machine takes.
    const { timeInStateS, unitsMade } = run(baseline(0.5), 36_000).stations['A']!;
    const slowCycles = timeInStateS.EXECUTE - unitsMade;
    expect(slowCycles / unitsMade).toBeCloseTo(0.5, 2);
  });

  it('needs a buffer to look at', () => {
    expect(() => resolveLine({ stations }, { B: { performance: { slowWhenFuller: 0.5 } } })).toThrow(
      /B\.performance\.slowWhenFuller.*no buffer behind B/,
    );
  });
});
