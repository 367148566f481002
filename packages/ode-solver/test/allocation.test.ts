import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const script = fileURLToPath(new URL('allocation-run.ts', import.meta.url));

interface Measured {
  readonly stepping: number;
  readonly restarting: number;
  readonly growth: number;
}

/**
 * The smallest array or object of ours would be 100 bytes or more. What is left, up to two numbers of 16 bytes, is V8 boxing a
 * double where it has chosen not to inline a call (often none: it depends on when code was compiled).
 */
it.each(['dopri5', 'tsit5', 'bs3', 'dop853', 'radau5', 'rodas4', 'auto', 'rk4'])(
  '%s allocates nothing in a step',
  (method) => {
    const flags = ['--expose-gc', '--max-semi-space-size=256', '--conditions=@twin/source'];
    const { stdout, stderr, status } = spawnSync(process.execPath, [...flags, script, method, '1e6'], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const measured = JSON.parse(stdout) as Measured;
    expect(measured.stepping).toBeLessThan(40);
    expect(measured.restarting).toBeLessThan(40);
    expect(measured.growth).toBeLessThan(100_000); // after a million steps; most of it is compiled code
  },
);
