import type { Occupancy } from '../kernel/buffer.ts';
import { Stretches } from '../kernel/stretches.ts';
import { timeColumn } from './column.ts';
import type { RowCourse } from './row-course.ts';
import { RowDefects } from './row-defects.ts';
import type { RowTally } from './row-tally.ts';

/** What the times of all items that are put into a buffer have in common. */
export interface RowBufferOrigin {
  /** It is raw material, of which there is no end. */
  readonly isRaw: boolean;
  /** They come to be when they are finished: the machine before it makes them. */
  readonly areMadeHere: boolean;
  /** They entered the line when they came to be: no parts of another age are in them. */
  readonly areWhole: boolean;
}

/**
 * A buffer between two machines of a row, as columns of as many items as it holds: a block. The machine before it fills
 * a block, then the machine after it takes all of that, then comes the next block. The k-th item of a block finds room
 * when the k-th of the block before is taken, so that nothing else need be remembered of it.
 */
export class RowBuffer {
  readonly name: string;
  readonly capacity: number;
  readonly isRaw: boolean;
  /** Items of a block; a buffer without places hands on one by one. */
  readonly size: number;
  /** From when on there is a place for each item, s; `Infinity` for not before the end. */
  roomS: number[];
  /** When each was finished, when it was put here and when it was taken, s; `Infinity` for not before the end. */
  readonly finishedS: number[];
  readonly putS: number[];
  takenS: number[];
  /** When each came to be, and when its oldest part entered the line, s. */
  readonly madeS: number[];
  readonly enteredS: number[];
  /** The items that are truly defective. */
  readonly defects: RowDefects;
  /** Items of this block that have been put here, and that have been taken. */
  put = 0;
  taken = 0;
  /** What still lies here at the end: when it was made, s. */
  readonly leftMadeS: number[] = [];
  readonly #leftPutS: number[] = [];
  readonly #endS: number;
  #passed = 0;
  #lastTakenS = 0;
  #levelSeconds = 0;
  readonly #full = new Stretches();
  readonly #empty = new Stretches();

  constructor(name: string, capacity: number, endS: number, { isRaw, areMadeHere, areWhole }: RowBufferOrigin) {
    this.name = name;
    this.isRaw = isRaw;
    this.capacity = capacity;
    this.size = Math.max(capacity, 1);
    this.#endS = endS;
    this.roomS = timeColumn(this.size + 1);
    this.finishedS = timeColumn(this.size);
    this.putS = timeColumn(this.size);
    this.takenS = timeColumn(this.size + 1);
    this.madeS = areMadeHere ? this.finishedS : timeColumn(this.size);
    this.enteredS = areWhole ? this.madeS : timeColumn(this.size);
    this.defects = new RowDefects(this.size);
    if (capacity > 0) return;
    this.#full.begin(0);
    this.#empty.begin(0);
  }

  /** Items that came this way. */
  get passed(): number {
    return this.#passed;
  }

  /** How many lie here at the end. */
  get level(): number {
    return this.#leftPutS.length;
  }

  /** The item in the next place is put there. */
  lay(course: RowCourse, defective: number): void {
    this.putS[this.put] = course.readyS;
    if (defective === 1) this.defects.add(this.put);
    this.put++;
  }

  /** The next items are those in `from`, and not made anew. */
  passOn(from: RowBuffer, items: number): void {
    copy(from.madeS, from.taken, this.madeS, this.put, items);
    if (this.enteredS !== this.madeS) copy(from.enteredS, from.taken, this.enteredS, this.put, items);
  }

  /** The next items are made one by one of those in `parts`, which end then. */
  replace(parts: RowBuffer, items: number, tally: RowTally): void {
    copy(parts.enteredS, parts.taken, this.enteredS, this.put, items);
    let { itemSeconds } = tally;
    for (let i = 0; i < items; i++) itemSeconds += this.finishedS[this.put + i]! - parts.madeS[parts.taken + i]!;
    tally.itemSeconds = itemSeconds;
  }

  /** The machine after it has taken what it takes of this block, and collects from `readyS` on: comes the next block. */
  turn(taker: { readonly readyS: number }): void {
    if (this.taken < this.put) this.#leave();
    if (this.capacity > 0) this.#occupy();
    this.#passed += this.put;
    const { roomS, takenS } = this;
    this.roomS = takenS;
    this.takenS = roomS;
    if (this.capacity === 0) this.roomS[0] = taker.readyS;
    this.clear();
  }

  clear(): void {
    this.defects.clear();
    this.put = 0;
    this.taken = 0;
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

  /** What has not been taken lies here at the end. */
  #leave(): void {
    for (let i = this.taken; i < this.put; i++) {
      this.takenS[i] = Infinity;
      this.#leftPutS.push(this.putS[i]!);
      this.leftMadeS.push(this.madeS[i]!);
    }
  }

  /** It was empty from the last take to each put, and full from each put until the oldest that then lay here is taken. */
  #occupy(): void {
    const put = this.put | 0;
    const { putS, takenS, roomS } = this;
    let { sumS: fullS, fromS: fullFromS, toS: fullToS } = this.#full;
    let { sumS: emptyS, fromS: emptyFromS, toS: emptyToS } = this.#empty;
    let lastTakenS = this.#lastTakenS;
    let levelSeconds = this.#levelSeconds;
    roomS[this.size] = takenS[0]!;
    for (let i = 0; i < put; i++) {
      const fromS = putS[i]!;
      if (lastTakenS < fromS) {
        if (lastTakenS !== emptyToS) {
          emptyS += emptyToS - emptyFromS;
          emptyFromS = lastTakenS;
        }
        emptyToS = fromS;
      }
      lastTakenS = takenS[i]!;
      if (lastTakenS < Infinity) levelSeconds += lastTakenS - fromS;
      const freeS = roomS[i + 1]!;
      if (freeS > fromS) {
        if (fromS !== fullToS) {
          fullS += fullToS - fullFromS;
          fullFromS = fromS;
        }
        fullToS = freeS;
      }
    }
    this.#full.set(fullS, fullFromS, fullToS);
    this.#empty.set(emptyS, emptyFromS, emptyToS);
    this.#lastTakenS = lastTakenS;
    this.#levelSeconds = levelSeconds;
  }
}

function copy(from: readonly number[], at: number, to: number[], place: number, items: number): void {
  const end = (at + items) | 0;
  let next = place | 0;
  for (let i = at | 0; i < end; i++) to[next++] = from[i]!;
}
