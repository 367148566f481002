import type { BufferState } from './buffer-state.ts';
import { Buffer, type BufferUsers, type Taker } from './buffer.ts';
import type { Item } from './item.ts';
import type { Actor, Simulation } from './simulation.ts';

/** Where a conveyor stands among those that act, and what it is like. */
export interface ConveyorSetup {
  readonly name: string;
  /** Places, at least 1. */
  readonly capacity: number;
  /** From end to end when nothing is in the way, s. */
  readonly transportTimeS: number;
  readonly index: number;
}

/**
 * An accumulating conveyor: a buffer that takes time to cross. An item comes to the end of it one transport time after
 * it was put on, and not before it has moved up into the place of the one that left before it, which takes the
 * transport time of one place. While the end is blocked, items close up behind each other.
 */
export class Conveyor extends Buffer implements Actor {
  readonly index: number;
  readonly #transportTimeS: number;
  readonly #simulation: Simulation;
  #lastTakenS = -Infinity;
  /** Items that have been waiting at its end since before the start. */
  #atRest = 0;

  constructor({ name, capacity, transportTimeS, index }: ConveyorSetup, simulation: Simulation) {
    super(name, capacity, simulation);
    this.index = index;
    this.#transportTimeS = transportTimeS;
    this.#simulation = simulation;
  }

  override accepts(): boolean {
    return this.level < this.capacity;
  }

  override put(item: Item): void {
    this.passed++;
    this.push(item);
    this.#setTimer();
  }

  override lay(item: Item): void {
    super.lay(item);
    this.#atRest++;
  }

  override take(): Item | undefined {
    return this.level > 0 && this.#readyS() <= this.#simulation.nowS ? this.#leave() : undefined;
  }

  override awaitItem(taker: Taker): void {
    this.takers.join(taker);
    this.#setTimer();
  }

  /** The first item has come to the end. */
  onTimer(): void {
    while (this.takers.length > 0 && this.level > 0 && this.#readyS() <= this.#simulation.nowS) {
      const item = this.#leave();
      const taker = this.takers.first();
      if (taker.receive(item)) this.takers.leave(taker);
    }
    this.#setTimer();
  }

  onHandOver(): void {
    // Nobody hands it anything that it waits for.
  }

  override save(): BufferState {
    const lastTakenS = this.#lastTakenS === -Infinity ? null : this.#lastTakenS;
    return { ...super.save(), conveyor: { lastTakenS, atRest: this.#atRest } };
  }

  override load(state: BufferState, users: BufferUsers): void {
    super.load(state, users);
    this.#lastTakenS = state.conveyor?.lastTakenS ?? -Infinity;
    this.#atRest = state.conveyor?.atRest ?? 0;
  }

  /** Only when there is an item. */
  #leave(): Item {
    const item = super.take()!;
    this.#lastTakenS = this.#simulation.nowS;
    if (this.#atRest > 0) this.#atRest--;
    return item;
  }

  /** When its first item is at the end, s. */
  #readyS(): number {
    const movedUpS = this.#lastTakenS + this.#transportTimeS / this.capacity;
    const arrivedS = this.#atRest > 0 ? 0 : this.oldestPutS + this.#transportTimeS;
    return movedUpS > arrivedS ? movedUpS : arrivedS;
  }

  #setTimer(): void {
    if (this.takers.length === 0 || this.level === 0) return;
    const readyS = this.#readyS();
    this.#simulation.wakeAt(this.index, readyS > this.#simulation.nowS ? readyS : this.#simulation.nowS);
  }
}
