import { MemoryServer, type Stream } from '@twin/bus';
import { FencedOutputs, Source } from '@twin/exactly-once';
import { expect, test } from 'vitest';

const inputs = 20_000;
const subjects = Array.from({ length: 10 }, (_, i) => `out.${i}`);
const payload = new Uint8Array(59).fill(7);

async function stream(): Promise<Stream> {
  const broker = new MemoryServer().connect();
  await broker.provision({ streams: [{ name: 'OUT', subjects: ['out.*'] }] });
  return broker.openStream('OUT');
}

const perSecond = (startMs: number): number => (inputs * subjects.length) / ((performance.now() - startMs) / 1_000);

/** A line each, one message of it under way: what fencing costs without anything around it. */
async function bare(): Promise<number> {
  const publisher = (await stream()).publisher({ window: subjects.length });
  const start = performance.now();
  const line = async (subject: string): Promise<void> => {
    for (let n = 0, expectLastSubjectSequence = 0; n < inputs; n++) {
      const outcome = await publisher.publish(subject, payload, { expectLastSubjectSequence });
      if (outcome.kind === 'stored') expectLastSubjectSequence = outcome.sequence;
    }
  };
  await Promise.all(subjects.map(line));
  return perSecond(start);
}

async function fenced(): Promise<number> {
  const outputs = new FencedOutputs({
    stream: await stream(),
    instance: 'bench',
    isPossible: () => Promise.resolve(true),
    onStalled: () => undefined,
    onFenced: () => undefined,
    onFailed: console.error,
  });
  const source = new Source({ isOurs: () => Promise.resolve(true), refused: console.error });
  await outputs.open(source, subjects);
  const start = performance.now();
  for (let inputSequence = 1; inputSequence <= inputs; inputSequence++) {
    if (outputs.isFull) await outputs.room();
    for (const [index, subject] of subjects.entries())
      outputs.add(source, { inputSequence, index }, { subject, payload });
  }
  await outputs.stored([source]);
  return perSecond(start);
}

function median(values: number[]): string {
  return (values.toSorted((a, b) => a - b)[values.length >> 1]! / 1e3).toFixed(0).padStart(6);
}

test('outputs on ten subjects, memory broker, 59 bytes a message', async () => {
  const rates: { bare: number; fenced: number }[] = [];
  for (let i = 0; i < 5; i++) rates.push({ bare: await bare(), fenced: await fenced() });
  console.log(`compare-and-set alone   ${median(rates.map((one) => one.bare))} k/s`);
  console.log(`FencedOutputs           ${median(rates.map((one) => one.fenced))} k/s`);
  expect(rates).toHaveLength(5);
});
