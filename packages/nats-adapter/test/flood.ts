import { connect } from '@nats-io/transport-node';
import { workerData } from 'node:worker_threads';

/** A neighbour in a thread of its own: publishes 0 … n − 1 as fast as it can. */
interface Order {
  readonly url: string;
  readonly subject: string;
  readonly n: number;
  readonly size: number;
}
const { url, subject, n, size } = workerData as Order;
const nc = await connect({ servers: url });
const filling = 'x'.repeat(size);
for (let i = 0; i < n; i++) {
  nc.publish(subject, `${i} ${filling}`);
  if (i % 1_000 === 999) await nc.flush();
}
await nc.flush();
await nc.close();
