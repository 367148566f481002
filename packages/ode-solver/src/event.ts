/**
 * Something that happens when g passes through zero. A step is searched on `eventSamples` equal parts: two crossings
 * farther apart than one part are never missed; closer pairs are found when a parabola through three samples touches
 * zero. A g that is zero at the start, or always, fires when it has left zero and comes back.
 */
export interface Event<P = undefined> {
  g(t: number, y: Float64Array, params: P): number;
  /** 1: only from below, −1: only from above, 0 (default): both. */
  readonly direction?: -1 | 0 | 1;
  /** Stop at the first crossing (true), or at the n-th. */
  readonly terminal?: boolean | number;
  /** May change y and params; integration goes on from there, with the step it had. */
  effect?(t: number, y: Float64Array, params: P): void;
}

/** An event as it happened; y before its effect. */
export interface EventRecord {
  readonly index: number;
  readonly t: number;
  readonly y: Float64Array;
}
