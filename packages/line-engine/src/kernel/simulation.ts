import { newTimers, type Timers, type TimersState } from './timers.ts';

/** Whatever acts at points in time: it is woken by its timer, or by a hand-over at this very instant. */
export interface Actor {
  readonly index: number;
  /** Its timer has run out. */
  onTimer(): void;
  /** Something it waited for has happened now. */
  onHandOver(): void;
}

/** Sees the line between events. */
export interface Observer {
  /** The next instant it wants to see, s; `Infinity` for none. */
  readonly nextS: number;
  /** Everything that happens up to `nextS`, and at it, has happened. */
  observe(): void;
}

/** An event storm: this many wake-ups without the clock moving is not a production line. */
const mostEventsAtOneInstant = 1_000_000;

/** The clock as plain data. */
export interface SimulationState {
  readonly nowS: number;
  readonly events: number;
  readonly timers: TimersState;
}

/** The clock of a line, its timers, and who goes on at this instant. */
export class Simulation {
  /** Seconds since the start of the run. */
  nowS = 0;
  /** When the last event before the end of the last `runUntil` was, s. */
  lastEventS = 0;
  /** Wake-ups by timer so far: the work done. */
  events = 0;
  readonly #actors: readonly Actor[];
  readonly #timers: Timers;
  /** Actors that a hand-over at this instant has set going again, in that order. */
  readonly #worklist: Actor[] = [];
  #waking = 0;
  #atThisInstant = 0;

  /** `priorities` of the actors to come, by their index; `actors` may be filled after this. */
  constructor(actors: readonly Actor[], priorities: readonly number[]) {
    this.#actors = actors;
    this.#timers = newTimers(priorities);
  }

  wakeAt(actor: number, dueS: number): void {
    this.#timers.set(actor, dueS);
  }

  /** Stops the timer of `actor`; the time it still had to run, s (`Infinity` when it was not running). */
  stopTimer(actor: number): number {
    const leftS = this.#timers.dueS[actor]! - this.nowS;
    this.#timers.clear(actor);
    return leftS;
  }

  /** `actor` goes on at this instant, after the one that is acting now has come to rest. */
  wakeNow(actor: Actor): void {
    this.#worklist[this.#waking++] = actor;
  }

  /** Lets everyone who was handed something at this instant go on, until all rest. */
  settle(): void {
    for (let i = 0; i < this.#waking; i++) this.#worklist[i]!.onHandOver();
    this.#waking = 0;
  }

  /** When the next event is due, s; `Infinity` when nothing is. */
  nextEventS(): number {
    return this.#timers.dueS[this.#timers.next()]!;
  }

  /** The next event and all that follows from it at that instant. Only when there is one. */
  step(): void {
    const actor = this.#timers.next();
    this.#wake(actor, this.#timers.dueS[actor]!);
  }

  /** Everything due before `endS`, not what is due at it; then the clock stands at `endS`. */
  runUntil(endS: number, observer: Observer): void {
    while (this.#someEvents(endS, observer));
    this.lastEventS = this.nowS;
    this.nowS = endS;
  }

  /** A few hundred events; false when none is left. A loop that ends often is compiled once and stays compiled. */
  #someEvents(endS: number, observer: Observer): boolean {
    const timers = this.#timers;
    let observeS = observer.nextS;
    for (let event = 0; event < 512; event++) {
      const actor = timers.next();
      const dueS = timers.dueS[actor]!;
      while (observeS < dueS && observeS <= endS) {
        observer.observe();
        observeS = observer.nextS;
      }
      if (dueS >= endS) return false;
      this.#wake(actor, dueS);
    }
    return true;
  }

  save(): SimulationState {
    return { nowS: this.nowS, events: this.events, timers: this.#timers.save() };
  }

  load({ nowS, events, timers }: SimulationState): void {
    this.nowS = nowS;
    this.events = events;
    this.#timers.load(timers);
  }

  #wake(actor: number, dueS: number): void {
    if (dueS > this.nowS) this.#atThisInstant = 0;
    else if (++this.#atThisInstant > mostEventsAtOneInstant) throw new EventStorm(dueS);
    this.nowS = dueS;
    this.events++;
    this.#timers.clear(actor);
    this.#actors[actor]!.onTimer();
    if (this.#waking > 0) this.settle();
  }
}

/** The clock stands still while events go on and on. */
export class EventStorm extends Error {
  override readonly name = 'EventStorm';
  readonly code = 'event-storm';
  readonly atS: number;
  constructor(atS: number) {
    super(`more than ${mostEventsAtOneInstant} events at ${atS} s: is there a cycle that takes no time?`);
    this.atS = atS;
  }
}
