import { createLog, createMetrics, RepeatedFailures } from '@twin/service-host';
import { expect, test } from 'vitest';

/** Cost of one call, ns: the median of nine rounds. */
function costNs(action: () => void, n = 200_000): number {
  const rounds = Array.from({ length: 10 }, () => {
    const start = process.hrtime.bigint();
    for (let i = 0; i < n; i++) action();
    return Number(process.hrtime.bigint() - start) / n;
  });
  return rounds.slice(1).toSorted((a, b) => a - b)[4]!;
}

test('what may be done for each message, and what may not', () => {
  const metrics = createMetrics({ withProcess: false });
  const total = metrics.counter('twin_messages_total', 'Messages', ['result']);
  const bound = total.labels('ok');
  const seconds = metrics.histogram('twin_solve_seconds', 'Time of a step', [0.001, 0.01, 0.1]);
  const log = createLog('bench', { destination: { write: () => {} } });
  const failures = new RepeatedFailures(log, 60_000);
  const costs = {
    'counter, labels bound': costNs(() => bound.inc()),
    'counter, labels by call': costNs(() => total.labels('ok').inc()),
    histogram: costNs(() => seconds.observe(0.002)),
    'failure that repeats': costNs(() => failures.warn('decode', {}, 'not readable')),
    'line of the log': costNs(() => log.info({ sensor: 'T1', value: 350 }, 'predicted'), 50_000),
  };
  for (const [what, ns] of Object.entries(costs)) console.log(`${what.padEnd(26)} ${ns.toFixed(0).padStart(6)} ns`);
  expect(Object.keys(costs).length).toBe(5);
});
