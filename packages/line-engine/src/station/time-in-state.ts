import { stateNames } from './state.ts';

/**
 * Seconds spent in each state. A shift is hundreds of thousands of short intervals, and plain addition drifts by
 * 1e-7 s over them; so each sum carries its rounding error along (Kahan, Comm. ACM 8 (1965) 40). Intervals of one
 * state that follow each other are added as one, whatever took no time between them: how often a station was looked
 * at never shows in the last bit.
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

  /** Seconds in `state` until now, when `current` has lasted since `currentSinceS`, up to which `lasted` has been told. */
  seconds(state: number, current: number, currentSinceS: number, nowS: number): number {
    const openS = this.#openS(state, current, currentSinceS, nowS);
    const sum = this.#sumS[state]!;
    const error = this.#errorS[state]!;
    if (openS === 0) return sum - error;
    const corrected = openS - error;
    const total = sum + corrected;
    return total - (total - sum - corrected);
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

  /** What of `state` has not been added yet, s. */
  #openS(state: number, current: number, currentSinceS: number, nowS: number): number {
    if (state === this.#lasting) return (current === state ? nowS : currentSinceS) - this.#sinceS;
    return current === state ? nowS - currentSinceS : 0;
  }

  #add(state: number, intervalS: number): void {
    if (intervalS === 0) return;
    const before = this.#sumS[state]!;
    const corrected = intervalS - this.#errorS[state]!;
    const sum = before + corrected;
    this.#errorS[state] = sum - before - corrected;
    this.#sumS[state] = sum;
  }
}
