import type { Counts } from '../station/counts.ts';
import type { StationSetup } from '../station/setup.ts';
import { State } from '../station/state.ts';
import { Calm } from './calm.ts';
import { endInTime, plainCycles, rawCycles } from './plain-cycles.ts';
import { RowBatch } from './row-batch.ts';
import type { RowBuffer } from './row-buffer.ts';
import type { RowCourse } from './row-course.ts';
import type { RowPlace } from './row-place.ts';
import { ship } from './row-shipping.ts';
import { passDefects, spoils } from './row-spoiling.ts';
import { overcomeStops, strikes } from './row-stops.ts';
import { RowTally } from './row-tally.ts';

/**
 * One machine of a row, worked out item by item instead of event by event: from when an item lies ready follows when
 * the machine takes it, when the cycle that it completes ends, and when its product finds room. The same six phases in
 * the same order, with the same draws, sums and rounding as the machine that is simulated (station/), which a test
 * holds it to, bit for bit. Nothing is done at or after the end.
 *
 * Most cycles are plain: one item in, nothing strikes, nothing is wrong with the item. As many of them as can be
 * foreseen are worked out at once (`#plain`), every other cycle on its own (`#collect`, `#cycle`).
 */
export class RowMachine {
  /** The machine that takes from the buffer ahead, if there is one. */
  next: RowMachine | undefined;
  readonly #setup: StationSetup;
  readonly #place: RowPlace;
  readonly #behind: RowBuffer;
  readonly #ahead: RowBuffer;
  readonly #course: RowCourse;
  readonly #calm: Calm;
  /** Takes items one by one. */
  readonly #isSingle: boolean;
  /** May do something about a defective item. */
  readonly #looks: boolean;
  readonly #batch: RowBatch;
  readonly #tally = new RowTally();
  /** The item it stands blocked with at the end. */
  #kept: { readonly madeS: number; readonly defective: number } | undefined;

  constructor(setup: StationSetup, place: RowPlace) {
    this.#setup = setup;
    this.#place = place;
    this.#behind = place.behind;
    this.#ahead = place.ahead;
    this.#course = place.course;
    this.#isSingle = setup.batchIn === 1 || place.behind.isRaw;
    this.#looks = setup.inspection !== undefined || (setup.rework !== undefined && !setup.makes);
    this.#calm = new Calm([setup.failure, setup.jam, this.#looks ? setup.defect : undefined]);
    this.#batch = new RowBatch(setup.batchIn);
  }

  /** Works off all that lies behind, or as much as there is time for. */
  work(): void {
    const behind = this.#behind;
    const ahead = this.#ahead;
    const course = this.#course;
    while (behind.taken < behind.put && course.readyS < Infinity) {
      if (!(this.#isSingle && this.#plain()) && this.#collect()) this.#cycle();
      if (this.next === undefined) ship(this.#place, this.#tally);
      else if (ahead.put === ahead.size) this.handOver();
    }
  }

  /**
   * Lets the next machine work off the block ahead, full or not: then comes the next block. So whoever works finds
   * everything further down the row worked off, and knows from when on each place ahead is free.
   */
  handOver(): void {
    const ahead = this.#ahead;
    const next = this.next!;
    const { journal } = this.#place;
    next.work();
    journal?.passedOn(ahead);
    journal?.taken(ahead);
    ahead.turn(next);
  }

  /** As many plain cycles as can be foreseen; false when there is none. */
  #plain(): boolean {
    const behind = this.#behind;
    const ahead = this.#ahead;
    const course = this.#course;
    const calm = this.#calm;
    const looks = this.#looks;
    if (!calm.lasts()) return false;
    let cycles = Math.min(calm.cycles, behind.put - behind.taken, ahead.size - ahead.put);
    if (looks) cycles = Math.min(cycles, behind.defects.next - behind.taken);
    cycles = course.cycleTimes.foresee(cycles);
    while (cycles > 0 && !endInTime(behind, ahead, course, cycles)) cycles >>= 1;
    if (cycles === 0) return false;
    if (behind.isRaw) rawCycles(ahead, course, cycles);
    else this.#hand(cycles);
    if (!looks) passDefects(this.#setup, this.#place, this.#tally, cycles);
    calm.cycles -= cycles;
    course.cycleTimes.pass(cycles);
    this.#tally.made += cycles;
    behind.taken += cycles;
    ahead.put += cycles;
    return true;
  }

  /** The next items go on, and when they were made, and when they entered the line. */
  #hand(cycles: number): void {
    plainCycles(this.#behind, this.#ahead, this.#course, cycles);
    if (this.#setup.makes) this.#ahead.replace(this.#behind, cycles, this.#tally);
    else this.#ahead.passOn(this.#behind, cycles);
  }

  /** Phase 1: true when the batch is complete. */
  #collect(): boolean {
    const behind = this.#behind;
    if (!behind.isRaw) return this.#batch.take(behind, this.#course);
    behind.taken++;
    this.#batch.draw();
    return true;
  }

  /** Phases 2 to 6 for the batch it holds: a cycle in which anything may happen. */
  #cycle(): void {
    const calm = this.#calm;
    const course = this.#course;
    const tally = this.#tally;
    const isCalm = calm.lasts();
    if (isCalm) calm.cycles--;
    else if (!overcomeStops(this.#setup, this.#place, tally)) return;
    // Phase 4; it may not be done before the end.
    if (!course.spend(State.EXECUTE, course.cycleTimes.next())) return;
    const isSpoiled = (!isCalm || !this.#looks) && spoils(this.#setup.defect, tally);
    const defective = this.#transform(isSpoiled);
    tally.made++;
    tally.defectiveMade += defective;
    if (defective === 1 && this.#rejects()) this.#reject();
    else this.#passOn(defective);
  }

  /** Phase 5: the batch becomes the next item ahead; 1 when that is defective. */
  #transform(isSpoiled: boolean): number {
    const { makes, toleratedDefects } = this.#setup;
    const batch = this.#batch;
    const ahead = this.#ahead;
    const { put } = ahead;
    ahead.finishedS[put] = this.#course.readyS;
    if (!this.#behind.isRaw) {
      ahead.enteredS[put] = batch.enteredS;
      if (makes) batch.end(this.#course, this.#tally);
      else ahead.madeS[put] = batch.madeS[0]!;
    }
    const defects = makes || batch.defects === 0 || !this.#repairs() ? batch.defects : 0;
    batch.empty();
    return isSpoiled || defects > (makes ? toleratedDefects : 0) ? 1 : 0;
  }

  #repairs(): boolean {
    if (!strikes(this.#setup.rework)) return false;
    this.#tally.repaired++;
    return true;
  }

  /** Phase 6 for a defective item: is it found? */
  #rejects(): boolean {
    return strikes(this.#setup.inspection);
  }

  #reject(): void {
    const { readyS } = this.#course;
    this.#tally.rejected++;
    this.#tally.itemSeconds += readyS - this.#ahead.madeS[this.#ahead.put]!;
    this.#place.journal?.rejected(readyS);
  }

  /** Phase 6: waits for room, which may not be before the end. */
  #passOn(defective: number): void {
    const ahead = this.#ahead;
    const course = this.#course;
    const roomS = ahead.roomS[ahead.put]!;
    if (roomS === Infinity) this.#keep(defective);
    course.waitUntil(State.BLOCKED, roomS);
    if (roomS < Infinity) ahead.lay(course, defective);
  }

  /** It stands blocked with what it has made. */
  #keep(defective: number): void {
    const { madeS, put } = this.#ahead;
    this.#place.journal?.kept(this.#course.readyS);
    this.#kept = { madeS: madeS[put]!, defective };
  }

  /** Nothing more comes. */
  close(): void {
    this.#course.close();
    this.#place.journal?.close(this.#course.states!, this.#place.isLast);
  }

  /** How far it has been worked out: from then on it collects; `Infinity` once something lasts beyond the end. */
  get readyS(): number {
    return this.#course.readyS;
  }

  /** Seconds from the making to the end of all items that ended here. */
  get itemSeconds(): number {
    return this.#tally.itemSeconds;
  }

  get counts(): Counts {
    return this.#tally.counts(this.#batch.size, this.#batch.held, this.#kept);
  }

  /** Timers that have run out; that of what it stands still for at the end has not. */
  get events(): number {
    const { made, failures, jams } = this.#tally;
    const { now } = this.#course;
    return made + failures + jams - (now === State.DOWN || now === State.JAMMED ? 1 : 0);
  }

  get inHand(): number {
    return this.#batch.held + (this.#kept === undefined ? 0 : 1);
  }

  /** When each item that it still has in its hands at the end was made, s. */
  inHandsMadeS(): readonly number[] {
    const { madeS, held: count } = this.#batch;
    const held = this.#behind.isRaw ? [] : madeS.slice(0, count);
    return this.#kept === undefined ? [...held] : [...held, this.#kept.madeS];
  }

  secondsIn(state: State): number {
    return this.#course.seconds(state);
  }
}
