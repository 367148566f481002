import type { Buffer, Giver } from '../kernel/buffer.ts';
import type { Item } from '../kernel/item.ts';
import type { Actor, Simulation } from '../kernel/simulation.ts';
import type { Items } from './items.ts';
import type { Delay } from './setup.ts';

/** How items arrive. */
export interface SourceSetup {
  readonly name: string;
  /** Times between arrivals; or: */
  readonly between?: Delay | undefined;
  /** Times of arrival, s, in order. */
  readonly arrivalsS?: readonly number[] | undefined;
  readonly whenFull: 'wait' | 'lost';
  readonly product: number;
}

/** A source as plain data. */
export interface SourceState {
  readonly arrived: number;
  readonly lost: number;
  readonly waiting: number;
}

/** Brings items into the line from outside. Those that find no place wait outside in order, or are lost. */
export class Source implements Actor, Giver {
  readonly index: number;
  readonly priority = 0;
  readonly setup: SourceSetup;
  arrived = 0;
  lost = 0;
  readonly #simulation: Simulation;
  readonly #items: Items;
  readonly #buffer: Buffer;
  #waiting = 0;

  constructor(index: number, setup: SourceSetup, simulation: Simulation, items: Items, buffer: Buffer) {
    this.index = index;
    this.setup = setup;
    this.#simulation = simulation;
    this.#items = items;
    this.#buffer = buffer;
  }

  /** Items that stand outside because there is no place for them. */
  get waiting(): number {
    return this.#waiting;
  }

  start(): void {
    this.#awaitNext();
  }

  onTimer(): void {
    this.arrived++;
    if (this.#waiting === 0 && this.#buffer.accepts()) this.#buffer.put(this.#newItem());
    else if (this.setup.whenFull === 'lost') this.lost++;
    else if (this.#waiting++ === 0) this.#buffer.awaitRoom(this);
    this.#awaitNext();
  }

  onHandOver(): void {
    while (this.#waiting > 0 && this.#buffer.accepts()) {
      this.#waiting--;
      this.#buffer.put(this.#newItem());
    }
    if (this.#waiting > 0) this.#buffer.awaitRoom(this);
  }

  release(): Item {
    this.#waiting--;
    this.#simulation.wakeNow(this);
    return this.#newItem();
  }

  save(): SourceState {
    return { arrived: this.arrived, lost: this.lost, waiting: this.#waiting };
  }

  load({ arrived, lost, waiting }: SourceState): void {
    this.arrived = arrived;
    this.lost = lost;
    this.#waiting = waiting;
  }

  #newItem(): Item {
    return this.#items.make(0, this.setup.product, this.#simulation.nowS);
  }

  #awaitNext(): void {
    const { between, arrivalsS } = this.setup;
    const nextS =
      between === undefined ? arrivalsS![this.arrived] : this.#simulation.nowS + between.timeS.sample(between.stream);
    if (nextS !== undefined) this.#simulation.wakeAt(this.index, nextS);
  }
}
