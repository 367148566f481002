import { BusError, type StoredMessage, type Stream, type StreamReader } from '@twin/bus';
import { ExactlyOnceError } from './exactly-once-error.ts';
import { patiently } from './patience.ts';

/** One way through the input stream: everything up to sequence `at` was given to those who follow it. */
export interface Course {
  readonly at: number;
}

/** Who takes what the stream holds: a partition, say. It has had everything up to the greater of `floor` and `course.at`. */
export interface Follower {
  /** It takes what is given in this course alone. `Intake` sets it; before the first `join` any value will do. */
  course: Course;
  /** Sequence up to which it had everything before; what is given up to here it passes over. `Intake` raises it when courses merge. */
  floor: number;
}

export interface IntakeOptions {
  readonly stream: Stream;
  /**
   * Gives a message to those of the course it concerns: who follow this very course and whose floor is below its sequence. The next comes when it has
   * resolved. What it throws or rejects with ends the course (`onFailed`).
   */
  readonly take: (message: StoredMessage, course: Course) => void | Promise<void>;
  /** What was not yet taken and is there no more: sequences after `course.at` and before `first`. It is passed over. */
  readonly onGap: (course: Course, first: number) => void;
  /** Told when one that was behind has caught up, or left. */
  readonly onChange: () => void;
  /** Told what ends a course: `ExactlyOnceError` `made-anew`, a `BusError` that does not pass (`missing`, `denied`, `closed`), what `take` threw. */
  readonly onFailed: (error: unknown) => void;
}

class Reading implements Course {
  at: number;
  /** Beyond `at` while a message is being taken: who joins meanwhile is not given that one. */
  given: number;
  readonly followers: Set<Follower>;
  reader: StreamReader | undefined;
  isOver = false;

  constructor(at: number, followers: readonly Follower[]) {
    this.at = at;
    this.given = at;
    this.followers = new Set(followers);
    for (const follower of followers) follower.course = this;
  }

  goOnFrom(at: number): void {
    this.at = at;
    this.given = at;
  }

  end(): void {
    this.isOver = true;
    this.reader?.stop();
  }
}

/** Messages. As soon as a course is so near behind the main one, the main one waits for it. */
const near = 2_000;

/**
 * Reads the input stream once for all who follow it. Who comes later and has further to go back is read for apart until it has caught up, and then follows
 * with the others: no message is passed over, and what comes twice bears a sequence its taker knows. While the server is away it waits, and goes on after
 * the last message given. Memory: what the stream's readers fetch ahead, one reader for all and one for each course that is behind.
 */
export class Intake {
  private readonly options: IntakeOptions;
  private main: Reading | undefined;
  private readonly behind = new Set<Reading>();
  private awaitingMerge: (() => void)[] = [];

  /** Reads nothing before the first `join`. */
  constructor(options: IntakeOptions) {
    this.options = options;
  }

  /** Messages between those furthest behind and the others; 0 when all have caught up with each other. */
  get behindBy(): number {
    return Math.max(0, ...[...this.behind].map(({ at }) => this.main!.at - at));
  }

  /** Whether some have not caught up with the others. */
  get isBehind(): boolean {
    return this.behind.size > 0;
  }

  /** Sequence of the last input given to those who have caught up with each other; 0: none yet. */
  get at(): number {
    return this.main?.at ?? 0;
  }

  /** Gives to these, from now on, what lies above their floors. They go together, from the lowest floor of them. */
  join(followers: readonly Follower[]): void {
    const at = Math.min(...followers.map(({ floor }) => floor));
    if (this.main === undefined) this.begin((this.main = new Reading(at, followers)));
    else if (at >= this.main.given) this.follow(followers, this.main);
    else {
      const reading = new Reading(at, followers);
      this.behind.add(reading);
      this.begin(reading);
    }
  }

  /** Gives nothing more to this one; its course stays where it is. */
  leave(follower: Follower): void {
    const reading = follower.course;
    if (!(reading instanceof Reading) || !reading.followers.delete(follower)) return;
    follower.course = { at: reading.at };
    if (reading.followers.size === 0 && this.behind.delete(reading)) {
      reading.end();
      this.merged();
    }
  }

  /** Gives nothing more to anyone. */
  stop(): void {
    for (const reading of this.behind) reading.end();
    this.main?.end();
    this.merged();
  }

  private follow(followers: Iterable<Follower>, reading: Reading): void {
    for (const follower of followers) {
      follower.course = reading;
      reading.followers.add(follower);
    }
  }

  private begin(reading: Reading): void {
    this.readOn(reading).catch((error: unknown) => {
      if (!reading.isOver) this.options.onFailed(error);
    });
  }

  private async readOn(reading: Reading): Promise<void> {
    const { stream, onGap } = this.options;
    while (!reading.isOver) {
      const held = await patiently(
        () => stream.info(),
        () => reading.isOver,
      );
      if (held === undefined) return;
      if (reading.at > held.lastSequence)
        throw new ExactlyOnceError(
          'made-anew',
          `${stream.name} was made anew: it ends at ${held.lastSequence}, and ${reading.at} was taken from it. To begin anew, remove the output stream and the bucket`,
        );
      if (reading.at > 0 && reading.at + 1 < held.firstSequence) {
        onGap(reading, held.firstSequence);
        reading.goOnFrom(held.firstSequence - 1);
        if (this.hasCaughtUp(reading)) return;
      }
      reading.reader = stream.read({ from: reading.at === 0 ? 'first' : reading.at + 1 });
      try {
        await this.read(reading, reading.reader);
      } catch (error) {
        // Found out above, at the next turn.
        if (!(error instanceof BusError) || error.code !== 'gap') throw error;
      }
    }
  }

  private async read(reading: Reading, reader: StreamReader): Promise<void> {
    const { take } = this.options;
    for await (const message of reader) {
      if (this.behind.size > 0 && reading === this.main) await this.waitForNear();
      if (reading.isOver) return;
      reading.given = message.sequence;
      const pending = take(message, reading);
      if (pending !== undefined) await pending;
      reading.at = message.sequence;
      if (reading !== this.main && this.hasCaughtUp(reading)) return;
    }
  }

  /** Joins the main course where it has been reached. */
  private hasCaughtUp(reading: Reading): boolean {
    if (this.main === undefined || reading === this.main || reading.at < this.main.given) return false;
    for (const follower of reading.followers) follower.floor = Math.max(follower.floor, reading.at);
    this.follow(reading.followers, this.main);
    reading.followers.clear();
    this.behind.delete(reading);
    reading.end();
    this.merged();
    return true;
  }

  private merged(): void {
    for (const resolve of this.awaitingMerge.splice(0)) resolve();
    this.options.onChange();
  }

  /** Who is nearly there would else run after us for ever. */
  private async waitForNear(): Promise<void> {
    const isNear = (): boolean => [...this.behind].some(({ at }) => this.main!.at - at < near);
    while (isNear() && !this.main!.isOver) await new Promise<void>((resolve) => this.awaitingMerge.push(resolve));
  }
}
