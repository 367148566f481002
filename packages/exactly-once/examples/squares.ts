import { MemoryServer } from '@twin/bus';
import { FencedOutputs, placeHeaders, Source } from '@twin/exactly-once';

const broker = new MemoryServer().connect();
await broker.provision({ streams: [{ name: 'SQUARES', subjects: ['squares'] }] });
const stream = await broker.openStream('SQUARES');
const [isPossible, isOurs] = [() => Promise.resolve(true), () => Promise.resolve(true)];
const [onStalled, onFenced, onFailed, refused] = [() => {}, () => {}, console.error, console.error];

/** Takes inputs from one number to another and writes their squares, as if there were nobody else. */
async function write(instance: string, from: number, to: number): Promise<void> {
  const outputs = new FencedOutputs({ stream, instance, isPossible, onStalled, onFenced, onFailed });
  const source = new Source({ isOurs, refused });
  await outputs.open(source, ['squares']);
  for (let inputSequence = from; inputSequence <= to; inputSequence++) {
    const square = { subject: 'squares', payload: Uint8Array.of(inputSequence ** 2) };
    outputs.add(source, { inputSequence, index: 0 }, square);
  }
  await outputs.stored([source]);
}

await Promise.all([write('one', 1, 3), write('two', 1, 4)]); // two at once
await write('three', 2, 6); // one that was restored from before

for await (const { sequence, headers, payload } of stream.read()) {
  console.log(`message ${sequence}: the square of ${headers[placeHeaders.input]} is ${payload[0]}`);
  if (sequence === (await stream.info()).lastSequence) break;
}
await broker.close();
