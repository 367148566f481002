/**
 * `npm start`: both halves of the house, on real input. Starts the twin of a reactor beside a mock plant, on a bus of its own, and
 * prints the address of its page; compares the cosmetics line as it is with the same line and a larger buffer behind
 * its Filler, shows twenty shifts of each and leaves their records under out/.
 *
 * The twin runs until Ctrl-C. `npm start -- --for 20` ends after 20 seconds. Without it, and without a terminal, all ends after
 * printing.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
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

async function scenarioRun(...given: readonly string[]): Promise<void> {
  const left = deadlineMs === undefined ? undefined : Math.max(1, deadlineMs - Date.now());
  const { status, signal } = spawnSync(process.execPath, [scenarioRunner, ...given], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    ...(left !== undefined && { timeout: left }),
  });
  if (signal !== null) return end(0); // its time is over
  if (status !== 0) await end(status ?? 1);
}

/** The twin as a process of its own, and the address of its page. */
async function startTwin(): Promise<{ readonly url: string; stop(): Promise<void>; readonly ended: Promise<unknown> }> {
  const env = { TWIN_PORT: '0', ...process.env };
  const child = spawn(process.execPath, [join(root, 'services/twin/bin/twin.js'), 'demo'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\S+\n/.exec(said);
      if (found !== null) resolve(found[0].trim());
    });
    child.once('exit', (code) => reject(new Error(`the twin ended with ${code}`)));
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, stop, ended };
}

const limit = seconds();
const deadlineMs = limit === undefined ? undefined : Date.now() + limit * 1000;

const twin = await startTwin();
async function end(code: number): Promise<never> {
  await twin.stop();
  process.exit(code);
}

console.log(`The reactor, its twin and a mock plant: ${twin.url}\n`);

await scenarioRun('compare', `${scenarios}/baseline.yaml`, `${scenarios}/large-buffer.yaml`);
console.log('\nTwenty shifts of each:\n');
await scenarioRun('run', `${scenarios}/baseline.yaml`, '--force');
console.log('');
await scenarioRun('run', `${scenarios}/large-buffer.yaml`, '--force');
console.log(`
Ask your own question: copy ${scenarios}/large-buffer.yaml, change what it names, and
  npm run scenario-runner -- run ${scenarios}/YOURS.yaml`);

if (limit === undefined && !process.stdout.isTTY) await end(0);
console.log(`
The page of the twin: ${twin.url}
Inject a fault there ("Mock plant", below) and see what the twin makes of it. Ctrl-C ends it.`);
process.once('SIGINT', () => void end(0));
process.once('SIGTERM', () => void end(0));
if (deadlineMs !== undefined) setTimeout(() => void end(0), Math.max(1, deadlineMs - Date.now()));
await twin.ended;
