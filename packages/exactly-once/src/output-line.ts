import type { StoredMessage } from '@twin/bus';

/** Where an output belongs: the n-th of what one input brought forth. */
export interface OutputPlace {
  /** Sequence of the input in its stream, from 1. */
  readonly inputSequence: number;
  /** Counts the outputs of this input, from 0, over all subjects of its source. */
  readonly index: number;
}

/** What is to be stored. */
export interface Output {
  readonly subject: string;
  readonly payload: Uint8Array;
}

/** Headers every output bears: the place it belongs to, and who wrote it. */
export const placeHeaders = { input: 'Twin-Input-Seq', index: 'Twin-Output', instance: 'Twin-Instance' } as const;

export function comesBefore(a: OutputPlace, b: OutputPlace): boolean {
  return a.inputSequence < b.inputSequence || (a.inputSequence === b.inputSequence && a.index < b.index);
}

/** Undefined for a message that does not say. */
export function placeOf({ headers }: StoredMessage): OutputPlace | undefined {
  const place = { inputSequence: Number(headers[placeHeaders.input]), index: Number(headers[placeHeaders.index]) };
  return place.inputSequence > 0 && Number.isSafeInteger(place.inputSequence) && Number.isSafeInteger(place.index)
    ? place
    : undefined;
}

export interface Entry extends OutputPlace {
  readonly payload: Uint8Array;
  next: Entry | undefined;
  /** Told when it is stored, or let go. */
  waiting: (() => void)[] | undefined;
}

/** One subject: what it holds last, and what follows, of which one message is under way at a time. */
export class Line {
  readonly subject: string;
  readonly source: Source;
  /** Sequence of its last message; 0: it holds none. */
  expected = 0;
  /** What comes up to here is not said again. */
  said: OutputPlace = { inputSequence: 0, index: -1 };
  first: Entry | undefined;
  last: Entry | undefined;
  /** Something is under way, or it is being looked at: that is how it begins. */
  isBusy = true;

  constructor(source: Source, subject: string) {
    this.source = source;
    this.subject = subject;
    source.lines.set(subject, this);
  }

  push(entry: Entry): void {
    if (this.last === undefined) this.first = entry;
    else this.last.next = entry;
    this.last = entry;
  }

  /** Lets the first go. */
  shift(): void {
    const { waiting, next } = this.first!;
    this.first = next;
    if (next === undefined) this.last = undefined;
    if (waiting !== undefined) for (const told of waiting) told();
  }
}

/** What is asked of whoever answers for a source. */
export interface SourceOwner {
  /**
   * Whether the source is still ours, as the bucket has it now; asked when what we wrote last is gone from the stream, which then tells no more whether
   * another has gone on. What it rejects with goes to `onFailed`.
   */
  isOurs(): Promise<boolean>;
  /**
   * Nothing more can be said of this source, and why: `ExactlyOnceError` `stranger`, `BusError` `too-large` or `invalid`. To be answered with `forget`, so that
   * what waits on it ends.
   */
  refused(error: Error): void;
}

/** One that brings forth outputs (a device, an account), and its lines, one for each subject. No two sources share a subject. */
export class Source {
  readonly owner: SourceOwner;
  /** For `FencedOutputs` alone, as is `isOver`. */
  readonly lines = new Map<string, Line>();
  isOver = false;

  constructor(owner: SourceOwner) {
    this.owner = owner;
  }

  /** Sequence of the last input of which something is known to be stored, by whomever; 0: none. */
  get saidUpTo(): number {
    return Math.max(0, ...[...this.lines.values()].map(({ said }) => said.inputSequence));
  }

  /** Sequence in the output stream of the last message known to be stored; 0: none. */
  get lastSequence(): number {
    return Math.max(0, ...[...this.lines.values()].map(({ expected }) => expected));
  }
}
