import { exp2, log2 } from './binary-logarithm.ts';
import type { Memory } from './step-state.ts';

/**
 * The next step from the error of the last two: PI control after Gustafsson,
 *
 *     h ← h · clamp(safety · errₙ^−α · errₙ₋₁^β),   α = 1/q − ¾ β,   q = order of the estimate + 1
 *
 * kept in binary logarithms, so that there is no pow and no root. Hairer, Nørsett & Wanner I, II.4; II, IV.2.
 */
export class StepController {
  /** log₂ of the error of the last accepted step, not below 1e-4. */
  private pastError = ERROR_FLOOR;
  /** Mean square of the scaled error of the step, to be set before `accepted` or `rejected`. */
  meanSquare = 0;
  /** The factor for the next step, left by `accepted` and `rejected`. */
  factor = 1;
  /** The factor was cut by its upper limit. */
  capped = false;
  private afterRejection = false;
  private readonly safety: number;
  private readonly alpha: number;
  private readonly beta: number;
  private readonly slowest: number;
  private readonly fastest: number;

  constructor(errorOrder: number, beta: number, slowest: number, fastest: number, safety: number) {
    this.safety = log2(safety);
    this.alpha = 1 / (errorOrder + 1) - 0.75 * beta;
    this.beta = beta;
    this.slowest = slowest;
    this.fastest = fastest;
  }

  reset(): void {
    this.pastError = ERROR_FLOOR;
    this.afterRejection = false;
  }

  /** The step was good: meanSquare ≤ 1. */
  accepted(): void {
    const error = 0.5 * log2(this.meanSquare);
    const wanted = this.safety - this.alpha * error + this.beta * this.pastError;
    this.pastError = Math.max(error, ERROR_FLOOR);
    // After a rejection the step may not grow at once: the error that refused it is just behind.
    const limit = this.afterRejection ? 0 : this.fastest;
    this.capped = wanted >= limit;
    this.factor = exp2(Math.min(limit, Math.max(wanted, this.slowest)));
    this.afterRejection = false;
  }

  /** The step was too long: meanSquare > 1. */
  rejected(): void {
    const wanted = this.safety - 0.5 * this.alpha * log2(this.meanSquare);
    this.factor = exp2(Math.max(wanted, this.slowest));
    this.afterRejection = true;
  }

  /** The step failed for another reason. */
  refused(): void {
    this.afterRejection = true;
  }

  remember(memory: Memory): void {
    this.pastError = memory.number(this.pastError);
    this.afterRejection = memory.number(this.afterRejection ? 1 : 0) === 1;
  }
}

const ERROR_FLOOR = -13.287712379549449; // log₂ 1e-4
