import type { Memory } from '../model/memory.ts';

export interface AlarmOptions {
  /** The condition must hold so long before the alarm is raised, min. Default 0. */
  readonly onDelayMin?: number;
  /** The condition must be gone so long before it is cleared, min. Default 1. */
  readonly offDelayMin?: number;
  /** An alarm raised at level 1 is held down to 1 − deadBand. Default 0.5. */
  readonly deadBand?: number;
}

/** Raises and clears without chatter: on delay, off delay and dead band of ISA-18.2. Time is the plant's. */
export class Alarm {
  active = false;
  /** When the condition that will raise or clear it began, min; −1: it does not hold. */
  private pendingMin = -1;
  private readonly onDelayMin: number;
  private readonly offDelayMin: number;
  private readonly release: number;

  constructor({ onDelayMin = 0, offDelayMin = 1, deadBand = 0.5 }: AlarmOptions) {
    for (const [name, value] of Object.entries({ onDelayMin, offDelayMin }))
      if (!(value >= 0 && value < Infinity)) throw new RangeError(`alarm.${name} must be 0 or more, is ${value}`);
    if (!(deadBand >= 0 && deadBand < 1)) throw new RangeError(`alarm.deadBand must lie in 0 … 1, is ${deadBand}`);
    this.onDelayMin = onDelayMin;
    this.offDelayMin = offDelayMin;
    this.release = 1 - deadBand;
  }

  /** What this level does to the alarm. */
  judge(level: number, timeMin: number): 'raised' | 'cleared' | undefined {
    const turning = this.active ? level < this.release : level >= 1;
    if (!turning) {
      this.pendingMin = -1;
      return undefined;
    }
    if (this.pendingMin < 0) this.pendingMin = timeMin;
    if (timeMin - this.pendingMin < (this.active ? this.offDelayMin : this.onDelayMin)) return undefined;
    this.pendingMin = -1;
    this.active = !this.active;
    return this.active ? 'raised' : 'cleared';
  }

  remember(memory: Memory): void {
    this.active = memory.number(this.active ? 1 : 0) === 1;
    this.pendingMin = memory.number(this.pendingMin);
  }
}
