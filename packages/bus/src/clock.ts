/** Where a broker takes its time from, so that a test or a simulation can own it. */
export interface Clock {
  /** Unix time, ms. Stamps what is stored. */
  now(): number;
  /** Calls `action` once, in `delayMs`; the result calls it off. */
  after(delayMs: number, action: () => void): () => void;
}

/** The time of the machine. Its timers do not keep a process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, action) => {
    const timer: unknown = setTimeout(action, delayMs);
    if (typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as { unref(): void }).unref();
    return () => clearTimeout(timer as number);
  },
};

interface Alarm {
  readonly atMs: number;
  readonly order: number;
  readonly action: () => void;
}

/** Time that stands still until it is moved. Alarms due at one instant ring in the order they were set. */
export class ManualClock implements Clock {
  #nowMs: number;
  #order = 0;
  readonly #alarms = new Set<Alarm>();

  constructor(startMs = 1_767_225_600_000) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, action: () => void): () => void {
    const alarm = { atMs: this.#nowMs + Math.max(0, delayMs), order: this.#order++, action };
    this.#alarms.add(alarm);
    return () => void this.#alarms.delete(alarm);
  }

  /** Moves time on by `ms`, from alarm to alarm; what each one sets off has settled before the next rings. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await settled();
    for (let alarm = this.#next(endMs); alarm !== undefined; alarm = this.#next(endMs)) {
      this.#alarms.delete(alarm);
      this.#nowMs = alarm.atMs;
      alarm.action();
      await settled();
    }
    this.#nowMs = endMs;
  }

  #next(endMs: number): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of this.#alarms)
      if (
        alarm.atMs <= endMs &&
        (first === undefined || alarm.atMs < first.atMs || (alarm.atMs === first.atMs && alarm.order < first.order))
      )
        first = alarm;
    return first;
  }
}

/** After every promise that can settle without time passing. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
