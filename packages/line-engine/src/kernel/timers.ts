/** All timers as plain data. */
export interface TimersState {
  readonly dueS: readonly (number | null)[];
  readonly sequence: readonly number[];
  readonly set: number;
}

/** Measured: looking at all of them wins up to about this many. */
const mostForScan = 32;

export function newTimers(priorities: readonly number[]): Timers {
  return priorities.length <= mostForScan ? new ScannedTimers(priorities) : new HeapTimers(priorities);
}

/**
 * One timer an actor: when each of them wants to be woken, in seconds of simulated time.
 *
 * Two that are due at the same instant are woken by priority (lower first), then in the order in which they set their
 * timers: a rule of the data, never of chance. A few actors are found by looking at all of them, many by an
 * indexed heap; both give the same order.
 */
export abstract class Timers {
  /** When each actor is to be woken; `Infinity` for never. */
  readonly dueS: Float64Array;
  /** In which order they were set. */
  readonly #sequence: Float64Array;
  readonly #priority: Int32Array;
  #set = 0;

  constructor(priorities: readonly number[]) {
    this.dueS = new Float64Array(priorities.length).fill(Infinity);
    this.#sequence = new Float64Array(priorities.length);
    this.#priority = Int32Array.from(priorities);
  }

  /** Wakes `actor` at `dueS`; replaces what it had set before. */
  set(actor: number, dueS: number): void {
    this.dueS[actor] = dueS;
    this.#sequence[actor] = this.#set++;
    this.moved(actor);
  }

  clear(actor: number): void {
    this.dueS[actor] = Infinity;
    this.moved(actor);
  }

  /** The actor to wake next; its time is `Infinity` when nobody has set a timer. */
  abstract next(): number;

  /** `actor` is due at another time than before. */
  protected abstract moved(actor: number): void;

  protected before(actor: number, other: number): boolean {
    const actorS = this.dueS[actor]!;
    const otherS = this.dueS[other]!;
    if (actorS !== otherS) return actorS < otherS;
    const byPriority = this.#priority[actor]! - this.#priority[other]!;
    return byPriority === 0 ? this.#sequence[actor]! < this.#sequence[other]! : byPriority < 0;
  }

  save(): TimersState {
    return {
      dueS: Array.from(this.dueS, (dueS) => (dueS === Infinity ? null : dueS)),
      sequence: [...this.#sequence],
      set: this.#set,
    };
  }

  load({ dueS, sequence, set }: TimersState): void {
    this.dueS.set(dueS.map((due) => due ?? Infinity));
    this.#sequence.set(sequence);
    this.#set = set;
  }
}

/** Looks at all of them each time. */
export class ScannedTimers extends Timers {
  next(): number {
    const { dueS } = this;
    let first = 0;
    let firstS = dueS[0]!;
    for (let actor = 1; actor < dueS.length; actor++) {
      const otherS = dueS[actor]!;
      if (otherS < firstS || (otherS === firstS && otherS !== Infinity && this.before(actor, first))) {
        first = actor;
        firstS = otherS;
      }
    }
    return first;
  }

  protected moved(): void {}
}

/** A binary heap of actors that knows where each of them stands. */
export class HeapTimers extends Timers {
  readonly #heap: Int32Array;
  readonly #place: Int32Array;

  constructor(priorities: readonly number[]) {
    super(priorities);
    this.#heap = Int32Array.from(priorities, (_, actor) => actor);
    this.#place = this.#heap.slice();
  }

  next(): number {
    return this.#heap[0]!;
  }

  override load(state: TimersState): void {
    super.load(state);
    for (let place = this.#heap.length >> 1; place >= 0; place--) this.#sink(this.#heap[place]!, place);
  }

  protected moved(actor: number): void {
    this.#sink(actor, this.#rise(actor, this.#place[actor]!));
  }

  /** From that place up as far as it belongs: that place is free then. */
  #rise(actor: number, from: number): number {
    const heap = this.#heap;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = heap[above]!;
      if (!this.before(actor, other)) break;
      this.#put(other, place);
      place = above;
    }
    return place;
  }

  /** Into that place, or as far down from there as it belongs. */
  #sink(actor: number, from: number): void {
    const heap = this.#heap;
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && this.before(heap[below + 1]!, heap[below]!)) below++;
      const other = heap[below]!;
      if (!this.before(other, actor)) break;
      this.#put(other, place);
      place = below;
    }
    this.#put(actor, place);
  }

  #put(actor: number, place: number): void {
    this.#heap[place] = actor;
    this.#place[actor] = place;
  }
}
