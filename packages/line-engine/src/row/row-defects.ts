import { wholeColumn } from './column.ts';

/** Where in a block its defective items stand, in order. They are few: so the others cost nothing. */
export class RowDefects {
  /** Their places; then `beyond`. */
  readonly #places: number[];
  #count = 0;
  #taken = 0;

  constructor(places: number) {
    this.#places = wholeColumn(places + 1);
    this.#places[0] = beyond;
  }

  /** So is the item in that place, which is beyond those so far. */
  add(place: number): void {
    this.#places[this.#count++] = place;
    this.#places[this.#count] = beyond;
  }

  /** Where the next that has not been taken stands; beyond all places if there is none. */
  get next(): number {
    return this.#places[this.#taken]!;
  }

  /** The next has been taken. */
  pass(): void {
    this.#taken++;
  }

  /** All items before that place have been taken: how many more of these is that? */
  passUntil(place: number): number {
    const before = this.#taken;
    while (this.next < place) this.#taken++;
    return this.#taken - before;
  }

  /** All of them. */
  places(): readonly number[] {
    return this.#places.slice(0, this.#count);
  }

  clear(): void {
    this.#count = 0;
    this.#taken = 0;
    this.#places[0] = beyond;
  }
}

/** After any place: a small whole number to V8. */
const beyond = 1 << 30;
