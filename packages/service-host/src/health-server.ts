import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventLoopWatch } from './event-loop.ts';
import type { Metrics } from './metrics.ts';

export interface HealthOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Default all interfaces: in a container the prober is outside. */
  readonly host?: string;
  /** What must hold for work to be taken: resolves, or rejects with the reason. Named in the answer. */
  readonly ready: Readonly<Record<string, () => Promise<void> | void>>;
  readonly metrics: Metrics;
  /** Deadline of all conditions. Default 1,000. */
  readonly readyTimeoutMs?: number;
  /** `/livez` fails when timers were later than this. Default 1,000. */
  readonly maxLagMs?: number;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** How long an answer of `/readyz` holds: probing does not load what is probed. */
const holdMs = 500;

/**
 * `/livez`: 200 while the event loop turns; restart the process when it fails. `/readyz`: 200 while all conditions
 * hold; keep work away when it fails. `/metrics`: Prometheus text. GET and HEAD only.
 */
export async function serveHealth(options: HealthOptions): Promise<HealthServer> {
  const loop = new EventLoopWatch();
  const { maxLagMs = 1_000 } = options;
  const readiness = new Readiness(options);
  const routes: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    '/livez': async (response) => {
      const lagMs = Math.round(loop.lagMs());
      answer(response, lagMs <= maxLagMs ? 200 : 503, { lagMs, maxLagMs });
    },
    '/readyz': async (response) => {
      const failures = await readiness.failures();
      answer(response, Object.keys(failures).length === 0 ? 200 : 503, { failures });
    },
    '/metrics': async (response) => {
      response.writeHead(200, { 'content-type': options.metrics.contentType }).end(await options.metrics.text());
    },
  };
  const server = createServer((request, response) => {
    const route = routes[(request.url ?? '').split('?')[0]!];
    if (request.method !== 'GET' && request.method !== 'HEAD') answer(response, 405, { error: 'GET only' });
    else if (route === undefined) answer(response, 404, { error: 'not here' });
    else route(response).catch((error: unknown) => answer(response, 500, { error: String(error) }));
  });
  server.requestTimeout = 5_000;
  server.listen(options.port, options.host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      loop.close();
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify({ ok: status === 200, ...body })}\n`);
}

class Readiness {
  readonly #options: HealthOptions;
  #last: { readonly atMs: number; readonly failures: Promise<Record<string, string>> } | undefined;

  constructor(options: HealthOptions) {
    this.#options = options;
  }

  /** Conditions that do not hold, with the reason of each. Probes at the same time share one answer. */
  failures(): Promise<Record<string, string>> {
    const nowMs = performance.now();
    if (this.#last === undefined || nowMs - this.#last.atMs > holdMs)
      this.#last = { atMs: nowMs, failures: this.#ask() };
    return this.#last.failures;
  }

  async #ask(): Promise<Record<string, string>> {
    const { ready, readyTimeoutMs = 1_000 } = this.#options;
    const failures: Record<string, string> = {};
    await Promise.all(
      Object.entries(ready).map(async ([name, condition]) => {
        try {
          await within(readyTimeoutMs, condition);
        } catch (error) {
          failures[name] = error instanceof Error ? error.message : String(error);
        }
      }),
    );
    return failures;
  }
}

/** Fails when the work has not ended by then. */
export async function within(timeoutMs: number, work: () => Promise<void> | void): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no end within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
