import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { simJsShift } from './peers/simjs.ts';
import { simScriptShift } from './peers/simscript.ts';

/** CPU seconds of one 8-hour shift in a peer: the median of several, or why there is none. */
export type PeerTime = { readonly medianS: number; readonly label: string } | { readonly missing: string };

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * A SimPy model of the same line, run by whichever Python here has SimPy: `lean` with the store calls of the original, `bare`
 * without what the model does not need, `counting` what a run of ours tells.
 */
export function simPy(model: 'lean' | 'bare' | 'counting'): PeerTime {
  for (const python of ['python3', '/usr/bin/python3']) {
    const argv = ['-B', here(`./peers/${model}_simpy.py`), '7'];
    const { status, stdout } = spawnSync(python, argv, { encoding: 'utf8' });
    if (status !== 0) continue;
    const { simpy, cpuS } = JSON.parse(stdout) as { simpy: string; cpuS: number[] };
    return { medianS: median(cpuS), label: `${model} SimPy ${simpy}` };
  }
  return { missing: 'no Python with SimPy here (Debian: apt-get install python3-simpy3)' };
}

/** A plain event engine in C++, compiled now, when a compiler is there. */
export function plainCpp(): PeerTime {
  const folder = mkdtempSync(join(tmpdir(), 'line-engine-bench-'));
  try {
    const program = join(folder, 'line');
    const compiled = spawnSync('g++', ['-O3', '-march=native', '-o', program, here('./native/line.cpp')]);
    if (compiled.status !== 0) return { missing: 'no C++ compiler here' };
    const { stdout } = spawnSync(program, ['200'], { encoding: 'utf8' });
    return { medianS: median((JSON.parse(stdout) as { cpuS: number[] }).cpuS), label: 'C++ event engine' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same line in simjs from npm. */
export function simJs(): PeerTime {
  const seconds = Array.from({ length: 10 }, (_, seed) => {
    const before = process.cpuUsage();
    simJsShift(seed);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return { medianS: median(seconds.slice(3)), label: 'simjs 2.0.3' };
}

/** The same line in SimScript from npm. */
export async function simScript(): Promise<PeerTime> {
  const seconds: number[] = [];
  for (let seed = 0; seed < 4; seed++) {
    const before = process.cpuUsage();
    await simScriptShift(seed);
    const { user, system } = process.cpuUsage(before);
    seconds.push((user + system) / 1e6);
  }
  return { medianS: median(seconds.slice(1)), label: 'simscript 1.0.37' };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
