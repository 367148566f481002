/**
 * Ten million readings through one session: `pnpm --filter @twin/reactor-twin soak [readings]`. Prints the heap after garbage collection at every
 * tenth; fails when it has grown by more than 1 MB from the first tenth to the last.
 */
import { jacketedCstr, TwinSession } from '@twin/reactor-twin';
import { endlessReadings } from './readings.ts';

const readings = Number(process.argv[2] ?? 10_000_000);
const collect = (globalThis as { gc?: () => void }).gc;
if (!(readings >= 1_000)) throw new RangeError('give a number of readings of 1,000 or more');
if (collect === undefined) throw new Error('run with --expose-gc');

const session = new TwinSession(jacketedCstr(), {
  filter: { initialStd: [0.05, 2], processVariancePerMin: [1e-5, 0.025], gate: {} },
  latenessMs: 10_000,
});
const next = endlessReadings(3_000);
const heapMb: number[] = [];
let predictions = 0;
const start = process.hrtime.bigint();
for (let tenth = 1; tenth <= 10; tenth++) {
  for (let i = 0; i < readings / 10; i++)
    for (const { kind } of session.accept(next())) if (kind === 'prediction') predictions++;
  collect();
  collect();
  heapMb.push(process.memoryUsage().heapUsed / 1_048_576);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  console.log(
    `${tenth * 10} %  heap ${heapMb.at(-1)!.toFixed(2)} MB  ${Math.round((tenth * readings) / 10 / seconds)} readings/s`,
  );
}
const growth = heapMb.at(-1)! - heapMb[0]!;
console.log(`${predictions} predictions; heap grew by ${growth.toFixed(3)} MB`);
if (growth > 1) process.exitCode = 1;
