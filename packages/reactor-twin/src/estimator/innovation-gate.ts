import { chiSquareQuantile } from '../arithmetic/chi-square.ts';

export interface GateOptions {
  /** Chance that a good reading is kept out, 0 … 0.1. Default 1e-5. */
  readonly refusal?: number;
  /** So many readings of a sensor refused in a row are no outliers but news: the next is let in. Default 3. */
  readonly reopenAfter?: number;
}

/**
 * Is this measurement believable? Its normalised innovation squared is χ² with one degree of freedom while filter and plant
 * agree; beyond the quantile it is left out of the estimate (never out of the watch for deviations). A gate that stayed shut
 * would cut the filter off from a plant that has really moved: after some refusals in a row it opens.
 */
export class InnovationGate {
  readonly limit: number;
  private readonly reopenAfter: number;
  /** Refusals in a row, one count a sensor. */
  readonly refusals: Float64Array;

  constructor(sensors: number, { refusal = 1e-5, reopenAfter = 3 }: GateOptions) {
    if (!(refusal >= 0 && refusal <= 0.1))
      throw new RangeError(`gate.refusal must lie between 0 and 0.1, is ${refusal}`);
    if (!(Number.isInteger(reopenAfter) && reopenAfter >= 1))
      throw new RangeError(`gate.reopenAfter must be 1, 2, …, is ${reopenAfter}`);
    this.limit = refusal === 0 ? Infinity : chiSquareQuantile(refusal, 1);
    this.reopenAfter = reopenAfter;
    this.refusals = new Float64Array(sensors);
  }

  lets(sensor: number, normalisedInnovationSquared: number): boolean {
    if (normalisedInnovationSquared <= this.limit || this.refusals[sensor]! >= this.reopenAfter) {
      this.refusals[sensor] = 0;
      return true;
    }
    this.refusals[sensor] = this.refusals[sensor]! + 1;
    return false;
  }
}
