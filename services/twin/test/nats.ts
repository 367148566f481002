import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectNats } from '@twin/nats-adapter';

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** A real nats-server with JetStream on a port of its own, which can be killed and started again. */
export class NatsServer {
  readonly port: number;
  private readonly folder = mkdtempSync(join(tmpdir(), 'twin-service-'));
  private child: ChildProcess | undefined;

  private constructor(port: number) {
    this.port = port;
  }

  static async make(): Promise<NatsServer> {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as { port: number };
    probe.close();
    await once(probe, 'close');
    const server = new NatsServer(port);
    await server.start();
    return server;
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const log = join(this.folder, `log-${Date.now()}`);
    const file = join(this.folder, 'server.conf');
    const store = join(this.folder, 'store');
    writeFileSync(
      file,
      `host: 127.0.0.1\nport: ${this.port}\nlog_file: "${log}"\njetstream { store_dir: "${store}" }\n`,
    );
    const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/usr/local/sbin` };
    const child = spawn(process.env['NATS_SERVER_BIN'] ?? 'nats-server', ['-c', file], { env, stdio: 'ignore' });
    this.child = child;
    running.add(child);
    child.once('exit', () => running.delete(child));
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (child.exitCode !== null) throw new Error(`nats-server ended with ${child.exitCode}`);
      try {
        if (readFileSync(log, 'utf8').includes('Server is ready')) return;
      } catch {
        // Not there yet.
      }
    }
  }

  /** As an operator would, beside the processes that use it. */
  async deleteStream(name: string): Promise<void> {
    const broker = await connectNats({ servers: this.url });
    await broker.bus.request(`$JS.API.STREAM.DELETE.${name}`, new Uint8Array());
    await broker.close();
  }

  async kill(): Promise<void> {
    if (this.child === undefined || !running.has(this.child)) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
