import type { LeadTimes } from '../station/lead-time.ts';
import type { RowBuffer } from './row-buffer.ts';
import type { RowCourse } from './row-course.ts';
import type { RowJournal } from './row-journal.ts';

/** Where a machine of a row stands, and where it is written down what it does. */
export interface RowPlace {
  /** What it takes from: for the first, raw material, where an item stands for all that a cycle needs. */
  readonly behind: RowBuffer;
  /** What it fills: for the last, where things stand that are shipped at once. */
  readonly ahead: RowBuffer;
  readonly isLast: boolean;
  readonly leadTimes: LeadTimes;
  readonly course: RowCourse;
  readonly journal: RowJournal | undefined;
}
