/**
 * One timer an actor: when each of them wants to be woken, in seconds of simulated time.
 *
 * A line has few actors, so the next one is found by looking at all of them (measured faster than a heap up to
 * about 32). Two that are due at the same instant are woken by priority, then in the order in which they set
 * their timers: a rule of the data, never of chance.
 */
export class Timers {
  readonly #dueS: Float64Array;
  readonly #priority: Int32Array;
  readonly #sequence: Float64Array;
  #set = 0;

  constructor(actors: number) {
    this.#dueS = new Float64Array(actors).fill(Infinity);
    this.#priority = new Int32Array(actors);
    this.#sequence = new Float64Array(actors);
  }

  /** Wakes `actor` at `dueS`; replaces what it had set before. */
  set(actor: number, dueS: number): void {
    this.#dueS[actor] = dueS;
    this.#sequence[actor] = this.#set++;
  }

  clear(actor: number): void {
    this.#dueS[actor] = Infinity;
  }

  /** Lower goes first among those due at one instant. */
  prioritise(actor: number, priority: number): void {
    this.#priority[actor] = priority;
  }

  /** The actor to wake next; its time is `Infinity` when nobody has set a timer. */
  next(): number {
    const dueS = this.#dueS;
    let first = 0;
    for (let actor = 1; actor < dueS.length; actor++) {
      if (dueS[actor]! < dueS[first]! || (dueS[actor] === dueS[first] && this.#before(actor, first))) first = actor;
    }
    return first;
  }

  dueS(actor: number): number {
    return this.#dueS[actor]!;
  }

  #before(actor: number, other: number): boolean {
    const byPriority = this.#priority[actor]! - this.#priority[other]!;
    return byPriority === 0 ? this.#sequence[actor]! < this.#sequence[other]! : byPriority < 0;
  }
}
