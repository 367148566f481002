import type { StateColumns } from '../record/state-columns.ts';
import { newCounts, type Counts } from '../station/counts.ts';
import type { LeadTimes } from '../station/lead-time.ts';
import type { StationSetup } from '../station/setup.ts';
import { State } from '../station/state.ts';
import { TimeInState } from '../station/time-in-state.ts';
import type { RowBuffer } from './row-buffer.ts';
import type { RowItem } from './row-item.ts';
import type { RowJournal } from './row-journal.ts';

/** Where a machine of a row stands, and where it is written down what it does, if it is. */
export interface RowPlace {
  /** The buffer it takes from; none: it draws on raw material. */
  readonly behind: RowBuffer | undefined;
  readonly leadTimes: LeadTimes;
  readonly endS: number;
  readonly states: StateColumns | undefined;
  readonly journal: RowJournal | undefined;
}

/**
 * One machine of a row, worked out item by item instead of event by event: from when an item lies ready follows when
 * the machine takes it, when the cycle that it completes ends, and when its product finds room. The same six phases in
 * the same order, with the same draws, sums and rounding as the machine that is simulated (station/), which a test
 * holds it to, bit for bit. Nothing is done at or after the end.
 */
export class RowMachine {
  /** Seconds from the making to the end of all items that ended here. */
  itemSeconds = 0;
  /** How far it has been worked out: from then on it collects; `Infinity` once something lasts beyond the end. */
  readyS = 0;
  /** The buffer it fills, and the machine that takes from there; none: it ships. */
  ahead: RowBuffer | undefined;
  next: RowMachine | undefined;
  readonly #behind: RowBuffer | undefined;
  readonly #setup: StationSetup;
  // Of the setup, what each cycle asks for.
  readonly #batchIn: number;
  readonly #makes: boolean;
  readonly #cycleTimeS: number;
  readonly #cycle: StationSetup['cycle'];
  readonly #failure: StationSetup['failure'];
  readonly #jam: StationSetup['jam'];
  readonly #defect: StationSetup['defect'];
  readonly #inspection: StationSetup['inspection'];
  readonly #endS: number;
  readonly #leadTimes: LeadTimes;
  readonly #states: StateColumns | undefined;
  readonly #journal: RowJournal | undefined;
  readonly #timeInState = new TimeInState();
  #state: State = State.STARVED;
  #enteredS = 0;
  readonly #heldMadeS: Float64Array;
  #held = 0;
  #heldDefects = 0;
  #heldOldestS = Infinity;
  /** When the item it stands blocked with at the end was made. */
  #outMadeS: number | undefined;
  #outDefective = 0;
  #made = 0;
  #defectiveMade = 0;
  #defectsCreated = 0;
  #repaired = 0;
  #rejected = 0;
  #failures = 0;
  #jams = 0;
  /** A timer still runs at the end. */
  #timerRuns = false;

  constructor(setup: StationSetup, { behind, leadTimes, endS, states, journal }: RowPlace) {
    this.#setup = setup;
    this.#batchIn = setup.batchIn;
    this.#makes = setup.makes;
    this.#cycleTimeS = setup.cycleTimeS;
    this.#cycle = setup.cycle;
    this.#failure = setup.failure;
    this.#jam = setup.jam;
    this.#defect = setup.defect;
    this.#inspection = setup.inspection;
    this.#behind = behind;
    this.#endS = endS;
    this.#leadTimes = leadTimes;
    this.#states = states;
    this.#journal = journal;
    states?.enter(State.STARVED, 0);
    this.#heldMadeS = new Float64Array(setup.batchIn);
  }

  /** A cycle on raw material, of which there is no end. True when `item` goes on down the row. */
  cycle(item: RowItem): boolean {
    this.#held = this.#batchIn;
    if (!this.#work()) return false;
    item.defective = 0;
    item.madeS = this.readyS;
    item.enteredS = this.readyS;
    return this.#finish(item);
  }

  /** Takes `item`, which lies before it. True when `item`, now what the machine makes of it, goes on. */
  receive(item: RowItem): boolean {
    item.takenS = this.readyS;
    if (item.putS > this.readyS) {
      if (this.#state !== State.STARVED) this.#enter(State.STARVED);
      item.takenS = item.putS;
    }
    if (item.takenS >= this.#endS) {
      this.#behind!.left(item);
      return false;
    }
    this.#behind!.taken(item);
    this.readyS = item.takenS;
    this.#heldMadeS[this.#held++] = item.madeS;
    if (this.#makes && !this.#collect(item)) return false;
    return this.#work() && this.#finish(item);
  }

  /** Most of them follow from each other: what goes in and is not in hand has come out. */
  get counts(): Counts {
    const batchIn = this.#batchIn;
    const isBlocked = this.#outMadeS === undefined ? 0 : 1;
    return {
      ...newCounts(),
      unitsIn: this.#made * batchIn + this.#held,
      unitsMade: this.#made,
      defectiveMade: this.#defectiveMade,
      unitsOut: this.#made - this.#rejected - isBlocked,
      defectiveOut: this.#defectiveMade - this.#rejected - this.#outDefective,
      rejected: this.#rejected,
      defectsCreated: this.#defectsCreated,
      repaired: this.#repaired,
      failures: this.#failures,
      jams: this.#jams,
    };
  }

  /** Timers that have run out. */
  get events(): number {
    return this.#made + this.#failures + this.#jams - (this.#isStoppedAtEnd() ? 1 : 0);
  }

  /** Broken down or jammed beyond the end: that timer has not run out. */
  #isStoppedAtEnd(): boolean {
    return this.#timerRuns && this.#state !== State.EXECUTE;
  }

  /** True when the batch is complete; `item` then holds the defects and the age of all of it. */
  #collect(item: RowItem): boolean {
    this.#heldDefects += item.defective;
    if (item.enteredS < this.#heldOldestS) this.#heldOldestS = item.enteredS;
    if (this.#held < this.#batchIn) return false;
    item.defective = this.#heldDefects;
    item.enteredS = this.#heldOldestS;
    this.#heldDefects = 0;
    this.#heldOldestS = Infinity;
    return true;
  }

  get inHand(): number {
    return this.#held + (this.#outMadeS === undefined ? 0 : 1);
  }

  /** When each item that it still has in its hands at the end was made, s. */
  inHandsMadeS(): readonly number[] {
    const held = this.#behind === undefined ? [] : this.#heldMadeS.subarray(0, this.#held);
    return [...held, ...(this.#outMadeS === undefined ? [] : [this.#outMadeS])];
  }

  /** Nothing more comes. */
  close(): void {
    if (this.readyS < this.#endS && this.#state !== State.STARVED) this.#enter(State.STARVED);
    if (this.#states !== undefined) this.#journal?.close(this.#states);
  }

  secondsIn(state: State): number {
    return this.#timeInState.seconds(state, this.#state, this.#enteredS, this.#endS);
  }

  /** Phases 2 to 4; false when the work is not done before the end. */
  #work(): boolean {
    const failure = this.#failure;
    const jam = this.#jam;
    if (failure !== undefined && failure.chance.strikes(failure.hazard)) {
      this.#failures++;
      this.#journal?.failed(this.readyS);
      this.#enter(State.DOWN);
      this.readyS += failure.timeS.sample(failure.stream);
      if (this.#isOver()) return false;
    }
    if (jam !== undefined && jam.chance.strikes(jam.hazard)) {
      this.#jams++;
      this.#journal?.jammed(this.readyS);
      this.#enter(State.JAMMED);
      this.readyS += jam.timeS.sample(jam.stream);
      if (this.#isOver()) return false;
    }
    this.#enter(State.EXECUTE);
    this.readyS += this.#cycle === undefined ? this.#cycleTimeS : this.#cycle.timeS.sample(this.#cycle.stream);
    return !this.#isOver();
  }

  /** Whether the timer it has set runs out only at the end or after it; else it has run out. */
  #isOver(): boolean {
    if (this.readyS < this.#endS) return false;
    this.readyS = Infinity;
    this.#timerRuns = true;
    return true;
  }

  /** Phases 5 and 6: `item` holds defects and age of what was collected. */
  #finish(item: RowItem): boolean {
    const inspection = this.#inspection;
    if (this.#makes) this.#makeOne(item);
    else this.#passThrough(item);
    this.#held = 0;
    this.#made++;
    if (this.#journal !== undefined) this.#journal.made(this.readyS);
    this.#defectiveMade += item.defective;
    if (inspection === undefined || item.defective === 0 || !inspection.chance.strikes(inspection.hazard))
      return this.ahead === undefined ? this.#ship(item) : this.#passOn(item);
    this.#rejected++;
    this.#journal?.rejected(this.readyS);
    this.itemSeconds += this.readyS - item.madeS;
    return false;
  }

  #makeOne(item: RowItem): void {
    item.defective = this.#spoils() || item.defective > this.#setup.toleratedDefects ? 1 : 0;
    if (this.#behind !== undefined)
      for (let i = 0; i < this.#held; i++) this.itemSeconds += this.readyS - this.#heldMadeS[i]!;
    item.madeS = this.readyS;
  }

  /** The one item that a machine which makes nothing holds. */
  #passThrough(item: RowItem): void {
    const { rework } = this.#setup;
    if (rework !== undefined && item.defective === 1 && rework.chance.strikes(rework.hazard)) {
      item.defective = 0;
      this.#repaired++;
    }
    if (this.#spoils()) item.defective = 1;
  }

  #spoils(): boolean {
    const defect = this.#defect;
    if (defect === undefined || !defect.chance.strikes(defect.hazard)) return false;
    this.#defectsCreated++;
    return true;
  }

  #passOn(item: RowItem): boolean {
    const ahead = this.ahead!;
    const roomS = ahead.capacity === 0 ? this.next!.readyS : ahead.roomS;
    if (roomS > this.readyS) {
      this.#enter(State.BLOCKED);
      this.readyS = roomS;
      if (roomS === Infinity) {
        this.#outMadeS = item.madeS;
        this.#outDefective = item.defective;
        return false;
      }
    }
    item.putS = this.readyS;
    if (this.#journal !== undefined) this.#journal.put(this.readyS, item.defective);
    return true;
  }

  #ship(item: RowItem): boolean {
    this.#leadTimes.ship(this.readyS - item.enteredS);
    this.#journal?.shipped(this.readyS, item.defective);
    this.itemSeconds += this.readyS - item.madeS;
    return false;
  }

  /** In this state from when it is ready. */
  #enter(state: State): void {
    if (state === this.#state) return;
    if (this.readyS > this.#enteredS) {
      this.#timeInState.lasted(this.#state, this.#enteredS);
      this.#enteredS = this.readyS;
    }
    this.#state = state;
    if (this.#states !== undefined) this.#states.enter(state, this.readyS);
  }
}
