import { stateNames } from './state.ts';

/**
 * Seconds spent in each state. A shift is hundreds of thousands of short intervals, and plain addition drifts by
 * 1e-7 s over them; so each sum carries its rounding error along (Kahan, Comm. ACM 8 (1965) 40). Intervals of one
 * state that follow each other are added as one, whatever took no time between them.
 */
export class TimeInState {
  readonly #sumS = new Float64Array(stateNames.length);
  readonly #errorS = new Float64Array(stateNames.length);
  /** The state that lasts, and since when it does. */
  #lasting: number = 0;
  #sinceS = 0;

  /** `state` lasted from `fromS` until now; intervals come in order and leave no gap. */
  lasted(state: number, fromS: number): void {
    if (state === this.#lasting) return;
    this.#add(this.#lasting, fromS - this.#sinceS);
    this.#lasting = state;
    this.#sinceS = fromS;
  }

  /** Seconds in `state` until `untilS`, up to which `lasted` has been told. */
  seconds(state: number, untilS: number): number {
    return this.#sumS[state]! - this.#errorS[state]! + (state === this.#lasting ? untilS - this.#sinceS : 0);
  }

  save(): readonly (readonly number[])[] {
    return [[...this.#sumS], [...this.#errorS], [this.#lasting, this.#sinceS]];
  }

  load([sumS, errorS, lasting]: readonly (readonly number[])[]): void {
    this.#sumS.set(sumS!);
    this.#errorS.set(errorS!);
    this.#lasting = lasting![0]!;
    this.#sinceS = lasting![1]!;
  }

  #add(state: number, intervalS: number): void {
    const before = this.#sumS[state]!;
    const corrected = intervalS - this.#errorS[state]!;
    const sum = before + corrected;
    this.#errorS[state] = sum - before - corrected;
    this.#sumS[state] = sum;
  }
}
