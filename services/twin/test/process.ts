import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../src/main.ts');
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A process of ours, as a plant would start it: only the environment it is given. */
export class TwinProcess {
  readonly child: ChildProcess;
  out = '';
  err = '';
  private readonly exited: Promise<number | null>;

  constructor(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, ['--conditions=@twin/source', main, ...args], {
      env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'], ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(this.child);
    this.child.stdout!.on('data', (chunk: Buffer) => (this.out += chunk.toString()));
    this.child.stderr!.on('data', (chunk: Buffer) => (this.err += chunk.toString()));
    this.exited = once(this.child, 'close').then(([code]) => {
      running.delete(this.child);
      return code as number | null;
    });
  }

  /** Resolves with the match once it was said on one of the streams. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this.out) ?? pattern.exec(this.err);
      if (found !== null) return found;
      if (this.child.exitCode !== null) throw new Error(`ended with ${this.child.exitCode}:\n${this.out}\n${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** The address of its page. */
  async url(): Promise<string> {
    const [, url] = await this.says(/(http:\/\/127\.0\.0\.1:\d+\/)/);
    await this.says(/"msg":"ready"|The reactor/);
    return url!;
  }

  end(): Promise<number | null> {
    return this.exited;
  }

  stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.exited;
  }
}
