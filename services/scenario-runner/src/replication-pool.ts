import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ResolvedLine } from '@twin/line-engine';
import type { WorkOrder, WorkReport } from './replication-worker.ts';
import { runTask, type Task, type TaskResult } from './task.ts';

/** A task and the line it is about. */
export interface Assignment {
  readonly line: ResolvedLine;
  readonly task: Task;
}

/** What the pool asks while it works. */
export interface Watch {
  /** So many of the assignments are done. */
  readonly done?: ((count: number) => void) | undefined;
  /** No more are begun once this is true. */
  readonly isStopped?: (() => boolean) | undefined;
}

/** Machine cycles that are run in this thread: fewer than it takes to start another. */
const fewCycles = 1e7;
/** Finding out whose fault the losses are takes so many times as long as the run. */
const costOfAnalysis = 20;
const pause = 20;

/**
 * Runs replications on worker threads. Which thread runs what changes nothing: each replication draws its own streams. Threads
 * start when there is enough to do, and are kept until `close`.
 */
export class ReplicationPool {
  readonly size: number;
  readonly #threads: Thread[] = [];
  readonly #ids = new Map<ResolvedLine, number>();

  constructor(size: number = availableParallelism()) {
    this.size = size;
  }

  /**
   * The results in the order of the assignments; undefined for those that were not begun before it was stopped. Rejects
   * with the first error of a run.
   */
  async run(assignments: readonly Assignment[], watch: Watch = {}): Promise<(TaskResult | undefined)[]> {
    const results: (TaskResult | undefined)[] = Array.from({ length: assignments.length });
    const cycles = assignments.reduce(
      (sum, { line, task }) => sum + cyclesOf(line, task) * (task.analyse ? costOfAnalysis : 1),
      0,
    );
    if (this.#threads.length === 0 && cycles < fewCycles) await runHere(assignments, results, watch);
    else await this.#runThere(assignments, results, watch);
    return results;
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.splice(0).map((thread) => thread.close()));
  }

  async #runThere(
    assignments: readonly Assignment[],
    results: (TaskResult | undefined)[],
    { done, isStopped }: Watch,
  ): Promise<void> {
    while (this.#threads.length < this.size) this.#threads.push(new Thread());
    const chunk = Math.max(1, Math.min(16, Math.floor(assignments.length / (this.size * 8))));
    let next = 0;
    let finished = 0;
    let isBroken = false;
    const goesOn = () => next < assignments.length && !isBroken && isStopped?.() !== true;
    const work = async (thread: Thread) => {
      while (goesOn()) {
        const from = next;
        next = Math.min(from + chunk, assignments.length);
        const own = assignments.slice(from, next);
        const found = await thread.run(
          own.map(({ line, task }) => ({ line: this.#idOf(line), task })),
          own.map(({ line }) => ({ id: this.#idOf(line), line })),
        );
        for (const [i, result] of found.entries()) results[from + i] = result;
        finished += found.length;
        done?.(finished);
      }
    };
    try {
      await Promise.all(this.#threads.map(work));
    } catch (error) {
      isBroken = true;
      throw error;
    }
  }

  #idOf(line: ResolvedLine): number {
    const known = this.#ids.get(line);
    if (known !== undefined) return known;
    this.#ids.set(line, this.#ids.size);
    return this.#ids.size - 1;
  }
}

export function cyclesOf(line: ResolvedLine, { durationS, warmUpS }: Pick<Task, 'durationS' | 'warmUpS'>): number {
  return line.stations.reduce((sum, { uph }) => sum + uph, 0) * ((durationS + warmUpS) / 3600);
}

/** In this thread, letting signals and the terminal have their turn now and then. */
async function runHere(
  assignments: readonly Assignment[],
  results: (TaskResult | undefined)[],
  { done, isStopped }: Watch,
): Promise<void> {
  let restedMs = performance.now();
  for (const [i, { line, task }] of assignments.entries()) {
    if (isStopped?.() === true) return;
    results[i] = runTask(line, task);
    if (performance.now() - restedMs < pause) continue;
    done?.(i + 1);
    await new Promise((resolve) => setImmediate(resolve));
    restedMs = performance.now();
  }
  done?.(assignments.length);
}

/** One worker thread and the lines it knows. */
class Thread {
  readonly #worker: Worker;
  readonly #knows = new Set<number>();

  constructor() {
    const file = import.meta.url.endsWith('.ts') ? './replication-worker.ts' : './replication-worker.js';
    this.#worker = new Worker(new URL(file, import.meta.url));
  }

  run(tasks: WorkOrder['tasks'], lines: WorkOrder['lines']): Promise<readonly TaskResult[]> {
    const unknown = lines.filter(({ id }, i) => !this.#knows.has(id) && lines.findIndex((one) => one.id === id) === i);
    for (const { id } of unknown) this.#knows.add(id);
    return new Promise((resolve, reject) => {
      const settle = (action: () => void) => {
        this.#worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        action();
      };
      const onMessage = (report: WorkReport) =>
        settle(() => {
          if ('results' in report) resolve(report.results);
          else reject(Object.assign(new Error(report.failed.message), { name: report.failed.name }));
        });
      const onError = (error: Error) => settle(() => reject(error));
      const onExit = (code: number) => settle(() => reject(new Error(`a worker thread ended with code ${code}`)));
      this.#worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      this.#worker.postMessage({ lines: unknown, tasks } satisfies WorkOrder, []);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
