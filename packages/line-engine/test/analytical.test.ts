import { describe, expect, it } from 'vitest';
import { resolveLine, runLine, type Baseline, type EquipmentParams, type ResolvedLine } from '../src/index.ts';
import { exact, expectExact, exponential, names, throughput } from './exact-results.ts';
import { longRun } from './long-run.ts';

/** A row of stations, each making parts, with the given parameters and buffers behind them. */
function row(
  parameters: readonly EquipmentParams[],
  buffers: readonly number[],
  batches: readonly number[] = [],
): ResolvedLine {
  const stations = parameters.map((_, i) => ({ name: names[i]!, batchIn: batches[i] ?? 1, outputType: 'Part' }));
  const baseline: Baseline = Object.fromEntries(
    parameters.map((one, i) => [names[i]!, i < buffers.length ? { ...one, bufferCapacity: buffers[i]! } : one]),
  );
  return resolveLine({ stations }, baseline);
}

describe('saturated lines of exponential stations, blocking after service', () => {
  it.each(
    exact.exponential_lines_BAS.rows.map((one) => [`μ ${one.mu.join(', ')}; places ${one.B.join(', ')}`, one] as const),
  )('%s', (_, { mu, B, throughput: rate, station, buffer_mean }) => {
    const line = row(
      mu.map((one) => ({ performance: { cycleTimeSec: exponential(1 / one) } })),
      B,
    );
    const last = names[mu.length - 1]!;
    const estimates = longRun(line, 600_000, {
      ...throughput,
      blockedFirst: (run) => run.stations['A']!.timeInStateS.BLOCKED,
      starvedLast: (run) => run.stations[last]!.timeInStateS.STARVED,
      levelFirst: (run) => run.buffers[0]!.meanLevel * run.durationS,
    });
    expectExact(estimates.rate, rate);
    expectExact(estimates.blockedFirst, station[0]!.blocked, 0.02);
    expectExact(estimates.starvedLast, station.at(-1)!.starved, 0.02);
    if (B[0]! > 0) expectExact(estimates.levelFirst, buffer_mean[0]!, 0.02);
  });
});

describe('unreliable exponential lines, failures in the midst of work', () => {
  it.each(
    exact.exponential_unreliable_lines.rows.map(
      (one) =>
        [
          `${one.blocking} μ ${one.mu.join(', ')}; p ${one.p.join(', ')}; ${(one.B ?? one.N)!.join(', ')}`,
          one,
        ] as const,
    ),
  )('%s', (_, { mu, p, r, B, N, blocking, throughput: rate }) => {
    // N counts the part in service at the next machine, which here has left the buffer.
    const buffers = B ?? N!.map((n) => n - 1);
    const parameters = mu.map((one, i): EquipmentParams => ({
      blocking: blocking === 'BAS' ? 'after' : 'before',
      performance: { cycleTimeSec: exponential(1 / one) },
      reliability: { mtbfMin: 1 / p[i]! / 60, mttrMin: 1 / r[i]! / 60, interrupts: 'anyTime' },
    }));
    expectExact(longRun(row(parameters, buffers), 1_500_000, throughput).rate, rate, 0.003);
  });
});

describe('the cycle of the requirements on an integer clock', () => {
  it.each(
    exact.seed_semantics_integer_lines.rows.map(
      (one) => [`${JSON.stringify(one.stations)}; places ${one.B.join(', ')}`, one] as const,
    ),
  )('%s', (_, { stations, B, throughput_last }) => {
    // One unit of time is a minute.
    const parameters = stations.map(({ c, pf, r, pj, J }): EquipmentParams => ({
      uph: 60 / c,
      ...(pj !== undefined && { performance: { jamProb: pj, jamTimeSec: J! * 60 } }),
      ...(pf !== undefined && {
        reliability: { mtbfMin: -c / Math.log1p(-pf), repairTimeMin: { kind: 'geometric', p: r! } },
      }),
    }));
    const line = row(
      parameters,
      B,
      stations.map(({ b }) => b ?? 1),
    );
    const { rate } = longRun(line, 60 * 2_400_000, throughput);
    expectExact({ mean: rate.mean * 60, standardError: rate.standardError * 60 }, throughput_last, 0.002);
  });
});

describe('open lines', () => {
  const openLine = (lam: number, mu: readonly number[], room: number, buffers: readonly number[]): ResolvedLine => {
    const stations = mu.map((_, i) => ({ name: names[i]!, outputType: 'None' }));
    const sources = [
      {
        name: 'arrivals',
        to: 'A',
        interarrivalSec: exponential(1 / lam),
        bufferCapacity: room,
        whenFull: 'lost' as const,
      },
    ];
    const baseline: Baseline = Object.fromEntries(
      mu.map((one, i) => [
        names[i]!,
        {
          performance: { cycleTimeSec: exponential(1 / one) },
          ...(i < buffers.length && { bufferCapacity: buffers[i]! }),
        },
      ]),
    );
    return resolveLine({ stations, sources }, baseline);
  };
  const figures = {
    ...throughput,
    items: (run: { meanItemsInProcess: number; durationS: number }) => run.meanItemsInProcess * run.durationS,
    lost: (run: { sources: Readonly<Record<string, { lost: number }>> }) => run.sources['arrivals']!.lost,
  };

  it.each(exact.open_tandem_loss_BAS.rows.map((one) => [`λ ${one.lam}; μ ${one.mu.join(', ')}`, one] as const))(
    'a tandem that loses arrivals: %s',
    (_, { lam, mu, waiting_places_station1, B, throughput: rate, L, P_loss }) => {
      const estimates = longRun(openLine(lam, mu, waiting_places_station1, B), 1_500_000, figures);
      expectExact(estimates.rate, rate);
      expectExact(estimates.items, L, 0.01);
      expectExact(estimates.lost, P_loss * lam, 0.05);
    },
  );

  it.each(exact.queues.MM1K.map((one) => [`λ ${one.lam}, K ${one.K}`, one] as const))(
    'M/M/1/K: %s',
    (_, { lam, mu, K, throughput: rate, L, W }) => {
      const line = openLine(lam, [mu], K - 1, []);
      const estimates = longRun(line, 1_500_000, figures);
      expectExact(estimates.rate, rate, 0.003);
      expectExact(estimates.items, L, 0.01);
      // Little's law ties lead time to both.
      expect(runLine(line, { durationS: 500_000, seed: 1 }).leadTime.meanS / W - 1).toBeCloseTo(0, 1);
    },
  );

  it.each(exact.queues.MMc.filter(({ rho }) => rho <= 0.8).map((one) => [`λ ${one.lam}, c ${one.c}`, one] as const))(
    'M/M/c: %s',
    (_, { lam, mu, c, L, W }) => {
      const line = resolveLine(
        {
          stations: [{ name: 'A', machines: c }],
          sources: [{ name: 'arrivals', to: 'A', interarrivalSec: exponential(1 / lam) }],
        },
        { A: { performance: { cycleTimeSec: exponential(1 / mu) } } },
      );
      const estimates = longRun(line, 2_000_000, { items: figures.items });
      expectExact(estimates.items, L, 0.02);
      expect(Math.abs(runLine(line, { durationS: 2_000_000, seed: 5 }).leadTime.meanS / W - 1)).toBeLessThan(0.05);
    },
  );

  it.each([
    ...exact.queues.MD1.filter(({ lam }) => lam <= 0.8).map((one) => ['M/D/1', one] as const),
    ...exact.queues.DM1.filter(({ lam }) => lam <= 0.8).map((one) => ['D/M/1', one] as const),
  ])('%s: %j', (kind, { lam, mu, L }) => {
    const arrivals = kind === 'M/D/1' ? exponential(1 / lam) : 1 / lam;
    const service = kind === 'M/D/1' ? 1 / mu : exponential(1 / mu);
    const line = resolveLine(
      { stations: [{ name: 'A' }], sources: [{ name: 'arrivals', to: 'A', interarrivalSec: arrivals }] },
      { A: { performance: { cycleTimeSec: service } } },
    );
    expectExact(longRun(line, 2_000_000, { items: figures.items }).items, L, 0.02);
  });
});

describe('machines that share a repair crew (M/M/R//N)', () => {
  it.each(
    exact.queues.machine_repair_MMR_N.map((one) => [`${one.machines} machines, crew of ${one.crew}`, one] as const),
  )('%s', (_, { machines, crew, failure_rate, repair_rate, mean_down }) => {
    const line = resolveLine(
      { stations: [{ name: 'A', machines, outputType: 'Part' }], crews: [{ name: 'fitters', size: crew }] },
      {
        A: {
          uph: 60,
          reliability: { mtbfMin: 1 / failure_rate, mttrMin: 1 / repair_rate, interrupts: 'anyTime', crew: 'fitters' },
        },
      },
    );
    const { down } = longRun(line, 60 * 600_000, {
      down: (run) => Object.values(run.stations).reduce((sum, { timeInStateS }) => sum + timeInStateS.DOWN, 0),
    });
    expectExact(down, mean_down, 0.015);
  });
});
