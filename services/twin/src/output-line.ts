import type { StoredMessage } from '@twin/bus';

/** Where an output belongs: the n-th of what one input brought forth. */
export interface OutputPlace {
  readonly inputSequence: number;
  readonly index: number;
}

export const placeHeaders = { input: 'Twin-Input-Seq', index: 'Twin-Output', instance: 'Twin-Instance' } as const;

export function comesBefore(a: OutputPlace, b: OutputPlace): boolean {
  return a.inputSequence < b.inputSequence || (a.inputSequence === b.inputSequence && a.index < b.index);
}

/** Undefined for a message that no twin wrote. */
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
  readonly asset: AssetOutputs;
  /** Sequence of its last message; 0: it holds none. */
  expected = 0;
  /** What comes up to here is not said again. */
  said: OutputPlace = { inputSequence: 0, index: -1 };
  first: Entry | undefined;
  last: Entry | undefined;
  /** Something is under way, or it is being looked at: that is how it begins. */
  isBusy = true;

  constructor(asset: AssetOutputs, subject: string) {
    this.asset = asset;
    this.subject = subject;
    asset.lines.set(subject, this);
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

/** What a line asks of the asset it belongs to. */
export interface OutputOwner {
  /** Whether the asset is still ours; asked when what we wrote last is gone from the stream. */
  isOurs(): Promise<boolean>;
  /** Nothing more can be said of this asset, and why. */
  refused(error: Error): void;
}

/** The lines of one asset. */
export class AssetOutputs {
  readonly owner: OutputOwner;
  readonly lines = new Map<string, Line>();
  isOver = false;

  constructor(owner: OutputOwner) {
    this.owner = owner;
  }

  /** The last input of which something is known to be said. */
  get saidUpTo(): number {
    return Math.max(0, ...[...this.lines.values()].map(({ said }) => said.inputSequence));
  }

  /** The last sequence stored. */
  get lastSequence(): number {
    return Math.max(0, ...[...this.lines.values()].map(({ expected }) => expected));
  }
}
