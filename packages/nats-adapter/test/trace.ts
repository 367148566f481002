import type { AcknowledgedPublisher, AppendOptions, BrokerStatus, Broker, Outcome, Stream } from '@twin/bus';
import { sleep } from './nats-server.ts';

export const bytes = (content: string | number): Uint8Array => new TextEncoder().encode(String(content));
export const text = (payload: Uint8Array): string => new TextDecoder().decode(payload);
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** What a stream holds, as numbers, in order. */
export async function storedNumbers(stream: Stream): Promise<number[]> {
  const { messages } = await stream.info();
  const numbers: number[] = [];
  if (messages === 0) return numbers;
  for await (const { payload } of stream.read()) {
    numbers.push(Number(text(payload)));
    if (numbers.length === messages) break;
  }
  return numbers;
}

/** Publishes 0 … n − 1, as many at once as the window allows, and gives the outcomes in that order. */
export async function publishNumbers(
  publisher: AcknowledgedPublisher,
  n: number,
  options: (i: number) => AppendOptions,
  pace: (i: number) => Promise<void> | undefined = () => undefined,
): Promise<Outcome[]> {
  const outcomes: Promise<Outcome>[] = [];
  for (const i of range(n)) {
    await publisher.room();
    outcomes.push(publisher.publish('out.a', bytes(i), options(i)));
    await pace(i);
  }
  return Promise.all(outcomes);
}

/** Notes every status event of a broker. */
export function statusOf(broker: Broker): BrokerStatus[] {
  const told: BrokerStatus[] = [];
  broker.onStatus((status) => told.push(status));
  return told;
}

/** Waits until something holds; what hangs is ended by the test's own limit. */
export async function until(holds: () => boolean | Promise<boolean>, everyMs = 10): Promise<void> {
  while (!(await holds())) await sleep(everyMs);
}
