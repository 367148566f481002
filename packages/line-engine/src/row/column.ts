/**
 * Columns of a row are plain arrays of zeros, born full and of one kind, so that V8 keeps their numbers side by side
 * and unboxed. What it asks of a typed array whenever a loop begins (has it been detached? where is its memory? how
 * long is it?) takes as long as two items do, and most loops here are short.
 */
export function timeColumn(rows: number): number[] {
  return lengthened(zeroTimes.slice(0, rows), rows);
}

/** Of whole numbers. */
export function wholeColumn(rows: number): number[] {
  return lengthened(zeros.slice(0, rows), rows);
}

/** The column, with so many rows at least. */
export function lengthened(column: number[], rows: number): number[] {
  while (column.length < rows) column.push(0);
  return column;
}

const zeros = lengthened([], 1024);
/** Once it has held a fraction, an array remains one of fractions. */
const zeroTimes = lengthened([0.5], 1024).fill(0);
