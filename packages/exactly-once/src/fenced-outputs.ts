import { BusError, type AcknowledgedPublisher, type Outcome, type StoredMessage, type Stream } from '@twin/bus';
import { ExactlyOnceError } from './exactly-once-error.ts';
import {
  comesBefore,
  Line,
  placeHeaders,
  placeOf,
  type Entry,
  type Output,
  type OutputPlace,
  type Source,
} from './output-line.ts';
import { passes, patiently } from './patience.ts';

export interface FencedOutputsOptions {
  /** Where outputs are stored. Beside them it may hold what it will, on other subjects. */
  readonly stream: Stream;
  /** Who writes; stands in the headers, for people. */
  readonly instance: string;
  /** False for an input sequence that was never given: a message that bears it is a stranger's. What it rejects with goes to `onFailed`. */
  readonly isPossible: (inputSequence: number) => Promise<boolean>;
  /** Told why nothing can be written (again and again), and `undefined` when it can. Nothing is lost meanwhile. */
  readonly onStalled: (error: Error | undefined) => void;
  /** Told when another has stored what we were about to. */
  readonly onFenced: () => void;
  /** Told what ends all writing: `BusError` `missing` (the stream is gone) or another that does not pass. To be answered with `close`. */
  readonly onFailed: (error: unknown) => void;
}

/** Outputs held, over all subjects. What one input brings forth may go beyond by its few. */
const mostHeld = 8_192;
const slack = 1_024;
const retryMs = 250;

/**
 * Writes outputs, each after the one before it on its subject: every message names the last sequence of its subject, so that of several writers
 * one comes through, and the others look, see what has been said, let go of that and go on behind it. All compute the same from the same input, so
 * it does not matter who writes. What is refused or unknown (a full stream, a server that was killed) is tried again for ever.
 *
 * Promises of each subject: none missing, none double, in the order of their places, however many write. Asks of those who write: that the same input gives
 * the same outputs, that a source's are added in the order of their places and from no later than where they end in the stream, and that the stream keeps
 * the last message of each subject (the README says what becomes of one that does not).
 */
export class FencedOutputs {
  private readonly options: FencedOutputsOptions;
  private readonly publisher: AcknowledgedPublisher;
  private held = 0;
  private isClosed = false;
  /** Lines that wait for better times; one of them tries, and when the server has answered it all go on. */
  private readonly parked = new Set<Line>();
  private retry: NodeJS.Timeout | undefined;
  private awaitingRoom: (() => void)[] = [];

  constructor(options: FencedOutputsOptions) {
    this.options = options;
    this.publisher = options.stream.publisher({ window: mostHeld + slack, deadlineMs: 2_000 });
  }

  /**
   * Begins with a source: resolves when it is known what was stored last on these subjects (see `saidUpTo`), or that it is `refused`. A subject that is not
   * named here is asked for when the first output on it is added.
   */
  async open(source: Source, subjects: readonly string[]): Promise<void> {
    await Promise.all(subjects.map((subject) => this.look(new Line(source, subject))));
  }

  /** True when there is no room, at 8,192 outputs: await `room()`. What one input brings forth may go beyond. */
  get isFull(): boolean {
    return this.held >= mostHeld;
  }

  /** Resolves when there is room for an input's outputs, or all is closed. Of several that wait, one may fill it. */
  async room(): Promise<void> {
    while (this.isFull && !this.isClosed) await new Promise<void>((resolve) => this.awaitingRoom.push(resolve));
  }

  /** Takes an output to be stored; lets it go if it is known to be stored, or the source is forgotten. Keeps `payload`: it must not change. */
  add(source: Source, { inputSequence, index }: OutputPlace, { subject, payload }: Output): void {
    if (source.isOver) return;
    let line = source.lines.get(subject);
    if (line === undefined) void this.look((line = new Line(source, subject)));
    const entry: Entry = { inputSequence, index, payload, next: undefined, waiting: undefined };
    if (!comesBefore(line.said, entry)) return;
    line.push(entry);
    this.held++;
    if (!line.isBusy) this.send(line);
  }

  /** Resolves when all that was added of these so far is stored by anyone, or let go by `forget`; after `close` by `forget` alone. */
  stored(sources: Iterable<Source>): Promise<void> {
    return new Promise((resolve) => {
      let left = 1;
      const done = (): void => {
        if (--left === 0) resolve();
      };
      for (const { lines } of sources)
        for (const { last } of lines.values())
          if (last !== undefined) {
            left++;
            (last.waiting ??= []).push(done);
          }
      done();
    });
  }

  /** Lets all of a source go and takes nothing more of it. What is under way may still be stored. */
  forget(source: Source): void {
    source.isOver = true;
    for (const line of source.lines.values()) {
      this.parked.delete(line);
      while (line.first !== undefined) this.shift(line);
    }
    if (this.parked.size === 0) this.options.onStalled(undefined);
  }

  /** Stores nothing more. What is under way may still be stored. */
  close(): void {
    this.isClosed = true;
    clearTimeout(this.retry);
    this.parked.clear();
    void this.publisher.close();
    this.wake();
  }

  private send(line: Line): void {
    const { subject, expected, first } = line;
    line.isBusy = first !== undefined && !this.isClosed;
    if (first === undefined || this.isClosed) return;
    const headers = {
      [placeHeaders.instance]: this.options.instance,
      [placeHeaders.input]: String(first.inputSequence),
      [placeHeaders.index]: String(first.index),
    };
    try {
      void this.publisher
        .publish(subject, first.payload, { headers, expectLastSubjectSequence: expected })
        .then((outcome) => this.heard(line, first, outcome));
    } catch (error) {
      this.stumble(line, error as BusError);
    }
  }

  private heard(line: Line, entry: Entry, outcome: Outcome): void {
    if (line.first !== entry || this.isClosed) return;
    if (outcome.kind === 'stored') {
      line.expected = outcome.sequence;
      line.said = entry;
      this.shift(line);
      if (this.parked.size > 0) this.resume();
      this.send(line);
    } else if (outcome.error.code === 'conflict') void this.look(line, true);
    else this.stumble(line, outcome.error);
  }

  private stumble(line: Line, error: BusError): void {
    // What is too large, or no subject to this server, never will be said.
    if (error.code === 'too-large' || error.code === 'invalid') line.source.owner.refused(error);
    else this.park(line, error);
  }

  private shift(line: Line): void {
    line.shift();
    this.held--;
    if (this.awaitingRoom.length > 0 && !this.isFull) this.wake();
  }

  private wake(): void {
    for (const resolve of this.awaitingRoom.splice(0)) resolve();
  }

  /** Sees what the subject holds last, lets go of what is said, and goes on behind it. */
  private async look(line: Line, wasRefused = false): Promise<void> {
    const { stream, onFailed } = this.options;
    const isOver = (): boolean => this.isClosed || line.source.isOver;
    try {
      const last = await patiently(() => stream.last(line.subject), isOver);
      if (isOver()) return;
      const isSettled = last === undefined ? await this.settleEmpty(line, wasRefused) : await this.settle(line, last);
      if (!isSettled || isOver()) return;
      if (this.parked.size > 0) this.resume();
      this.send(line);
    } catch (error) {
      onFailed(error);
    }
  }

  /** What a purge or the age limit took away tells no more what was said. We know, unless another has gone on since. */
  private async settleEmpty(line: Line, wasRefused: boolean): Promise<boolean> {
    const { subject, expected, source } = line;
    if (expected > 0 && !(await source.owner.isOurs())) return false;
    line.expected = 0;
    if (expected > 0 || !wasRefused) return true;
    this.park(line, new BusError('missing', `another stream than ${this.options.stream.name} stores ${subject}`));
    return false;
  }

  /** False when the message is none that could be there: nothing more is said then. */
  private async settle(line: Line, last: StoredMessage): Promise<boolean> {
    const { stream, isPossible, onFenced } = this.options;
    const place = placeOf(last);
    if (place === undefined || !(await isPossible(place.inputSequence))) {
      const what =
        place === undefined
          ? 'does not say what it follows from'
          : `follows from an input ${place.inputSequence} that never was`;
      const text = `${stream.name}: message ${last.sequence} on ${line.subject} ${what}. To go on without it`;
      line.source.owner.refused(
        new ExactlyOnceError('stranger', `${text}: nats stream rmm ${stream.name} ${last.sequence}`),
      );
      return false;
    }
    line.expected = last.sequence;
    if (!comesBefore(line.said, place)) return true;
    if (line.first !== undefined) onFenced();
    line.said = place;
    while (line.first !== undefined && !comesBefore(place, line.first)) this.shift(line);
    return true;
  }

  private park(line: Line, error: BusError): void {
    if (this.isClosed || line.source.isOver) return;
    this.parked.add(line);
    this.options.onStalled(error);
    this.retry ??= setTimeout(() => void this.tryOne(error), retryMs);
  }

  private async tryOne(error: BusError): Promise<void> {
    try {
      // Nobody takes the message: is the server not ready, or is the stream gone?
      if (error.code === 'missing') await this.options.stream.info();
    } catch (failure) {
      if (!passes(failure)) return this.options.onFailed(failure);
    }
    this.retry = undefined;
    const [line] = this.parked;
    if (line === undefined) return;
    // Another one next time: this one's trouble may be its own.
    this.parked.delete(line);
    this.send(line);
  }

  private resume(): void {
    const lines = [...this.parked];
    this.parked.clear();
    clearTimeout(this.retry);
    this.retry = undefined;
    this.options.onStalled(undefined);
    for (const line of lines) this.send(line);
  }
}
