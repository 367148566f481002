import type { Measurement, Refusal } from './measurement.ts';

/** Order of the plant: (time, signal, sequence). Signals by code units, so that no locale has a say. */
function compareInPlantOrder(a: Measurement, b: Measurement): number {
  if (a.timeMs !== b.timeMs) return a.timeMs - b.timeMs;
  if (a.signal !== b.signal) return a.signal < b.signal ? -1 : 1;
  return a.sequence - b.sequence;
}

/**
 * Puts measurements that overtook each other back into the order of the plant. One is held until another arrives whose time is
 * `latenessMs` later; the watermark moves by data alone, never by a clock. With lateness 0 nothing is held.
 *
 * Of two values of one signal at one time the one with the lower sequence counts, whichever arrives first. When more than
 * `mostHeld` wait, the oldest goes at once: memory stays bounded, and what comes before it is then late.
 */
export class EventTimeBuffer {
  /** Waiting, in plant order. */
  readonly held: Measurement[] = [];
  /** Latest time seen; 0: nothing yet. */
  newestMs = 0;
  /** Time of the last one released; 0: none. */
  releasedMs = 0;
  /** Signals released at exactly that time. */
  readonly releasedSignals = new Set<string>();
  private readonly latenessMs: number;
  private readonly mostHeld: number;

  constructor(latenessMs: number, mostHeld = 10_000) {
    if (!(Number.isSafeInteger(latenessMs) && latenessMs >= 0))
      throw new RangeError(`latenessMs must be a whole number ≥ 0, is ${latenessMs}`);
    if (!(Number.isSafeInteger(mostHeld) && mostHeld >= 1))
      throw new RangeError(`mostHeld must be ≥ 1, is ${mostHeld}`);
    this.latenessMs = latenessMs;
    this.mostHeld = mostHeld;
  }

  /** Why it cannot be taken, or undefined; then it replaces a value of the same signal and time, if one waits, or waits itself. */
  add(measurement: Measurement): Refusal | undefined {
    const { timeMs, signal } = measurement;
    if (timeMs < this.releasedMs || (this.latenessMs > 0 && timeMs <= this.newestMs - this.latenessMs)) return 'late';
    if (timeMs === this.releasedMs && this.releasedSignals.has(signal)) return 'duplicate';
    const place = this.placeOf(measurement);
    // Its twin, if there is one, is its neighbour.
    for (const at of [place - 1, place]) {
      const other = this.held[at];
      if (other === undefined || other.timeMs !== timeMs || other.signal !== signal) continue;
      if (other.sequence <= measurement.sequence) return 'duplicate';
      this.held[at] = measurement;
      return undefined;
    }
    this.held.splice(place, 0, measurement);
    if (timeMs > this.newestMs) this.newestMs = timeMs;
    return undefined;
  }

  private placeOf(measurement: Measurement): number {
    let low = 0;
    let high = this.held.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareInPlantOrder(this.held[middle]!, measurement) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The next whose time has come, or undefined. `all`: every one that waits. */
  next(all = false): Measurement | undefined {
    const first = this.held[0];
    if (first === undefined) return undefined;
    if (!all && first.timeMs > this.newestMs - this.latenessMs && this.held.length <= this.mostHeld) return undefined;
    this.held.shift();
    if (first.timeMs !== this.releasedMs) this.releasedSignals.clear();
    this.releasedMs = first.timeMs;
    this.releasedSignals.add(first.signal);
    return first;
  }
}
