/**
 * One item in the line. When it has left, the object is used again for another (station/items.ts), so that memory
 * follows the work in process, not the output.
 */
export class Item {
  /** Its place among all items in the line. */
  readonly slot: number;
  /** Number in order of making, from 1. */
  id = 0;
  /** 1 when it is truly defective, detected or not. */
  defective = 0;
  /** Number of its product; 0 where there is only one. */
  product = 0;
  /** When its oldest part entered the line, s. */
  enteredS = 0;
  /** When it came to be, s: a joined item is younger than its parts. */
  madeS = 0;
  /** When it was put into the buffer it lies in, s. */
  putS = 0;
  /** What phases of a user's own note of it (`Items.attribute`). */
  readonly attributes: Float64Array;

  constructor(slot: number, attributes: Float64Array) {
    this.slot = slot;
    this.attributes = attributes;
  }
}
