import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Point } from './timing.ts';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const workload = (name: string): string => here(`../test/reference/cstr/bench_${name.toLowerCase()}.csv`);

const compiler = process.env['CC'] ?? 'cc';

let program: string | undefined;

/** The same algorithm in plain C, compiled now; undefined when no compiler is there. */
export function plainC(name: string, rtol: number, cold: boolean): Point | undefined {
  if (program === undefined) {
    const file = join(mkdtempSync(join(tmpdir(), 'ode-bench-')), 'dopri5');
    const compiled = spawnSync(compiler, ['-O2', '-o', file, here('./native/dopri5.c'), '-lm'], { encoding: 'utf8' });
    if (compiled.status !== 0) return undefined;
    program = file;
  }
  const { stdout } = spawnSync(program, [workload(name), String(rtol), '20', cold ? 'cold' : 'warm'], {
    encoding: 'utf8',
  });
  const { us, error } = JSON.parse(stdout) as { us: number[]; error: number };
  return { us: Math.min(...us), error };
}

/** Ours in a process of its own, as the C program is: nothing else has been compiled there. */
export function ownProcess(name: string, rtol: number, cold: boolean): Point {
  const args = [
    '--conditions=@twin/source',
    fileURLToPath(new URL('./twin-run.ts', import.meta.url)),
    name,
    String(rtol),
    cold ? 'cold' : 'warm',
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Point;
}

/** SciPy's RK45, one twin call; undefined when no Python with SciPy is there. */
export function scipyRk45(): { readonly scipy: string; readonly us: number } | undefined {
  for (const python of ['python3', '/usr/bin/python3']) {
    const { status, stdout } = spawnSync(python, [here('./peers/scipy_rk45.py'), workload('S01'), '10'], {
      encoding: 'utf8',
    });
    if (status === 0) return JSON.parse(stdout) as { scipy: string; us: number };
  }
  return undefined;
}
