import { wholeNumber, type Command } from './arguments.ts';
import { Interrupt } from './interrupt.ts';
import { Progress, type Screen } from './progress.ts';
import { ReplicationPool, type Assignment } from './replication-pool.ts';
import type { TaskResult } from './task.ts';

/** Where a command writes: `out` is what was asked for, `err` what people should know beside it. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly errIsTerminal: boolean;
}

/** One command while it is followed: what it was given, its threads, and whether it was told to stop. */
export class Session {
  readonly command: Command;
  readonly streams: Streams;
  readonly isJson: boolean;
  readonly pool: ReplicationPool;
  readonly #interrupt: Interrupt;
  readonly #screen: Screen;

  constructor(command: Command, streams: Streams) {
    this.command = command;
    this.streams = streams;
    this.isJson = command.switches.has('json');
    this.pool = new ReplicationPool(wholeNumber(command, 'workers', 1, 1024));
    this.#interrupt = new Interrupt(streams.err);
    this.#screen = { write: streams.err, isTerminal: streams.errIsTerminal };
  }

  get isInterrupted(): boolean {
    return this.#interrupt.isRaised;
  }

  /** What people read: standard output, or standard error where that belongs to JSON. */
  say(text: string): void {
    (this.isJson ? this.streams.err : this.streams.out)(text);
  }

  json(value: unknown): void {
    if (this.isJson) this.streams.out(`${JSON.stringify(value, null, 2)}\n`);
  }

  /** Runs assignments with progress; undefined for those that were not begun when it was told to stop. */
  async run(assignments: readonly Assignment[], what: string): Promise<(TaskResult | undefined)[]> {
    const progress = new Progress(what, assignments.length, this.#screen);
    try {
      return await this.pool.run(assignments, {
        done: (count) => progress.at(count),
        isStopped: () => this.isInterrupted,
      });
    } finally {
      progress.end();
    }
  }

  async close(): Promise<void> {
    this.#interrupt.close();
    await this.pool.close();
  }
}
