import { createMetrics, serveHealth, type HealthServer } from '@twin/service-host';
import { afterEach, describe, expect, it } from 'vitest';

let health: HealthServer | undefined;
afterEach(async () => {
  await health?.close();
  health = undefined;
});

async function serve(ready: Parameters<typeof serveHealth>[0]['ready'], more: { readonly maxLagMs?: number } = {}) {
  const metrics = createMetrics({ withProcess: false });
  health = await serveHealth({ port: 0, host: '127.0.0.1', ready, metrics, readyTimeoutMs: 200, ...more });
  const { port } = health;
  return { metrics, get: (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method }) };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('/livez', () => {
  it('is 200 while the event loop turns, 503 after it was blocked, and 200 again', async () => {
    const { get } = await serve({}, { maxLagMs: 300 });
    expect((await get('/livez')).status).toBe(200);
    const asked = get('/livez');
    const end = performance.now() + 800;
    while (performance.now() < end);
    expect((await asked).status).toBe(503);
    await sleep(5_300);
    expect((await get('/livez')).status).toBe(200);
  });
});

describe('/readyz', () => {
  it('is 200 only while every condition holds, and names those that do not', async () => {
    let isUp = false;
    const { get } = await serve({
      nats: () => {
        if (!isUp) throw new Error('there is no connection now');
      },
      jetstream: async () => {},
    });
    const down = await get('/readyz');
    expect(down.status).toBe(503);
    expect(await down.json()).toEqual({ ok: false, failures: { nats: 'there is no connection now' } });
    expect((await get('/livez')).status).toBe(200);
    isUp = true;
    await sleep(600);
    expect((await get('/readyz')).status).toBe(200);
  });

  it('answers though a condition never does, and asks once for many probes', async () => {
    let asked = 0;
    const { get } = await serve({
      hung: () => {
        asked++;
        return new Promise<void>(() => {});
      },
    });
    const answers = await Promise.all(Array.from({ length: 50 }, () => get('/readyz')));
    expect(answers.every(({ status }) => status === 503)).toBe(true);
    expect(await answers[0]!.json()).toEqual({ ok: false, failures: { hung: 'no end within 200 ms' } });
    expect(asked).toBe(1);
  });
});

describe('/metrics', () => {
  it('is Prometheus text', async () => {
    const { get, metrics } = await serve({});
    const total = metrics.counter('twin_messages_total', 'Messages by result', ['result']);
    total.labels('ok').inc(3);
    metrics.gauge('twin_lag', 'Messages behind').set(7);
    metrics.histogram('twin_solve_seconds', 'Time of a step', [0.001, 0.01]).observe(0.002);
    const answer = await get('/metrics');
    expect(answer.headers.get('content-type')).toContain('text/plain');
    const lines = (await answer.text()).split('\n');
    expect(lines).toContain('# TYPE twin_messages_total counter');
    expect(lines).toContain('twin_messages_total{result="ok"} 3');
    expect(lines).toContain('twin_lag 7');
    expect(lines).toContain('twin_solve_seconds_bucket{le="0.01"} 1');
  });

  it('tells of the process when asked to', async () => {
    expect(await createMetrics().text()).toContain('process_resident_memory_bytes');
  });
});

describe('anything else', () => {
  it('is refused', async () => {
    const { get } = await serve({});
    expect((await get('/')).status).toBe(404);
    expect((await get('/constructor')).status).toBe(404);
    expect((await get('/livez', 'POST')).status).toBe(405);
    expect((await get('/livez?verbose', 'HEAD')).status).toBe(200);
  });
});
