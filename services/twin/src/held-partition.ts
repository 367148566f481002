import type { Course, Follower, Source } from '@twin/exactly-once';
import type { Kept } from './checkpoint-store.ts';
import type { WatchedAsset } from './watched-asset.ts';

/** A partition in our hands. */
export class Partition implements Follower {
  readonly number: number;
  readonly assets = new Map<string, HeldAsset>();
  course: Course;
  floor: number;
  /** The position noted in the bucket, and when that was right. */
  noted: number;
  notedAtMs = performance.now();
  isSaving = false;
  /** On its way to another: takes nothing more. */
  isLeaving = false;
  /** In our hands no more. */
  isOver = false;

  constructor(number: number, position: number) {
    this.number = number;
    this.floor = position;
    this.noted = position;
    this.course = { at: position };
  }

  /** Its assets have taken everything up to here. */
  get position(): number {
    return Math.max(this.floor, this.course.at);
  }
}

/** An asset in our hands. */
export interface HeldAsset {
  readonly watched: WatchedAsset;
  /** Of its outputs. */
  readonly source: Source;
  /** What follows from inputs up to here was said before: its events are not said again. */
  saidUpTo: number;
  /** Its checkpoint; undefined when there is none. */
  kept: Kept | undefined;
  /** Why we cannot go on with it. Its partition stays where it is in the bucket, so that nothing is passed over when it is mended. */
  refusal: Error | undefined;
}
