import dopri from 'dopri';
import ode45 from 'ode45-cash-karp';
import { stepper, type Method } from '../src/index.ts';
import { cstr, csv } from '../test/problems.ts';

/** A workload: at each time a new coolant temperature; Ca and T of the reference. */
export type Workload = readonly (readonly number[])[];

export const workloads: Readonly<Record<string, Workload>> = {
  S01: csv('bench_s01.csv'),
  B10: csv('bench_b10.csv'),
  B1000: csv('bench_b1000.csv'),
};

/** Drives one solver through a workload; gives the largest error at the rows. */
export type Drive = (rows: Workload, rtol: number) => number;

const start = (rows: Workload): Float64Array => Float64Array.of(rows[0]![2]!, rows[0]![3]!);

function worse(worst: number, y: ArrayLike<number>, row: readonly number[]): number {
  return Math.max(worst, Math.abs(y[0]! - row[2]!), Math.abs(y[1]! - row[3]!) / 350);
}

export const ours =
  (method: Method, keepStep: boolean): Drive =>
  (rows, rtol) => {
    const params = { q: 100, Tf: 350, Caf: 1, Tc: 300 };
    const twin = stepper(
      { rhs: cstr, params, y0: start(rows), tspan: [0, Infinity] },
      { method, rtol, atol: [rtol, 300 * rtol] },
    );
    const change = { keepStep };
    let worst = 0;
    for (let i = 0; i + 1 < rows.length; i++) {
      params.Tc = rows[i]![1]!;
      twin.restart(change);
      if (twin.advance(rows[i + 1]![0]!) !== 'running') throw new Error(twin.message);
      worst = worse(worst, twin.y, rows[i + 1]!);
    }
    return worst;
  };

/** Keeps its step from call to call, which is its fastest way. */
export const cashKarp: Drive = (rows, rtol) => {
  const p = { q: 100, Tf: 350, Caf: 1, Tc: 300 };
  const y = start(rows);
  const solver = ode45(y, (dy, at, t) => cstr(t, at, dy, p), 0, 1e-3, { tol: rtol, verbose: false });
  let worst = 0;
  for (let i = 0; i + 1 < rows.length; i++) {
    p.Tc = rows[i]![1]!;
    const dt = solver.dt;
    solver.steps(Infinity, rows[i + 1]![0]!);
    solver.dt = Math.max(solver.dt, dt); // the last step was cut to land
    worst = worse(worst, y, rows[i + 1]!);
  }
  return worst;
};

/** From zero in each call, with the end as a critical time, so that it does not step past it. */
export const dopriJs: Drive = (rows, rtol) => {
  const p = { q: 100, Tf: 350, Caf: 1, Tc: 300 };
  const rhs = (t: number, y: number[], dy: number[]): void =>
    cstr(t, y as unknown as Float64Array, dy as unknown as Float64Array, p);
  const solver = new dopri.Dopri(rhs, 2, { rtol, atol: rtol, tcrit: [rows[1]![0]! - rows[0]![0]!], maxSteps: 1e6 });
  let y = [...start(rows)];
  let worst = 0;
  for (let i = 0; i + 1 < rows.length; i++) {
    p.Tc = rows[i]![1]!;
    const span = rows[1]![0]! - rows[0]![0]!; // all rows are equally far apart
    solver.initialise(0, y);
    y = solver.run(span)([span])[0]!;
    worst = worse(worst, y, rows[i + 1]!);
  }
  return worst;
};
