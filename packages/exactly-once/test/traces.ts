import type { StoredMessage, Stream } from '@twin/bus';

/** Small, seeded, the same in every run: Park & Miller. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Payloads by subject, in hexadecimal digits. */
export type Traces = Record<string, string[]>;

export function traces(messages: readonly { subject: string; payload: Uint8Array }[]): Traces {
  const bySubject: Traces = {};
  for (const { subject, payload } of messages) (bySubject[subject] ??= []).push(Buffer.from(payload).toString('hex'));
  return bySubject;
}

/** All a stream holds from which nothing was ever removed, in its order. */
export async function everything(stream: Stream): Promise<StoredMessage[]> {
  const { lastSequence } = await stream.info();
  const all: StoredMessage[] = [];
  for (let n = 1; n <= lastSequence; n++) all.push((await stream.get(n))!);
  return all;
}
