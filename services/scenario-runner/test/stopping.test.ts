import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { main, scenarioRunner, scenarios, workFolder } from './command-line.ts';

const folder = workFolder();
const baseline = join(scenarios, 'baseline.yaml');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Sends the signals, each once this has been said on standard error so many times. */
function interrupted(
  given: readonly string[],
  signals: readonly { readonly after: RegExp; readonly signal: NodeJS.Signals }[],
) {
  return new Promise<Ended>((resolve) => {
    const child = spawn(process.execPath, ['--conditions=@twin/source', main, ...given], { cwd: folder });
    const left = [...signals];
    let [out, err] = ['', ''];
    child.stdout.on('data', (piece: Buffer) => (out += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => {
      err += piece.toString();
      while (left.length > 0 && left[0]!.after.test(err)) child.kill(left.shift()!.signal);
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

describe('Ctrl-C', () => {
  const long = ['run', baseline, '--replications', '500', '--workers', '2', '--json'];

  it('once: what is finished is reported and written, and is that of so many replications', async () => {
    const { code, out, err } = await interrupted(
      [...long, '--duration-hours', '2', '--out', 'cut'],
      [{ after: /%/, signal: 'SIGINT' }],
    );
    expect(code).toBe(130);
    expect(err).toContain('stopping; what is running is finished');
    const { replications } = JSON.parse(out) as { replications: number };
    expect(replications).toBeGreaterThan(1);
    expect(replications).toBeLessThan(500);
    expect(existsSync(join(folder, 'cut/baseline/summary.json'))).toBe(true);
    const again = ['run', baseline, '--replications', String(replications), '--duration-hours', '2', '--json'];
    expect(scenarioRunner(folder, ...again, '--out', 'whole').out).toBe(out);
  });

  it('twice: it ends at once and leaves nothing half-written', async () => {
    const { code } = await interrupted(
      [...long, '--duration-hours', '2', '--out', 'twice'],
      [
        { after: /%/, signal: 'SIGINT' },
        { after: /stopping/, signal: 'SIGINT' },
      ],
    );
    expect(code).toBe(130);
    expect(existsSync(join(folder, 'twice', '.baseline.part'))).toBe(false);
  });
});

describe('results that cannot be written', () => {
  it('because a file may not grow any more: exit code 1, a message, nothing left', () => {
    const command = `ulimit -f 200; exec "$0" --conditions=@twin/source "$@"`;
    const given = ['run', baseline, '--replications', '2', '--out', 'full'];
    const { status, stderr } = spawnSync('bash', ['-c', command, process.execPath, main, ...given], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stderr).toContain('a file is larger than may be written here (EFBIG); nothing was written');
    expect(status).toBe(1);
    expect(readdirSync(join(folder, 'full'))).toEqual([]);
  });

  it('because the folder is there already: refused before anything is run, and replaced when told', () => {
    const run = (...more: readonly string[]) =>
      scenarioRunner(
        folder,
        'run',
        baseline,
        '--replications',
        '2',
        '--duration-hours',
        '1',
        '--out',
        'twice-run',
        ...more,
      );
    expect(run()).toMatchObject({ code: 0 });
    const again = run();
    expect(again.code).toBe(2);
    expect(again.err).toContain('is there already; --force replaces it');
    expect(run('--force')).toMatchObject({ code: 0 });
    expect(readdirSync(join(folder, 'twice-run'))).toEqual(['baseline']);
  });
});

it('a line that locks up ends the run with its message, also on worker threads', () => {
  writeFileSync(
    join(folder, 'locked.yaml'),
    `line: ring
topology:
  stations: [{ name: A }, { name: B }, { name: C }]
  routes: [{ from: A, to: B }, { from: B, to: C }, { from: C, to: B, share: 1 }, { from: C, to: out, share: 0.01 }]
  allowDeadlock: true
baseline: { A: { uph: 5000 }, B: { uph: 5000, bufferCapacity: 1 }, C: { uph: 5000, bufferCapacity: 1 } }
`,
  );
  const { code, err } = scenarioRunner(
    folder,
    'compare',
    'locked.yaml',
    'locked.yaml',
    '--duration-hours',
    '400',
    '--workers',
    '2',
  );
  expect(code).toBe(1);
  expect(err).toContain('scenario-runner: ');
  expect(err).toMatch(/wait/);
  expect(err).not.toMatch(/\n\s+at /);
});
