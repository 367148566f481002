import { Timers } from './timers.ts';

/** Whatever acts at points in time: it is woken by its timer, or by a hand-over at this very instant. */
export interface Actor {
  /** Its timer has run out. */
  onTimer(): void;
  /** Something it waited for has happened now. */
  onHandOver(): void;
}

/** Told of the passing of time before the clock moves past `untilS` (exclusive of events at `untilS`). */
export interface Observer {
  /** The next instant it wants to see; `Infinity` for none. */
  readonly nextS: number;
  /** The state of the line is now what it is from the last event up to the next one; time is `nextS`. */
  observe(): void;
}

/** An event storm: this many wake-ups without the clock moving is not a production line. */
const maxEventsAtOneInstant = 1_000_000;

/** The clock. Runs [0, end): what is due exactly at the end does not happen. */
export class Simulation {
  /** Seconds since the start of the run. */
  nowS = 0;
  /** Wake-ups by timer so far: the work done. */
  events = 0;
  readonly timers: Timers;
  readonly #actors: readonly Actor[];
  /** Actors that a hand-over at this instant has set going again, in that order. */
  readonly #worklist: Actor[] = [];

  constructor(actors: readonly Actor[], count: number) {
    this.#actors = actors;
    this.timers = new Timers(count);
  }

  /** `actor` goes on at this instant, after the one that is acting now has come to rest. */
  wakeNow(actor: Actor): void {
    this.#worklist.push(actor);
  }

  /** Lets everyone who was handed something at this instant go on, until all rest. */
  settle(): void {
    const worklist = this.#worklist;
    for (let i = 0; i < worklist.length; i++) worklist[i]!.onHandOver();
    worklist.length = 0;
  }

  runUntil(endS: number, observer: Observer): void {
    const { timers } = this;
    let atThisInstant = 0;
    for (;;) {
      const actor = timers.next();
      const dueS = timers.dueS(actor);
      while (observer.nextS < dueS && observer.nextS <= endS) observer.observe();
      if (dueS >= endS) break;
      atThisInstant = dueS > this.nowS ? 0 : atThisInstant + 1;
      if (atThisInstant > maxEventsAtOneInstant) throw new EventStorm(dueS);
      this.nowS = dueS;
      this.events++;
      timers.clear(actor);
      this.#actors[actor]!.onTimer();
      this.settle();
    }
    this.nowS = endS;
  }
}

/** The clock stands still while events go on and on. */
export class EventStorm extends Error {
  override readonly name = 'EventStorm';
  readonly code = 'event-storm';
  readonly atS: number;
  constructor(atS: number) {
    super(`more than ${maxEventsAtOneInstant} events at ${atS} s: is there a cycle that takes no time?`);
    this.atS = atS;
  }
}
