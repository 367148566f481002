import type { Memory } from '../model/memory.ts';

/** The last z of a window, oldest overwritten first. */
export class Window {
  readonly values: Float64Array;
  count = 0;
  /** Where the next one goes: the oldest once the window is full. */
  next = 0;

  constructor(size: number) {
    this.values = new Float64Array(size);
  }

  /** The one that leaves, 0 while the window fills. */
  push(z: number): number {
    const { values } = this;
    const leaving = values[this.next]!;
    values[this.next] = z;
    this.next = (this.next + 1) % values.length;
    if (this.count < values.length) this.count++;
    return leaving;
  }

  reset(): void {
    this.values.fill(0);
    this.count = 0;
    this.next = 0;
  }

  remember(memory: Memory): void {
    memory.array(this.values);
    this.count = memory.number(this.count);
    this.next = memory.number(this.next);
  }
}
