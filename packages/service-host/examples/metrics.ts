import { createMetrics, readSettings, serveHealth, SettingsError } from '@twin/service-host';
import { z } from 'zod';

const shape = { TWIN_PORT: z.coerce.number().int().default(0), TWIN_NATS_URL: z.string() };
try {
  readSettings({ TWIN_PORT: 'http', TWIN_NATS_URI: 'nats://broker' }, shape);
} catch (error) {
  if (error instanceof SettingsError) console.log(error.message);
}

const { values } = readSettings({ TWIN_NATS_URL: 'nats://broker' }, shape);
const metrics = createMetrics({ withProcess: false });
metrics.counter('twin_messages_total', 'Messages by result', ['result']).labels('ok').inc();
const ready = { nats: () => Promise.reject(new Error('there is no connection now')) };
const health = await serveHealth({ port: values.TWIN_PORT, ready, metrics });
for (const path of ['readyz', 'metrics']) {
  const answer = await fetch(`http://127.0.0.1:${health.port}/${path}`);
  console.log(answer.status, (await answer.text()).trim());
}
await health.close();
