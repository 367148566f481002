import { parentPort } from 'node:worker_threads';
import type { ResolvedLine } from '@twin/line-engine';
import { runTask, type Task, type TaskResult } from './task.ts';

/** What a thread is asked: tasks, each with the number of its line, and the lines it has not seen yet. */
export interface WorkOrder {
  readonly lines: readonly { readonly id: number; readonly line: ResolvedLine }[];
  readonly tasks: readonly { readonly line: number; readonly task: Task }[];
}

export type WorkReport =
  | { readonly results: readonly TaskResult[] }
  | { readonly failed: { readonly name: string; readonly message: string } };

const lines = new Map<number, ResolvedLine>();

parentPort?.on('message', (order: WorkOrder) => {
  try {
    for (const { id, line } of order.lines) lines.set(id, line);
    const results = order.tasks.map(({ line, task }) => runTask(lines.get(line)!, task));
    parentPort!.postMessage({ results } satisfies WorkReport, []);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    parentPort!.postMessage({ failed: { name, message } } satisfies WorkReport, []);
  }
});
