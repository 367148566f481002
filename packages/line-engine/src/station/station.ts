import type { Buffer, Giver, Watcher } from '../kernel/buffer.ts';
import type { Item } from '../kernel/item.ts';
import type { Actor, Simulation } from '../kernel/simulation.ts';
import type { EventRecorder } from '../record/event.ts';
import type { Genealogy } from '../record/genealogy.ts';
import type { Claimant, Crew } from './crew.ts';
import { newCounts, type Counts } from './counts.ts';
import type { Inlet } from './inlet.ts';
import type { Items } from './items.ts';
import type { Outlet, Way } from './outlet.ts';
import type { StationSetup } from './setup.ts';
import { State } from './state.ts';
import { Step } from './step.ts';
import type { RawMaterial, Shipment, Surroundings } from './surroundings.ts';
import { TimeInState } from './time-in-state.ts';

/** One machine: an integer state, one timer, and what a phase of its cycle may touch. */
export class Station implements Actor, Giver, Watcher, Claimant {
  readonly index: number;
  readonly setup: StationSetup;
  readonly priority: number;
  /** Knows changeovers, planned maintenance or clearance; else these phases are passed over. */
  readonly prepares: boolean;
  /** Whether the sixth phase has something to do before items are passed on. */
  readonly inspects: boolean;
  readonly simulation: Simulation;
  readonly items: Items;
  readonly events: EventRecorder | undefined;
  readonly genealogy: Genealogy | undefined;
  readonly counts: Counts = newCounts();
  readonly timeInState = new TimeInState();
  /** Seconds from the making to the end of all items that ended here. */
  itemSeconds = 0;
  /** The phase that comes next when it is woken. */
  next: number = Step.COLLECT;
  state: State = State.STARVED;
  enteredS = 0;
  /** None: it draws on an infinite source of raw material. */
  inlets: readonly Inlet[] = [];
  raw: RawMaterial | undefined;
  outlet!: Outlet;
  /** Runs its cycle from where it is until it has to wait. */
  cycle!: (station: Station) => void;
  /** The buffer its good items go to first, if it has one. */
  behind: Buffer | undefined;
  /** Collected for this cycle: the first `heldCount`; nobody counts raw material by the piece. */
  readonly held: Item[] = [];
  heldCount = 0;
  /** Product of this cycle, and the one the machine is set up for (−1: none yet). */
  product = 0;
  setUpFor = -1;
  /** Items still to be scrapped after a changeover. */
  scrapLeft = 0;
  /** Work of this cycle still to be done, s; 0 between cycles. */
  workLeftS = 0;
  /** In the midst of work, or of the repair after a failure in it. */
  workBegun = false;
  /** Operating seconds (or the time) at which maintenance is next due. */
  operatedS = 0;
  maintenanceDueS = Infinity;
  /** Finished in this cycle and still in its hands; `outNext` is the first that has not left. */
  readonly out: Item[] = [];
  /** 1 for a finished item that inspection has found, and that has somewhere to go. */
  readonly outRejected: Uint8Array;
  outCount = 0;
  outNext = 0;
  /** Where the item that is next to leave goes, once that is decided. */
  way: Way | undefined;
  /** Whoever is helping, or has been asked to, and how long they are needed, s. */
  crew: Crew | undefined;
  crewNeededS = 0;
  /** Reasons for which it must not run (shift over, struck down); it goes on when there are none. */
  pauses = 0;
  pausedFrom: State = State.STARVED;
  pausedLeftS = Infinity;
  wokenInPause = false;
  readonly #shipment: Shipment;

  constructor(index: number, setup: StationSetup, surroundings: Surroundings) {
    this.index = index;
    this.setup = setup;
    this.priority = setup.priority;
    const seedLog = surroundings.events?.zeroLengthStates === true;
    this.inspects = setup.inspection !== undefined || setup.changeover !== undefined || seedLog;
    this.prepares = setup.changeover !== undefined || setup.maintenance !== undefined || setup.blocksBefore;
    this.simulation = surroundings.simulation;
    this.items = surroundings.items;
    this.events = surroundings.events;
    this.genealogy = surroundings.genealogy;
    this.#shipment = surroundings.shipment;
    this.outRejected = new Uint8Array(setup.makes ? 1 : setup.batchIn);
    if (setup.maintenance !== undefined) this.maintenanceDueS = setup.maintenance.everyS;
  }

  /** Begins; broken down for another `downForS` seconds, if that is more than 0. */
  start(downForS = 0): void {
    if (this.events?.zeroLengthStates === false) this.events.stateChange(this.simulation.nowS, this.index, this.state);
    if (downForS > 0) this.#startDown(downForS);
    else this.onHandOver();
  }

  onTimer(): void {
    if (this.crew !== undefined) {
      const { crew } = this;
      this.crew = undefined;
      crew.release();
    }
    this.cycle(this);
  }

  onHandOver(): void {
    if (this.pauses === 0) this.cycle(this);
    else this.wokenInPause = true;
  }

  enter(state: State): void {
    const { nowS } = this.simulation;
    if (state !== this.state) {
      if (nowS > this.enteredS) {
        this.timeInState.lasted(this.state, this.enteredS);
        this.enteredS = nowS;
      }
      this.state = state;
    }
    if (this.events !== undefined) this.events.stateChange(nowS, this.index, state);
  }

  wakeAfter(durationS: number): void {
    this.simulation.wakeAt(this.index, this.simulation.nowS + durationS);
  }

  /** Waits for help, then for `durationS`; without a crew only for that. */
  wakeAfterHelp(crew: Crew | undefined, durationS: number): void {
    if (crew === undefined) {
      this.wakeAfter(durationS);
      return;
    }
    this.crewNeededS = durationS;
    this.crew = crew;
    crew.ask(this);
  }

  granted(): void {
    if (this.pauses > 0) {
      this.pausedLeftS = this.crewNeededS;
      if (this.pausedFrom === State.WAITING) this.pausedFrom = State.EXECUTE;
      return;
    }
    if (this.state === State.WAITING) this.enter(State.EXECUTE);
    this.wakeAfter(this.crewNeededS);
  }

  /** Works for so long, from when an operator is there, if it needs one. */
  workFor(durationS: number): void {
    const { operators } = this.setup;
    this.enter(operators === undefined ? State.EXECUTE : State.WAITING);
    this.wakeAfterHelp(operators, durationS);
  }

  #startDown(leftS: number): void {
    if (this.pauses === 0) {
      this.enter(State.DOWN);
      this.wakeAfter(leftS);
    } else {
      this.pausedFrom = State.DOWN;
      this.pausedLeftS = leftS;
    }
  }

  /** Seconds in `state`, the open interval included. */
  secondsIn(state: State): number {
    return this.timeInState.seconds(state, this.state, this.enteredS, this.simulation.nowS);
  }

  /** An item comes into its hands. */
  collectItem(item: Item): void {
    this.held[this.heldCount++] = item;
    this.counts.unitsIn++;
    if (this.events !== undefined) this.events.take(this.simulation.nowS, this.index, item.id);
  }

  /** It has all it waited for at one inlet. */
  collected(): void {
    for (let i = 0; i < this.inlets.length; i++) if (!this.inlets[i]!.isFull) return;
    this.simulation.wakeNow(this);
  }

  /** Items and raw material in its hands. */
  get inHand(): number {
    return this.heldCount + this.outCount - this.outNext;
  }

  /** The items in its hands. */
  inHands(): readonly Item[] {
    const held = this.inlets.length === 0 ? [] : this.held.slice(0, this.heldCount);
    return [...held, ...this.out.slice(this.outNext, this.outCount)];
  }

  /** The item is no more: shipped, rejected, scrapped, or part of another. */
  gone(item: Item): void {
    this.itemSeconds += this.simulation.nowS - item.madeS;
    this.items.leave(item);
  }

  /** Downstream has room: lets go of the item it stood blocked with, and goes on. */
  release(to: Buffer): Item {
    if (this.way!.length > 1) for (const other of this.way!) if (other !== to) other.forgetGiver(this);
    const item = this.out[this.outNext]!;
    this.passed(item);
    this.simulation.wakeNow(this);
    return item;
  }

  /** There is room again where it looked for some before it began. */
  roomBehind(at: Buffer): void {
    for (const other of this.outlet.only!) if (other !== at) other.forgetWatcher(this);
    this.simulation.wakeNow(this);
  }

  /** The item that is next to leave leaves its hands. */
  passed(item: Item): void {
    if (this.outRejected[this.outNext] === 0) {
      this.counts.unitsOut++;
      this.counts.defectiveOut += item.defective;
      if (this.events !== undefined) this.events.put(this.simulation.nowS, this.index, item.id);
    }
    this.outNext++;
    this.way = undefined;
  }

  /** The item that is next to leave leaves the line. */
  shipped(item: Item): void {
    const rejected = this.outRejected[this.outNext] === 1;
    this.passed(item);
    if (rejected) this.gone(item);
    else this.ship(item);
  }

  /** The item leaves the line at its end. */
  ship(item: Item): void {
    this.#shipment.ship(this.simulation.nowS - item.enteredS);
    this.gone(item);
  }
}
