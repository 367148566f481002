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
    if (this.#rows === this.#timeS.length) this.#grow();
    this.#timeS[this.#rows] = atS;
    this.#state[this.#rows++] = state;
  }

  /** Holds what has been written down elsewhere, all of it; nothing is entered any more. */
  hold(timeS: Float64Array<ArrayBuffer>, state: Uint8Array<ArrayBuffer>): void {
    this.#timeS = timeS;
    this.#state = state;
    this.#rows = state.length;
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

  #grow(): void {
    const { length } = this.#timeS;
    const timeS = new Float64Array(2 * length);
    timeS.set(this.#timeS);
    const state = new Uint8Array(2 * length);
    state.set(this.#state);
    this.#timeS = timeS;
    this.#state = state;
  }
}
