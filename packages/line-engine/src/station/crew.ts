import { WaitingLine, type Waiter } from '../kernel/waiting-line.ts';

/** A station that needs somebody. */
export interface Claimant extends Waiter {
  readonly index: number;
  /** Somebody is there now. */
  granted(): void;
}

/** A crew as plain data. */
export interface CrewState {
  readonly busy: number;
  readonly waiting: readonly number[];
}

/** A crew of so many people, each of whom helps one station at a time: by priority, then in order of asking. */
export class Crew {
  readonly name: string;
  readonly size: number;
  #busy = 0;
  readonly #waiting = new WaitingLine<Claimant>();

  constructor(name: string, size: number) {
    this.name = name;
    this.size = size;
  }

  ask(claimant: Claimant): void {
    if (this.#busy === this.size) {
      this.#waiting.join(claimant);
      return;
    }
    this.#busy++;
    claimant.granted();
  }

  /** Somebody is free again, and goes to whoever waits. */
  release(): void {
    if (this.#waiting.length > 0) this.#waiting.leaveFirst().granted();
    else this.#busy--;
  }

  save(): CrewState {
    return { busy: this.#busy, waiting: this.#waiting.everyone().map(({ index }) => index) };
  }

  load({ busy, waiting }: CrewState, claimants: readonly Claimant[]): void {
    this.#busy = busy;
    this.#waiting.empty();
    for (const index of waiting) this.#waiting.join(claimants[index]!);
  }
}
