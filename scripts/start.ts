/**
 * `npm start`: the main job, on real input. Compares the cosmetics line as it is with the same line and a larger
 * buffer behind its Filler, then shows twenty shifts of each and leaves their records under out/.
 *
 * `npm start -- --for 20` ends after at most 20 seconds. Without it, and without a terminal, it ends after printing.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import './guard-node.mjs';

const root = join(import.meta.dirname, '..');
const scenarioRunner = join(root, 'services/scenario-runner/bin/scenario-runner.js');
const scenarios = 'services/scenario-runner/scenarios';

function seconds(): number | undefined {
  try {
    const { values } = parseArgs({ options: { for: { type: 'string' } }, strict: true });
    if (values.for === undefined) return undefined;
    const given = Number(values.for);
    if (!(given > 0)) throw new RangeError(`--for takes a positive number of seconds, is "${values.for}"`);
    return given;
  } catch (error) {
    console.error(`npm start: ${(error as Error).message}`);
    process.exit(2);
  }
}

function scenarioRun(...given: readonly string[]): void {
  const left = deadlineMs === undefined ? undefined : Math.max(1, deadlineMs - Date.now());
  const { status, signal } = spawnSync(process.execPath, [scenarioRunner, ...given], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...(left !== undefined && { timeout: left }),
  });
  if (signal !== null) process.exit(0); // its time is over
  if (status !== 0) process.exit(status ?? 1);
}

const limit = seconds();
const deadlineMs = limit === undefined ? undefined : Date.now() + limit * 1000;

scenarioRun('compare', `${scenarios}/baseline.yaml`, `${scenarios}/large-buffer.yaml`);
console.log('\nTwenty shifts of each:\n');
scenarioRun('run', `${scenarios}/baseline.yaml`, '--force');
console.log('');
scenarioRun('run', `${scenarios}/large-buffer.yaml`, '--force');
console.log(`
Ask your own question: copy ${scenarios}/large-buffer.yaml, change what it names, and
  npm run scenario-runner -- run ${scenarios}/YOURS.yaml`);
