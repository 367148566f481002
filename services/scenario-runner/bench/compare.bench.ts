import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const scenario = (name: string) => fileURLToPath(new URL(`../scenarios/${name}.yaml`, import.meta.url));

/** Wall seconds of the whole program, from start to end; the best of three. */
function seconds(...given: readonly string[]): number {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-runner-bench-'));
  try {
    const rounds = [0, 1, 2].map((round) => {
      const beganMs = performance.now();
      const out = ['--out', `${round}`].slice(given[0] === 'run' ? 0 : 2);
      const { status } = spawnSync(process.execPath, ['--conditions=@twin/source', main, ...given, ...out], {
        cwd: folder,
      });
      expect(status).toBe(0);
      return (performance.now() - beganMs) / 1000;
    });
    return Math.min(...rounds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('200 replications of two 8-hour scenarios, the whole program', () => {
  const compare = ['compare', scenario('baseline'), scenario('large-buffer'), '--replications', '200'];
  const two = seconds(...compare, '--workers', '2');
  const one = seconds(...compare, '--workers', '1');
  expect(two).toBeGreaterThan(0);
  console.log(
    `compare, 200 × 2 shifts: 2 workers ${two.toFixed(2)} s · one by one ${one.toFixed(2)} s · ${(one / two).toFixed(2)} ×`,
  );
});

test('one what-if with its losses, bottleneck, money and files', () => {
  const one = seconds('run', scenario('baseline'), '--workers', '2');
  expect(one).toBeGreaterThan(0);
  console.log(`run, 20 shifts: ${one.toFixed(2)} s`);
});
