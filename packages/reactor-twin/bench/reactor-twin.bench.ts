import { createReactorModel, jacketedCstr, TwinSession, type SessionOptions } from '@twin/reactor-twin';
import { expect, test } from 'vitest';
import { endlessReadings } from './readings.ts';

const model = jacketedCstr();
const options: SessionOptions = {
  filter: { initialStd: [0.05, 2], processVariancePerMin: [1e-5, 0.025], gate: {} },
};

test('solveStep: 0.1 min with a new coolant temperature every call, through ignitions', () => {
  const calls = 20_000;
  const nanoseconds = new Float64Array(calls);
  const reactor = createReactorModel();
  let seed = 1;
  let hottest = 0;
  for (let round = 0; round < 6; round++)
    for (let i = 0; i < calls; i++) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const Tc = 290 + (20 * seed) / 4_294_967_296;
      const start = process.hrtime.bigint();
      const { temperatureK } = reactor.solveStep({ Tc });
      nanoseconds[i] = Number(process.hrtime.bigint() - start);
      hottest = Math.max(hottest, temperatureK);
    }
  nanoseconds.sort();
  const at = (share: number) => (nanoseconds[Math.floor(share * calls)]! / 1_000).toFixed(2);
  console.log(
    `solveStep  median ${at(0.5)} µs   99 % ${at(0.99)} µs   99.9 % ${at(0.999)} µs   (to ${hottest.toFixed(0)} K)`,
  );
  expect(hottest).toBeGreaterThan(400);
});

test.each([
  ['T and Ca at the same instant', 0],
  ['T and Ca 3 s apart', 3_000],
])('session updates a second on one core, filter, charts and ideal reactor on: %s', (what, apartMs) => {
  const next = endlessReadings(apartMs === 0 ? 3_000 : apartMs);
  const session = new TwinSession(model, options);
  const updates = 200_000;
  const rates: number[] = [];
  for (let round = 0; round < 6; round++) {
    const batch = Array.from({ length: updates }, () => {
      const one = next();
      // Pairs share an instant: the even sequence's.
      const timeMs = apartMs === 0 ? one.timeMs - (one.sequence % 2) * 3_000 : one.timeMs;
      return { ...one, timeMs };
    });
    const before = process.cpuUsage();
    for (const one of batch) session.accept(one);
    const { user, system } = process.cpuUsage(before);
    rates.push(updates / ((user + system) / 1e6));
  }
  const best = rates.toSorted((a, b) => b - a);
  console.log(`session    ${what}: median ${Math.round(best[3]!)} /s, best ${Math.round(best[0]!)} /s`);
  expect(best[0]).toBeGreaterThan(0);
});

test('checkpoint and restore', () => {
  const next = endlessReadings(3_000);
  const session = new TwinSession(model, options);
  for (let i = 0; i < 1_000; i++) session.accept(next());
  const rounds = 200;
  const start = process.hrtime.bigint();
  let bytes = 0;
  for (let i = 0; i < rounds; i++) {
    const text = JSON.stringify(session.checkpoint());
    bytes = text.length;
    TwinSession.restore(model, options, JSON.parse(text));
  }
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6 / rounds;
  console.log(
    `checkpoint ${(bytes / 1024).toFixed(0)} kB; out, through JSON and in again ${milliseconds.toFixed(2)} ms`,
  );
  expect(bytes).toBeGreaterThan(0);
});
