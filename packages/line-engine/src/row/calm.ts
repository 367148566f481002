import type { Trial } from '../station/setup.ts';

/**
 * How many of the next cycles of a machine are calm: nothing that may strike in any cycle does. A countdown knows how
 * many cycles it spares, so that it is asked once an event, not once a cycle.
 */
export class Calm {
  /** Known so far. Whoever works them off takes them away. */
  cycles = 0;
  readonly #trials: readonly Trial[];

  constructor(trials: readonly (Trial | undefined)[]) {
    this.#trials = trials.filter((trial) => trial !== undefined);
  }

  /** Whether the next cycle is calm. */
  lasts(): boolean {
    if (this.cycles === 0) this.#look();
    return this.cycles > 0;
  }

  #look(): void {
    let cycles = cyclesAhead;
    for (const { chance, hazard } of this.#trials) cycles = Math.min(cycles, chance.spares(hazard));
    for (const { chance } of this.#trials) chance.pass(cycles);
    this.cycles = cycles;
  }
}

/** As many as it looks ahead at once: a small whole number to V8. */
const cyclesAhead = 1 << 30;
