import { BusError } from '@twin/bus';

const retryMs = 250;

const passing: ReadonlySet<string> = new Set(['timeout', 'disconnected', 'unavailable', 'no-responders', 'full']);

/** Whether it helps to try the same again: the server is away, slow, full, or not ready yet. */
export function passes(error: unknown): error is BusError {
  return error instanceof BusError && passing.has(error.code);
}

/** Whether a stream or bucket is not there; the error's `command` creates it. */
export function isMissing(error: unknown): error is BusError {
  return error instanceof BusError && error.code === 'missing';
}

/**
 * Tries every 250 ms until it is done; `undefined` once `isOver` before that. Rejects with the first failure that does not pass. After a `timeout` the
 * work before may have happened: it must bear being done twice.
 */
export async function patiently<T>(work: () => Promise<T>, isOver: () => boolean): Promise<T | undefined> {
  while (!isOver())
    try {
      return await work();
    } catch (error) {
      if (!passes(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryMs));
    }
  return undefined;
}
