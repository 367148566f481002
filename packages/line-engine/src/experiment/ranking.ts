import { exp, ln } from '@twin/elementary';

/** How sure the best of several is to be found. */
export interface SelectionOptions {
  readonly candidates: number;
  /** δ: a best that is better by less than this counts as no better, in the unit of the figure. */
  readonly indifference: number;
  /** Probability of choosing the best whenever it is better than all others by δ or more. */
  readonly confidence?: number | undefined;
  /** n₀: replications of each before any is dropped; 10 unless told. */
  readonly firstStage?: number | undefined;
}

/**
 * Selection of the best (largest mean) with early dropping of losers: procedure KN of Kim & Nelson, ACM Trans. Modeling
 * and Computer Simulation 11 (2001) 251–273, with c = 1. The guarantee: with normal figures, P(the best is chosen) ≥
 * confidence if it is better by δ than every other; common random numbers are allowed and shorten the race. With
 *
 *     η = ½ ((2α/(k − 1))^(−2/(n₀ − 1)) − 1),   h² = 2η (n₀ − 1),
 *     Wᵢₗ(r) = max(0, δ/(2r) (h² Sᵢₗ²/δ² − r)),
 *
 * where Sᵢₗ² is the variance of the first n₀ differences, candidate i is dropped at replication r as soon as its mean lies more than
 * Wᵢₗ(r) below that of some l still in the race.
 */
export class BestSelection {
  readonly #delta: number;
  readonly #firstStage: number;
  readonly #hSquared: number;
  readonly #values: number[][];
  readonly #sums: number[];
  #variances: readonly (readonly number[])[] | undefined;
  #alive: number[];
  #round = 0;

  constructor({ candidates, indifference, confidence = 0.95, firstStage = 10 }: SelectionOptions) {
    if (!Number.isSafeInteger(candidates) || candidates < 1)
      throw new RangeError(`candidates: must be a whole number ≥ 1, is ${candidates}`);
    if (!(indifference > 0 && indifference < Infinity))
      throw new RangeError(`indifference: must be greater than 0, is ${indifference}`);
    if (!(confidence > 1 / candidates && confidence < 1) && candidates > 1)
      throw new RangeError(`confidence: must lie between 1/candidates and 1, is ${confidence}`);
    if (!Number.isSafeInteger(firstStage) || firstStage < 2)
      throw new RangeError(`firstStage: must be a whole number ≥ 2, is ${firstStage}`);
    this.#delta = indifference;
    this.#firstStage = firstStage;
    const power = (-2 / (firstStage - 1)) * ln((2 * (1 - confidence)) / Math.max(1, candidates - 1));
    this.#hSquared = (exp(power) - 1) * (firstStage - 1);
    this.#values = Array.from({ length: candidates }, () => []);
    this.#sums = Array.from({ length: candidates }, () => 0);
    this.#alive = this.#sums.map((_, i) => i);
  }

  /** Candidates still in the race, in order; each needs the next replication. */
  get alive(): readonly number[] {
    return this.#alive;
  }

  /** Replications of those still in the race. */
  get replications(): number {
    return this.#round;
  }

  /** The one that is left, or undefined while the race goes on. */
  get best(): number | undefined {
    return this.#alive.length === 1 ? this.#alive[0] : undefined;
  }

  /** Of those in the race, the one with the largest mean so far. */
  get leader(): number {
    return this.#alive.reduce((best, i) => (this.#sums[i]! > this.#sums[best]! ? i : best));
  }

  /** Takes in the next replication: one figure for each of `alive`, in that order. */
  add(figures: readonly number[]): void {
    if (figures.length !== this.#alive.length)
      throw new RangeError(`figures: there must be ${this.#alive.length}, one for each still in the race`);
    if (!figures.every(Number.isFinite)) throw new RangeError('figures: must all be finite');
    this.#round++;
    for (const [at, i] of this.#alive.entries()) {
      this.#sums[i]! += figures[at]!;
      if (this.#round <= this.#firstStage) this.#values[i]!.push(figures[at]!);
    }
    if (this.#round < this.#firstStage) return;
    this.#variances ??= this.#values.map((a) => this.#values.map((b) => varianceOfDifference(a, b)));
    this.#drop(this.#variances);
  }

  #drop(variances: readonly (readonly number[])[]): void {
    const r = this.#round;
    const margin = (i: number, l: number) =>
      Math.max(0, (this.#delta / (2 * r)) * ((this.#hSquared * variances[i]![l]!) / (this.#delta * this.#delta) - r));
    const mean = (i: number) => this.#sums[i]! / r;
    const left = this.#alive.filter((i) => this.#alive.every((l) => l === i || mean(i) >= mean(l) - margin(i, l)));
    const isOver = left.every((i) => left.every((l) => margin(i, l) === 0));
    // At margin 0 what is left is equal to the last bit: the first of them is as good as any.
    this.#alive = isOver ? left.slice(0, 1) : left;
  }
}

function varianceOfDifference(a: readonly number[], b: readonly number[]): number {
  const differences = a.map((value, i) => value - b[i]!);
  const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length;
  return differences.reduce((sum, one) => sum + (one - mean) * (one - mean), 0) / (differences.length - 1);
}
