import type { Buffer, Giver, ItemSlot } from '../kernel/buffer.ts';
import type { Actor, Simulation } from '../kernel/simulation.ts';
import type { Chance } from '../random/chance.ts';
import type { Distribution } from '../random/distribution.ts';
import type { Stream } from '../random/stream.ts';
import type { EventLog } from '../record/event-log.ts';
import type { Genealogy } from '../record/genealogy.ts';
import type { Inlet } from './inlet.ts';
import type { Items } from './items.ts';
import { State } from './state.ts';
import { Step } from './step.ts';
import { TimeInState } from './time-in-state.ts';

/** Something that may happen in a cycle, and how long it takes to set right. */
export interface Stop {
  readonly chance: Chance;
  readonly hazard: number;
  readonly timeS: Distribution;
  readonly timeStream: Stream;
}

/** Something that may be true of an item. */
export interface Trial {
  readonly chance: Chance;
  readonly hazard: number;
}

/** What configuration makes of the generic machine. Absent means: this phase does nothing here. */
export interface StationSetup {
  readonly name: string;
  readonly cycleTimeS: number;
  /** Items it collects for one cycle. */
  readonly batchIn: number;
  /** True when it makes a new item of what it collected; false when it passes the items on. */
  readonly makes: boolean;
  readonly failure?: Stop | undefined;
  readonly jam?: Stop | undefined;
  readonly defect?: Trial | undefined;
  readonly inspection?: Trial | undefined;
}

/** Where a station stands in the line. */
export interface Surroundings {
  readonly simulation: Simulation;
  readonly items: Items;
  readonly events: EventLog | undefined;
  readonly genealogy: Genealogy | undefined;
  /** Runs the station's cycle from where it is until it has to wait. */
  readonly cycle: (station: Station) => void;
}

/** What a station has done so far, in items. */
export interface Counts {
  unitsIn: number;
  unitsMade: number;
  defectiveMade: number;
  unitsOut: number;
  defectiveOut: number;
  rejected: number;
  defectsCreated: number;
  failures: number;
  jams: number;
}

/** One machine: an integer state, one timer, and what a phase of its cycle may touch. */
export class Station implements Actor, Giver {
  readonly index: number;
  readonly setup: StationSetup;
  readonly simulation: Simulation;
  readonly items: Items;
  readonly counts: Counts = {
    unitsIn: 0,
    unitsMade: 0,
    defectiveMade: 0,
    unitsOut: 0,
    defectiveOut: 0,
    rejected: 0,
    defectsCreated: 0,
    failures: 0,
    jams: 0,
  };
  /** The phase that comes next when it is woken. */
  next: Step = Step.COLLECT;
  state: State = State.STARVED;
  /** Undefined: an infinite source of raw material. */
  inlet: Inlet | undefined;
  /** Undefined: a sink that takes everything. */
  outlet: Buffer | undefined;
  /** Collected for this cycle. */
  readonly held: Int32Array;
  heldCount = 0;
  /** Finished in this cycle and still in its hands; `outNext` is the first that has not left. */
  readonly out: Int32Array;
  outCount = 0;
  outNext = 0;
  readonly events: EventLog | undefined;
  readonly genealogy: Genealogy | undefined;
  readonly #timeInState = new TimeInState();
  readonly #cycle: (station: Station) => void;
  #enteredS = 0;

  constructor(index: number, setup: StationSetup, surroundings: Surroundings) {
    this.index = index;
    this.setup = setup;
    this.simulation = surroundings.simulation;
    this.items = surroundings.items;
    this.events = surroundings.events;
    this.genealogy = surroundings.genealogy;
    this.#cycle = surroundings.cycle;
    this.held = new Int32Array(setup.batchIn);
    this.out = new Int32Array(setup.makes ? 1 : setup.batchIn);
  }

  start(): void {
    if (this.events?.zeroLengthStates === false) this.events.stateChange(this.simulation.nowS, this.index, this.state);
    this.#cycle(this);
  }

  onTimer(): void {
    this.#cycle(this);
  }

  onHandOver(): void {
    this.#cycle(this);
  }

  enter(state: State): void {
    const { nowS } = this.simulation;
    if (nowS > this.#enteredS) {
      this.#timeInState.add(this.state, nowS - this.#enteredS);
      this.#enteredS = nowS;
    }
    this.state = state;
    this.events?.stateChange(nowS, this.index, state);
  }

  wakeAfter(durationS: number): void {
    this.simulation.timers.set(this.index, this.simulation.nowS + durationS);
  }

  /** Seconds in `state`, the open interval included. */
  secondsIn(state: State): number {
    const openS = state === this.state ? this.simulation.nowS - this.#enteredS : 0;
    return this.#timeInState.seconds(state) + openS;
  }

  /** An item comes into its hands. */
  collectItem(item: ItemSlot): void {
    this.held[this.heldCount++] = item;
    this.counts.unitsIn++;
    this.events?.take(this.simulation.nowS, this.index, this.items.id[item]!);
  }

  /** It has all it waited for. */
  collected(): void {
    this.simulation.wakeNow(this);
  }

  /** Downstream has room: lets go of the item it stood blocked with, and goes on. */
  release(): ItemSlot {
    const item = this.out[this.outNext++]!;
    this.passed(item);
    this.simulation.wakeNow(this);
    return item;
  }

  /** An item leaves its hands downstream. */
  passed(item: ItemSlot): void {
    this.counts.unitsOut++;
    this.counts.defectiveOut += this.items.defective[item]!;
    this.events?.put(this.simulation.nowS, this.index, this.items.id[item]!);
  }
}
