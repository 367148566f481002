import type { Trial } from '../station/setup.ts';

/** How far it is looked ahead at once: far enough to be worth the look, not so far that a short run pays for it. */
const cyclesAhead = 1024;

/**
 * How many of the next cycles of a machine are calm: nothing that may strike in any cycle does. A hazard clock is
 * drawn once an event, and looked at once an event here, not once a cycle.
 */
export class Calm {
  /** Known so far. Whoever works them off takes them away. */
  cycles = 0;
  readonly #strikes: readonly Foreseen[];

  constructor(strikes: readonly (Foreseen | undefined)[]) {
    this.#strikes = strikes.filter((one) => one !== undefined);
  }

  /** Whether the next cycle is calm. */
  lasts(): boolean {
    if (this.cycles === 0) this.#look();
    return this.cycles > 0;
  }

  #look(): void {
    let calm = cyclesAhead;
    for (const strike of this.#strikes) calm = strike.spares(calm);
    for (const strike of this.#strikes) strike.skip(calm);
    this.cycles = calm;
  }
}

/** Something that may happen in each cycle, tried ahead of time. */
export class Foreseen {
  readonly #trial: Trial;
  /** Cycles for which it has been tried already, and which it spares. */
  #spared = 0;

  constructor(trial: Trial) {
    this.#trial = trial;
  }

  /** How many of the next `most` cycles it surely spares. */
  spares(most: number): number {
    const { chance, hazard } = this.#trial;
    if (this.#spared < most) this.#spared += chance.passes(hazard, most - this.#spared);
    return this.#spared < most ? this.#spared : most;
  }

  /** So many of the cycles that it spares are over. */
  skip(cycles: number): void {
    this.#spared -= cycles;
  }

  /** Does it happen in this cycle? */
  strikes(): boolean {
    if (this.#spared === 0) return this.#trial.chance.strikes(this.#trial.hazard);
    this.#spared--;
    return false;
  }
}
