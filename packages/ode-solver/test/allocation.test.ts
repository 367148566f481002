import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('allocation-run.ts', import.meta.url));
const methods = ['dopri5', 'tsit5', 'bs3', 'dop853', 'radau5', 'rodas4', 'auto', 'rk4'];

interface Measured {
  /** Bytes per accepted step, by step() and by restart() and advance(). */
  readonly stepping: number;
  readonly restarting: number;
  /** Bytes of the heap, after 300,000 more steps and a collection. */
  readonly growth: number;
}

function measure(method: string, ...engine: string[]): Measured {
  const flags = ['--expose-gc', '--max-semi-space-size=256', '--conditions=@twin/source', ...engine];
  const { stdout, stderr, status } = spawnSync(process.execPath, [...flags, script, method, '3e5'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as Measured;
}

/**
 * Measured: 0.003 to 0.1 bytes a step, or 11 to 21 (less than 1.4 numbers of 16 bytes), by what V8 happens to inline: it puts a
 * number that one function hands another on the heap unless it inlines the call. The smallest array of ours would be 100 bytes.
 */
describe('nothing is allocated in a step', () => {
  it.each(methods)('%s', (method) => {
    const { stepping, restarting, growth } = measure(method);
    expect(stepping).toBeLessThan(24);
    expect(restarting).toBeLessThan(40); // the time given to advance() is one more such number
    expect(growth).toBeLessThan(100_000);
  });

  it('explicit methods, where V8 may inline all it likes: not a byte', () => {
    const least = ['tsit5', 'bs3', 'dop853', 'rk4'].map((method) => {
      const { stepping, restarting } = measure(method, '--no-maglev', '--max-inlined-bytecode-size-cumulative=3000');
      return Math.min(stepping, restarting);
    });
    for (const bytes of least) expect(bytes).toBeLessThan(1);
  });
});
