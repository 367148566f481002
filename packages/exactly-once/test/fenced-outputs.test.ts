import { MemoryServer, type Stream } from '@twin/bus';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FencedOutputs } from '../src/fenced-outputs.ts';
import { Source } from '../src/output-line.ts';
import { chance, everything, traces } from './traces.ts';

const subjects = ['p.a', 'p.b', 'p.c'];
const inputs = 120;

/** What follows from input n: of one to three subjects, the same whoever computes it. */
function outputsOf(n: number): { subject: string; payload: Uint8Array }[] {
  return subjects.filter((_, i) => (n * 7 + i) % 3 !== 0).map((subject) => ({ subject, payload: Uint8Array.of(n) }));
}

const wanted = traces(Array.from({ length: inputs }, (_, i) => outputsOf(i + 1)).flat());

async function stream(): Promise<Stream> {
  const broker = new MemoryServer().connect();
  await broker.provision({ streams: [{ name: 'OUT', subjects: ['p.*'] }] });
  return broker.openStream('OUT');
}

class Writer {
  readonly outputs: FencedOutputs;
  readonly source: Source;
  readonly refusals: Error[] = [];
  fences = 0;

  isOurs = true;

  constructor(out: Stream, newest = inputs) {
    this.outputs = new FencedOutputs({
      stream: out,
      instance: 'test',
      isPossible: (n) => Promise.resolve(n <= newest),
      onStalled: () => undefined,
      onFenced: () => void this.fences++,
      onFailed: (error) => {
        throw error;
      },
    });
    const refused = (error: Error): void => {
      this.refusals.push(error);
      this.outputs.forget(this.source);
    };
    this.source = new Source({ isOurs: () => Promise.resolve(this.isOurs), refused });
  }

  /** Says all from an input on, resting where chance has it. */
  async say(from: number, random: () => number): Promise<void> {
    await this.outputs.open(this.source, subjects);
    for (let n = from; n <= inputs; n++) {
      for (const [index, output] of outputsOf(n).entries())
        this.outputs.add(this.source, { inputSequence: n, index }, output);
      if (random() < 0.2) await new Promise((resolve) => setTimeout(resolve, 2 * random()));
    }
    await this.outputs.stored([this.source]);
  }
}

describe('fenced outputs', () => {
  it('are exact however many write at once, wherever each begins, without any lease', async () => {
    let fences = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 2, max: 4 }), async (seed, rivals) => {
        const out = await stream();
        const random = chance(seed);
        const writers = Array.from({ length: rivals }, () => new Writer(out));
        await Promise.all(writers.map((writer) => writer.say(1, random)));
        // One that comes later goes on from a checkpoint, which never is ahead of what is stored.
        await new Writer(out).say(1 + Math.floor(inputs * random()), random);
        expect(traces(await everything(out))).toEqual(wanted);
        fences += writers.reduce((sum, writer) => sum + writer.fences, 0);
      }),
      { numRuns: 25 },
    );
    expect(fences).toBeGreaterThan(25);
  });

  it('go on where all that was said is purged', async () => {
    const out = await stream();
    const writer = new Writer(out);
    const gone = [];
    for (let n = 1; n <= inputs; n++) {
      if (n === 1) await writer.outputs.open(writer.source, subjects);
      for (const [index, output] of outputsOf(n).entries())
        writer.outputs.add(writer.source, { inputSequence: n, index }, output);
      if (n % 10 !== 0) continue;
      await writer.outputs.stored([writer.source]);
      const { firstSequence, lastSequence } = await out.info();
      for (let i = firstSequence; i <= lastSequence; i++) gone.push((await out.get(i))!);
      await out.purge();
    }
    expect(traces(gone)).toEqual(wanted);
    expect(writer.fences).toBe(0);
  });

  it('say nothing more where all is purged and the source is another’s by now', async () => {
    const out = await stream();
    const writer = new Writer(out);
    await writer.outputs.open(writer.source, subjects);
    const add = (inputSequence: number): void =>
      writer.outputs.add(writer.source, { inputSequence, index: 0 }, { subject: 'p.a', payload: Uint8Array.of(1) });
    add(1);
    await writer.outputs.stored([writer.source]);
    await out.purge();
    writer.isOurs = false;
    add(2);
    add(3);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await out.info()).toMatchObject({ lastSequence: 1, messages: 0 });
    writer.outputs.forget(writer.source);
    writer.outputs.close();
  });

  it.each([
    ['does not say what it follows from', {}],
    ['follows from an input 999 that never was', { 'Twin-Input-Seq': '999', 'Twin-Output': '0' }],
  ])('refuse to go on behind a message that %s', async (what, headers) => {
    const out = await stream();
    await out.append('p.b', Uint8Array.of(1), { headers });
    const writer = new Writer(out);
    await writer.say(1, () => 1);
    expect(writer.refusals.map(({ message }) => message)).toEqual([
      `OUT: message 1 on p.b ${what}. To go on without it: nats stream rmm OUT 1`,
    ]);
  });

  it('hold no more than their bound', async () => {
    const writer = new Writer(await stream());
    let added = 0;
    for (; !writer.outputs.isFull; added++)
      writer.outputs.add(writer.source, { inputSequence: added + 1, index: 0 }, outputsOf(1)[0]!);
    expect(added).toBe(8_192);
    await writer.outputs.room();
    expect(writer.outputs.isFull).toBe(false);
    writer.outputs.forget(writer.source);
    writer.outputs.close();
  });
});
