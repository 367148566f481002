import type { Deviation } from '@twin/codecs';

export interface Publication {
  readonly subject: string;
  readonly payload: Uint8Array;
}

/** One prediction as the page draws it, in the units of the sensors. */
export interface Point {
  readonly timeMs: number;
  readonly measured: number;
  readonly predicted: number;
  readonly predictedStd: number;
  readonly ideal: number;
  readonly concentration: number;
  readonly quality: 0 | 1;
  /** Inputs the model used, in its units. */
  readonly inputs: Readonly<Record<string, number>>;
}

/** All that follows from one message. */
export interface Said {
  readonly publications: Publication[];
  readonly points: Point[];
  readonly deviations: Deviation[];
}
