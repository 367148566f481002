import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { timingSafeEqual } from 'node:crypto';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Broker } from '@twin/bus';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Fleet } from './fleet.ts';
import { faultOrderSchema, mockPlantSubject, plantFaults } from './mock-plant.ts';
import { streamEvents } from './page-events.ts';
import type { WatchedAsset } from './watched-asset.ts';

export interface PageOptions {
  readonly TWIN_HOST: string;
  readonly TWIN_PORT: number;
  readonly TWIN_TOKEN?: string | undefined;
  readonly TWIN_INSTANCE: string;
  readonly healthPort: number;
  readonly fleet: Fleet;
  /** Undefined while there is no connection yet. */
  readonly broker: () => Broker | undefined;
  readonly mode: () => 'live' | 'durable';
  readonly solveMs: () => number;
  readonly bus: 'memory' | 'nats';
}

/** Nothing but the service itself; uPlot sets sizes through the style of its elements, which is no inline style of the page. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const acknowledgeSchema = z.strictObject({ asset: z.string(), id: z.string() });
const shelveSchema = z.strictObject({ asset: z.string(), id: z.string(), minutes: z.number().positive().max(1440) });

const outOfServiceSchema = z.strictObject({ asset: z.string(), id: z.string(), isOut: z.boolean() });

/** The live page, what it asks for, and health on the same port. */
export async function servePage(options: PageOptions): Promise<{ readonly url: string; close(): Promise<void> }> {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of securityHeaders) context.res.headers.set(name, value);
  });
  addFiles(app);
  addHealth(app, options.healthPort);
  addReading(app, options);
  addWriting(app, options);
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(options.TWIN_PORT, options.TWIN_HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = options.TWIN_HOST === '0.0.0.0' || options.TWIN_HOST === '::' ? '127.0.0.1' : options.TWIN_HOST;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/`,
    close: async () => {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      if (server.listening) await once(server, 'close');
    },
  };
}

const securityHeaders = Object.entries({
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
});

function addFiles(app: Hono): void {
  const uplot = createRequire(import.meta.url).resolve('uplot/dist/uPlot.min.css');
  // From dist/ and from src/ the page lies beside, in page/.
  const page = new URL('../page/', import.meta.url);
  const files: Readonly<Record<string, readonly [URL | string, string]>> = {
    '/': [new URL('page.html', page), 'text/html; charset=utf-8'],
    '/page.css': [new URL('page.css', page), 'text/css; charset=utf-8'],
    '/page.js': [new URL('page.js', page), 'text/javascript; charset=utf-8'],
    '/alarms.js': [new URL('alarms.js', page), 'text/javascript; charset=utf-8'],
    '/words.js': [new URL('words.js', page), 'text/javascript; charset=utf-8'],
    '/charts.js': [new URL('charts.js', page), 'text/javascript; charset=utf-8'],
    '/replay.js': [new URL('replay.js', page), 'text/javascript; charset=utf-8'],
    '/uplot.css': [uplot, 'text/css; charset=utf-8'],
    '/uplot.js': [uplot.replace('uPlot.min.css', 'uPlot.esm.js'), 'text/javascript; charset=utf-8'],
  };
  for (const [path, [file, type]] of Object.entries(files)) {
    const content = readFileSync(file);
    app.get(path, (context) => context.body(content, 200, { 'content-type': type }));
  }
  app.get('/favicon.ico', (context) => context.body(null, 204));
}

function addHealth(app: Hono, healthPort: number): void {
  for (const path of ['/livez', '/readyz', '/metrics'])
    app.get(path, async () => {
      const { status, headers, body } = await fetch(`http://127.0.0.1:${healthPort}${path}`);
      return new Response(body, { status, headers: { 'content-type': headers.get('content-type') ?? 'text/plain' } });
    });
}

function addReading(app: Hono, options: PageOptions): void {
  const { fleet, TWIN_INSTANCE } = options;
  app.get('/api/assets', (context) => {
    const assets = [...fleet.assets.values()].map((asset) => ({
      ...asset.status(options.mode(), TWIN_INSTANCE, Date.now(), 0),
      alarms: asset.alarms.waiting(Date.now()),
    }));
    return context.json({ assets, faults: plantFaults });
  });
  app.get('/api/history', (context) => {
    const asset = fleet.assets.get(context.req.query('asset') ?? '');
    if (asset === undefined) return context.json({ error: 'there is no such asset' }, 404);
    const since = Number(context.req.query('since') ?? 0);
    if (!Number.isFinite(since)) return context.json({ error: 'since is a time in ms' }, 400);
    return context.json({ points: asset.history.since(since) });
  });
  app.get('/api/events', (context) => {
    const asset = fleet.assets.get(context.req.query('asset') ?? '');
    if (asset === undefined) return context.json({ error: 'there is no such asset' }, 404);
    return streamEvents(context, asset, {
      instance: TWIN_INSTANCE,
      isConnected: () => options.broker()?.isConnected === true,
      mode: options.mode,
      isHeld: () => fleet.assets.get(asset.twin.prefix) === asset,
      solveMs: options.solveMs,
      bus: options.bus,
    });
  });
}

function addWriting(app: Hono, options: PageOptions): void {
  const { fleet, broker, TWIN_TOKEN } = options;
  app.use('/api/*', bodyLimit({ maxSize: 4096 }));
  const write = <T>(
    path: string,
    schema: z.ZodType<T & { asset: string }>,
    act: (body: T & { asset: string }, asset: WatchedAsset) => boolean | Promise<boolean>,
  ): void => {
    app.post(path, async (context) => {
      const refusal = refusalOf(context, TWIN_TOKEN);
      if (refusal !== undefined) return refusal;
      const body = schema.safeParse(await context.req.json().catch(() => undefined));
      if (!body.success)
        return context.json(
          { error: body.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`).join('; ') },
          400,
        );
      const asset = fleet.assets.get(body.data.asset);
      if (asset === undefined) return context.json({ error: 'there is no such asset' }, 404);
      const isDone = await act(body.data, asset);
      return isDone ? context.json({ ok: true }) : context.json({ error: 'there is nothing of that name' }, 404);
    });
  };
  write('/api/acknowledge', acknowledgeSchema, ({ id }, asset) => changed(asset, asset.alarms.acknowledge(id)));
  write('/api/shelve', shelveSchema, ({ id, minutes }, asset) =>
    changed(asset, asset.alarms.shelve(id, minutes, Date.now())),
  );
  write('/api/out-of-service', outOfServiceSchema, ({ id, isOut }, asset) =>
    changed(asset, asset.alarms.setOutOfService(id, isOut)),
  );
  write('/api/fault', faultOrderSchema, async (order) => {
    const payload = new TextEncoder().encode(JSON.stringify(order));
    // Nobody there: no mock plant runs on this bus.
    const answer = await broker()
      ?.bus.request(mockPlantSubject, payload, { timeoutMs: 1_000 })
      .catch(() => undefined);
    return (
      answer !== undefined && (JSON.parse(new TextDecoder().decode(answer.payload)) as { ok?: boolean }).ok === true
    );
  });
}

function changed(asset: WatchedAsset, isChanged: boolean): boolean {
  if (isChanged) asset.alarmsChanged();
  return isChanged;
}

/** Why a call that changes something is refused; undefined when it may go on. */
function refusalOf(context: Context, token: string | undefined): Response | undefined {
  if (token === undefined) return context.json({ error: 'writing is off: set TWIN_TOKEN' }, 403);
  const origin = context.req.header('origin');
  if (origin !== undefined && URL.parse(origin)?.host !== context.req.header('host'))
    return context.json({ error: 'this page may not write here' }, 403);
  const given = Buffer.from(context.req.header('authorization') ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    return context.json({ error: 'the token is wrong or missing' }, 401);
  if (!(context.req.header('content-type') ?? '').startsWith('application/json'))
    return context.json({ error: 'the body must be application/json' }, 415);
  return undefined;
}
