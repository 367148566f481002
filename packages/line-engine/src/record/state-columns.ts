/** The states of one station, in order: from when each lasts, and which it is. Each lasts some time, and no two that follow each other are the same. */
export class StateColumns {
  #timeS = new Float64Array(256);
  #state = new Uint8Array(256);
  /** With the last, of which it is not known whether it lasts. */
  #rows = 0;

  enter(state: number, atS: number): void {
    const last = this.#rows - 1;
    if (last >= 0 && this.#timeS[last] === atS) {
      this.#state[last] = state;
      return;
    }
    if (this.#isRepeated()) this.#rows--;
    if (this.#rows === this.#timeS.length) this.#grow(2 * this.#rows);
    this.#timeS[this.#rows] = atS;
    this.#state[this.#rows++] = state;
  }

  /** Enters the first `rows` of these at once: each lasts until the next (one more stands there) and differs from it; only the very first may not last. */
  append(timeS: readonly number[], state: readonly number[], rows: number): void {
    if (this.#rows + timeS.length > this.#timeS.length) this.#grow(2 * (this.#rows + timeS.length));
    const isVoid = this.#rows === 0 && rows > 0 && timeS[1] === timeS[0];
    this.#timeS.set(timeS, this.#rows);
    this.#state.set(state, this.#rows);
    this.#rows += rows;
    if (isVoid) this.#dropFirst();
  }

  get count(): number {
    return this.#isRepeated() ? this.#rows - 1 : this.#rows;
  }

  get timeS(): Float64Array {
    return this.#timeS.subarray(0, this.count);
  }

  get state(): Uint8Array {
    return this.#state.subarray(0, this.count);
  }

  /** Whether the last state is the one before it, entered again. */
  #isRepeated(): boolean {
    const last = this.#rows - 1;
    return last > 0 && this.#state[last] === this.#state[last - 1];
  }

  #dropFirst(): void {
    this.#timeS.copyWithin(0, 1, this.#rows);
    this.#state.copyWithin(0, 1, this.#rows);
    this.#rows--;
  }

  #grow(length: number): void {
    const timeS = new Float64Array(length);
    timeS.set(this.#timeS);
    const state = new Uint8Array(length);
    state.set(this.#state);
    this.#timeS = timeS;
    this.#state = state;
  }
}
