/**
 * The item that is on its way down the row: one object that is handed on and changed. Numbers passed one by one would
 * cost an allocation each.
 */
export class RowItem {
  /** When it was put where it lies, and when it is taken from there, s. */
  putS = 0;
  takenS = 0;
  /** 1 when it is truly defective. */
  defective = 0;
  /** When its oldest part entered the line, s. */
  enteredS = 0;
  /** When it came to be, s. */
  madeS = 0;
}
