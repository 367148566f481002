import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const binary = process.env['NATS_SERVER_BIN'] ?? 'nats-server';
/** Debian keeps servers in /usr/sbin, which is not on everybody's PATH. */
const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/usr/local/sbin` };

/** Servers that still run: none may outlive the tests, whatever becomes of them. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface ServerOptions {
  /** Lines of the server's configuration: authorization, limits, TLS. */
  readonly config?: string;
  /** Default true. */
  readonly isStarted?: boolean;
}

/** A real nats-server on a free port of the loopback, with a store directory of its own. */
export class NatsServer {
  readonly port: number;
  readonly folder: string;
  readonly #configFile: string;
  #child: ChildProcess | undefined;
  #log = '';

  private constructor(port: number, folder: string, config: string) {
    this.port = port;
    this.folder = folder;
    this.#configFile = join(folder, 'server.conf');
    this.configure(config);
  }

  static async make({ config = '', isStarted = true }: ServerOptions = {}): Promise<NatsServer> {
    const folder = mkdtempSync(join(tmpdir(), 'twin-nats-'));
    const server = new NatsServer(await freePort(), folder, config);
    if (isStarted) await server.start();
    return server;
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  get log(): string {
    return this.#log;
  }

  /** Takes effect at the next start. */
  configure(config: string): void {
    const lines = [`host: 127.0.0.1`, `port: ${this.port}`, config.replace('STORE', join(this.folder, 'store'))];
    if (!/jetstream/.test(config)) lines.push(`jetstream { store_dir: "${join(this.folder, 'store')}" }`);
    writeFileSync(this.#configFile, lines.join('\n'));
  }

  async start(): Promise<void> {
    const child = spawn(binary, ['-c', this.#configFile], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`nats-server ended with ${code}:\n${this.#log}`)));
      const hear = (chunk: Buffer): void => {
        this.#log += chunk.toString();
        if (this.#log.includes('Server is ready')) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
    });
    this.#log = '';
  }

  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name);
  }

  /** Stops without ending, as on a machine that stands still; resolves when it stands. `signal('SIGCONT')` ends that. */
  async hang(): Promise<void> {
    const status = `/proc/${this.#child!.pid}/stat`;
    this.signal('SIGSTOP');
    if (!existsSync(status)) await sleep(200);
    else while (!/\) [Tt] /.test(readFileSync(status, 'utf8'))) await sleep(1);
  }

  /** As a power switch would: no time for anything. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async exited(): Promise<void> {
    const child = this.#child;
    if (child !== undefined && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  async restart(downMs = 0): Promise<void> {
    await this.kill();
    await sleep(downMs);
    await this.start();
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A port that was free just now: servers of tests that run side by side do not meet. */
async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
