import type { Occupancy } from '../kernel/buffer.ts';
import { Stretches } from '../kernel/stretches.ts';
import type { RowItem } from './row-item.ts';
import type { RowJournal } from './row-journal.ts';

/**
 * A buffer between two machines of a row. When each item is taken is known as soon as it is put here, so there is room
 * once the item `capacity` places before it is taken: a ring of those times is all it needs.
 */
export class RowBuffer {
  readonly name: string;
  readonly capacity: number;
  /** Items that came this way. */
  passed = 0;
  /** What still lies here at the end: when it was made, s. */
  readonly leftMadeS: number[] = [];
  /** Of the machine that fills it. */
  journal: RowJournal | undefined;
  readonly #leftPutS: number[] = [];
  readonly #endS: number;
  /** When items were taken; a buffer without places notes the last as if it had one. */
  readonly #takenS: Float64Array;
  #place = 0;
  #lastTakenS = 0;
  #levelSeconds = 0;
  readonly #full = new Stretches();
  readonly #empty = new Stretches();

  constructor(name: string, capacity: number, endS: number) {
    this.name = name;
    this.capacity = capacity;
    this.#endS = endS;
    this.#takenS = new Float64Array(Math.max(capacity, 1));
    if (capacity > 0) return;
    this.#full.begin(0);
    this.#empty.begin(0);
  }

  /** How many lie here at the end. */
  get level(): number {
    return this.#leftPutS.length;
  }

  /** From when on there is a free place; `Infinity` for not before the end. */
  get roomS(): number {
    return this.#takenS[this.#place]!;
  }

  /** An item that was put here is taken before the end. */
  taken(item: RowItem): void {
    if (this.journal !== undefined) this.journal.taken(item.takenS);
    if (this.capacity === 0) return;
    this.#levelSeconds += item.takenS - item.putS;
    this.#note(item);
  }

  /** An item that was put here still lies here at the end. */
  left(item: RowItem): void {
    this.#leftPutS.push(item.putS);
    this.leftMadeS.push(item.madeS);
    item.takenS = Infinity;
    this.#note(item);
  }

  /** From 0 to the end. */
  occupancy(): Occupancy {
    if (this.capacity > 0 && this.#lastTakenS < this.#endS) this.#empty.begin(this.#lastTakenS);
    this.#lastTakenS = Infinity;
    let levelSeconds = this.#levelSeconds;
    for (const putS of this.#leftPutS) levelSeconds += this.#endS - putS;
    return {
      mean: levelSeconds / this.#endS,
      full: this.#full.seconds(this.#endS) / this.#endS,
      empty: this.#empty.seconds(this.#endS) / this.#endS,
    };
  }

  /** It was empty from the last take to this put, and is full from this put until the oldest is taken. */
  #note({ putS, takenS }: RowItem): void {
    this.#takenS[this.#place] = takenS;
    if (++this.#place === this.capacity) this.#place = 0;
    if (this.#lastTakenS < putS) {
      this.#empty.begin(this.#lastTakenS);
      this.#empty.end(putS);
    }
    this.#lastTakenS = takenS;
    const oldestTakenS = this.#takenS[this.#place]!;
    if (oldestTakenS > putS) {
      this.#full.begin(putS);
      this.#full.end(oldestTakenS);
    }
  }
}
