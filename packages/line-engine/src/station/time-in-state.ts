import { stateNames } from './state.ts';

/**
 * Seconds spent in each state. A shift is hundreds of thousands of short intervals, and plain addition drifts by
 * 1e-7 s over them; so each sum carries its rounding error along (Kahan, Comm. ACM 8 (1965) 40).
 */
export class TimeInState {
  readonly #sumS = new Float64Array(stateNames.length);
  readonly #errorS = new Float64Array(stateNames.length);

  add(state: number, intervalS: number): void {
    const corrected = intervalS - this.#errorS[state]!;
    const sum = this.#sumS[state]! + corrected;
    this.#errorS[state] = sum - this.#sumS[state]! - corrected;
    this.#sumS[state] = sum;
  }

  seconds(state: number): number {
    return this.#sumS[state]!;
  }
}
