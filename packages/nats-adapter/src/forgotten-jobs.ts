import type { ConsumerConfig } from '@nats-io/jetstream';
import { delay } from '@nats-io/transport-node';
import type { Link } from './link.ts';
import { workers } from './provisioning.ts';

/**
 * Jobs that are in the stream of a queue and that its consumer will never deliver: a purge by subject moved it past them,
 * or a kill undid their removal (2.9.10). Which of the two cannot be told, so they are delivered again, as is the
 * promise: at least once. How many there were; 0 as a rule, for the price of two questions.
 */
export async function deliverForgotten(link: Link, queue: string, consumer: Partial<ConsumerConfig>): Promise<number> {
  const first = await forgotten(link, queue);
  if (first.count === 0) return 0;
  await delay(100);
  const second = await forgotten(link, queue);
  if (second.count === 0 || second.firstSequence !== first.firstSequence) return 0;
  // No job is in anybody's hands, so no acknowledgement is lost with the old consumer.
  await link.call(`renew ${workers} of ${queue}`, () => link.jsm.consumers.delete(queue, workers));
  await link.call(`renew ${workers} of ${queue}`, () => link.jsm.consumers.add(queue, consumer));
  return second.count;
}

async function forgotten(
  link: Link,
  queue: string,
): Promise<{ readonly count: number; readonly firstSequence: number }> {
  const consumer = await link.call(`look at ${queue}`, () => link.jsm.consumers.info(queue, workers));
  const { state } = await link.call(`look at ${queue}`, () => link.jsm.streams.info(queue));
  const isIdle = consumer.num_pending === 0 && consumer.num_ack_pending === 0;
  return { count: isIdle ? state.messages : 0, firstSequence: state.first_seq };
}
