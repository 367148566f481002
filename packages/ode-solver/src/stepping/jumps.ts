/** Times at which f jumps, in the order integration meets them. */
export class Jumps {
  private readonly times: Float64Array;
  private readonly direction: number;
  private index = 0;

  constructor(times: ArrayLike<number>, direction: number) {
    this.direction = direction;
    this.times = Float64Array.from(new Set(Array.from(times))).sort((a, b) => direction * (a - b));
  }

  /** Forgets those at or before t. */
  passTo(t: number): void {
    while (this.index > 0 && this.direction * (this.times[this.index - 1]! - t) > 0) this.index--;
    while (this.index < this.times.length && this.direction * (this.times[this.index]! - t) <= 0) this.index++;
  }

  /** The next one lies at or before `target`. */
  isBy(target: number): boolean {
    return this.index < this.times.length && this.direction * (this.times[this.index]! - target) <= 0;
  }

  next(): number {
    return this.times[this.index]!;
  }
}

const double = new Float64Array(1);
const bits = new BigInt64Array(double.buffer);

/** The double just before t in the direction of integration: the latest time at which f has not jumped yet. */
export function justBefore(t: number, direction: number): number {
  if (t === 0) return -direction * Number.MIN_VALUE;
  double[0] = t;
  bits[0] = bits[0]! + (t > 0 === direction > 0 ? -1n : 1n);
  return double[0];
}
