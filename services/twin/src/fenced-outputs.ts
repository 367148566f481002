import { BusError, type AcknowledgedPublisher, type Outcome, type Stream } from '@twin/bus';
import type { Publication } from './output-writer.ts';

/** Where an output belongs: the n-th of what one input brought forth. */
export interface OutputPlace {
  readonly inputSequence: number;
  readonly index: number;
}

/** Another process writes where only we may: this one must end. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

interface Entry extends OutputPlace, Publication {
  isStored: boolean;
}

const placeHeaders = { input: 'Twin-Input-Seq', index: 'Twin-Output', instance: 'Twin-Instance' } as const;

export function comesBefore(a: OutputPlace, b: OutputPlace): boolean {
  return a.inputSequence < b.inputSequence || (a.inputSequence === b.inputSequence && a.index < b.index);
}

/** The last output of a stream. */
export interface LastOutput extends OutputPlace {
  /** Its place in the output stream; 0 when there never was one. */
  readonly sequence: number;
  readonly instance: string;
}

/**
 * The last output a stream holds. `known`: the one last noted, which counts when it is gone from the stream and none came after it. Throws when
 * nobody knows what was said last.
 */
export async function lastOutput(stream: Stream, known?: LastOutput): Promise<LastOutput> {
  const { lastSequence } = await stream.info();
  if (lastSequence === 0) return { inputSequence: 0, index: -1, sequence: 0, instance: '' };
  if (lastSequence === known?.sequence) return known;
  const last = await stream.get(lastSequence);
  const inputSequence = Number(last?.headers[placeHeaders.input]);
  const index = Number(last?.headers[placeHeaders.index]);
  if (last === undefined || !Number.isSafeInteger(inputSequence) || !Number.isSafeInteger(index))
    throw new Error(
      `${stream.name}: its last message (${lastSequence}) is ${last === undefined ? 'purged' : 'not ours'}, so what was said last is not known; remove the stream and the checkpoints together to begin anew`,
    );
  return { inputSequence, index, sequence: lastSequence, instance: last.headers[placeHeaders.instance] ?? '' };
}

const window = 1_024;
const retryMs = 250;

/**
 * Writes outputs in order, each only after the one before it: every message names the sequence the stream must stand at. What is refused
 * or unknown (a full stream, a server that was killed) is tried again from where the stream stands, for ever; a stream that has
 * gone on without us ends in `Fenced`.
 */
export class FencedOutputs {
  private readonly stream: Stream;
  private readonly publisher: AcknowledgedPublisher;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly instance: string;
  private readonly onStalled: (error: BusError | undefined) => void;
  /** Not known to be stored, in order; the first belongs at `next`. */
  private readonly queue: Entry[] = [];
  private next: number;
  private sent = 0;
  private trouble: BusError | undefined;
  private isRecovering = false;
  private fenced: Error | undefined;
  private waiting: (() => void)[] = [];

  /** `lastSequence`: of the stream now. `onStalled`: told why nothing can be written, and `undefined` when it can again. */
  constructor(
    stream: Stream,
    lastSequence: number,
    instance: string,
    onStalled: (error: BusError | undefined) => void,
  ) {
    this.stream = stream;
    this.publisher = stream.publisher({ window, deadlineMs: 5_000, resendAfterMs: 1_000 });
    this.instance = instance;
    this.headers = { [placeHeaders.instance]: instance };
    this.onStalled = onStalled;
    this.next = lastSequence + 1;
  }

  /** Takes an output; waits while there is no room. Rejects with `Fenced`. */
  async add(output: OutputPlace & Publication): Promise<void> {
    while (this.queue.length >= window || this.isRecovering) await this.step();
    if (this.fenced !== undefined) throw this.fenced;
    this.queue.push({ ...output, isStored: false });
    this.send();
  }

  /** Resolves when all is stored. Rejects with `Fenced`. */
  async flush(): Promise<void> {
    while (this.queue.length > 0 && this.fenced === undefined) await this.step();
    if (this.fenced !== undefined) throw this.fenced;
  }

  /** Of the last output known to be stored. */
  get lastSequence(): number {
    return this.next - 1;
  }

  /** Until something has changed. */
  private async step(): Promise<void> {
    if (this.fenced !== undefined) throw this.fenced;
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private send(): void {
    while (this.sent < this.queue.length && this.trouble === undefined) {
      const entry = this.queue[this.sent]!;
      const { subject, payload, inputSequence, index } = entry;
      const headers = {
        ...this.headers,
        [placeHeaders.input]: String(inputSequence),
        [placeHeaders.index]: String(index),
      };
      const expectLastSequence = this.next + this.sent - 1;
      this.sent++;
      void this.publisher
        .publish(subject, payload, {
          headers,
          expectLastSequence,
          messageId: `${this.instance}-${inputSequence}-${index}`,
        })
        .then((outcome) => this.heard(entry, outcome));
    }
  }

  private heard(entry: Entry, outcome: Outcome): void {
    if (outcome.kind === 'stored') entry.isStored = true;
    else this.stumble(outcome.error);
    while (this.queue[0]?.isStored === true) {
      this.queue.shift();
      this.next++;
      this.sent--;
    }
    this.wake();
  }

  private stumble(error: BusError): void {
    // The first is the cause; those behind it only miss the one before them.
    if (this.trouble !== undefined) return;
    this.trouble = error;
    if (error.code !== 'conflict') this.onStalled(error);
    this.isRecovering = true;
    void this.goOn();
  }

  private async goOn(): Promise<void> {
    try {
      await this.recover();
      this.trouble = undefined;
      this.onStalled(undefined);
    } catch (failure) {
      this.fenced = failure instanceof Error ? failure : new Error(String(failure));
    }
    this.isRecovering = false;
    if (this.fenced === undefined) this.send();
    this.wake();
  }

  /** Finds out where the stream stands once nothing is on its way any more, and lets go of what it holds. */
  private async recover(): Promise<void> {
    await this.publisher.flush();
    for (;;) {
      if (this.trouble?.code !== 'conflict') await new Promise((resolve) => setTimeout(resolve, retryMs));
      try {
        const last = await lastOutput(this.stream);
        await this.assertOurs(last.sequence);
        return this.settle(last);
      } catch (error) {
        if (!(error instanceof BusError)) throw error;
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }

  /** A stranger's message in the place of one of ours would have let those behind it pass. */
  private async assertOurs(lastSequence: number): Promise<void> {
    for (let i = 0; i < Math.min(this.queue.length, lastSequence - this.next + 1); i++) {
      const there = await this.stream.get(this.next + i);
      const { inputSequence, index } = this.queue[i]!;
      const isSame =
        there?.headers[placeHeaders.input] === String(inputSequence) &&
        there.headers[placeHeaders.index] === String(index);
      if (there !== undefined && !(isSame && there.headers[placeHeaders.instance] === this.instance))
        throw new Fenced(
          `${this.stream.name}: message ${this.next + i} on ${there.subject} is not ours; nobody else may write there`,
        );
    }
  }

  private settle(last: LastOutput): void {
    const { sequence, instance } = last;
    const held = sequence - this.next + 1;
    const entry = this.queue[held - 1];
    const isOurs =
      entry !== undefined &&
      instance === this.instance &&
      entry.inputSequence === last.inputSequence &&
      entry.index === last.index;
    if (held !== 0 && !isOurs)
      throw new Fenced(
        `${this.stream.name} stands at ${sequence}, written by ${instance || 'nobody'}; ours should end between ${this.next - 1} and ${this.next - 1 + this.queue.length}`,
      );
    this.queue.splice(0, held);
    this.next += held;
    this.sent = 0;
    for (const one of this.queue) one.isStored = false;
  }
}
