import type { KeyValue, StoredMessage, Stream } from '@twin/bus';
import { FencedOutputs } from '../src/fenced-outputs.ts';
import { Intake, type Course, type Follower } from '../src/intake.ts';
import { Source } from '../src/output-line.ts';
import { partitionOf } from '../src/partitions.ts';
import { patiently } from '../src/patience.ts';
import { Sharing } from '../src/sharing.ts';

const partitions = 8;

export interface Places {
  readonly input: Stream;
  readonly output: Stream;
  readonly bucket: KeyValue;
}

/** What follows from an input: two outputs on subjects of its key. */
export function answersTo({ subject, payload, sequence }: StoredMessage): { subject: string; payload: Uint8Array }[] {
  const key = subject.slice('in.'.length);
  return ['a', 'b'].map((kind, i) => ({
    subject: `out.${key}.${kind}`,
    payload: Uint8Array.of(sequence >> 8, sequence & 255, payload[0]!, i),
  }));
}

class Held implements Follower {
  readonly source: Source;
  course: Course;
  floor: number;
  isLeaving = false;

  constructor(position: number, source: Source) {
    this.floor = position;
    this.course = { at: position };
    this.source = source;
  }

  get position(): number {
    return Math.max(this.floor, this.course.at);
  }
}

/** The smallest service there can be of these parts: a share of the keys, each input answered. */
export class Worker {
  readonly failures: unknown[] = [];
  fences = 0;
  private readonly held = new Map<number, Held>();
  private readonly outputs: FencedOutputs;
  private readonly intake: Intake;
  private sharing!: Sharing;
  private saving: NodeJS.Timeout | undefined;
  /** It hears no more what others take from it: as good as paused between looking and writing. */
  private isDeaf = false;

  private constructor({ input, output }: Places, me: string) {
    const onFailed = (error: unknown): void => void this.failures.push(error);
    this.outputs = new FencedOutputs({
      stream: output,
      instance: me,
      isPossible: async (sequence) => sequence <= (await input.info()).lastSequence,
      onStalled: () => undefined,
      onFenced: () => void this.fences++,
      onFailed,
    });
    this.intake = new Intake({
      stream: input,
      take: (message, course) => this.take(message, course),
      onGap: () => onFailed(new Error('gap')),
      onChange: () => undefined,
      onFailed,
    });
  }

  static async start(places: Places, me: string): Promise<Worker> {
    const worker = new Worker(places, me);
    worker.sharing = await Sharing.open({
      bucket: places.bucket,
      me,
      partitions,
      leaseMs: 40,
      form: { input: places.input.name, output: places.output.name },
      onGained: (positions) => worker.gain(positions),
      onLost: (n) => {
        if (!worker.isDeaf) worker.remove(n);
      },
      onSpare: (n) => void worker.giveBack(n),
      onChange: () => undefined,
      onFailed: (error) => worker.failures.push(error),
    });
    worker.saving = setInterval(() => void worker.save(), 15);
    return worker;
  }

  /** Hands over all it has. */
  async stop(): Promise<void> {
    clearInterval(this.saving);
    this.sharing.stop();
    await Promise.all([...this.held.keys()].map((n) => this.giveBack(n)));
    await this.sharing.close();
    this.end();
  }

  /** As SIGKILL leaves it: nothing is handed over, and what is under way may still be stored. */
  kill(): void {
    this.becomeZombie();
    this.end();
  }

  /** Found dead by the others, it goes on to read and to write what it had. */
  becomeZombie(): void {
    this.isDeaf = true;
    clearInterval(this.saving);
    this.sharing.stop();
  }

  end(): void {
    this.intake.stop();
    this.outputs.close();
  }

  private async gain(positions: ReadonlyMap<number, number>): Promise<void> {
    const gained = [...positions].map(([n, position]) => {
      const refused = (error: Error): void => void this.failures.push(error);
      const held = new Held(position, new Source({ isOurs: () => this.sharing.isOurs(n), refused }));
      this.held.set(n, held);
      return held;
    });
    this.intake.join(gained);
    return Promise.resolve();
  }

  private take(message: StoredMessage, course: Course): void | Promise<void> {
    if (this.outputs.isFull) return this.outputs.room().then(() => this.take(message, course));
    const { subject, sequence } = message;
    const held = this.held.get(partitionOf(subject.slice('in.'.length), partitions));
    if (held?.course !== course || sequence <= held.floor) return;
    for (const [index, output] of answersTo(message).entries())
      this.outputs.add(held.source, { inputSequence: sequence, index }, output);
  }

  private async giveBack(n: number): Promise<void> {
    const held = this.held.get(n);
    if (held === undefined || held.isLeaving) return;
    held.isLeaving = true;
    this.intake.leave(held);
    const { position } = held;
    await this.outputs.stored([held.source]);
    await this.asLongAsHeld(n, held, () => this.sharing.release(n, position));
    this.remove(n);
  }

  private async save(): Promise<void> {
    for (const [n, held] of this.held) {
      const { position } = held;
      await this.outputs.stored([held.source]);
      if (!held.isLeaving) await this.asLongAsHeld(n, held, () => this.sharing.note(n, position));
    }
  }

  private asLongAsHeld(n: number, held: Held, work: () => Promise<unknown>): Promise<unknown> {
    return patiently(work, () => this.held.get(n) !== held);
  }

  private remove(n: number): void {
    const held = this.held.get(n);
    if (held === undefined) return;
    this.held.delete(n);
    this.intake.leave(held);
    this.outputs.forget(held.source);
  }
}
