import type { Memory } from './step-state.ts';

/**
 * The next step of a stiff method whose error estimate shrinks as h⁴: the smaller of the elementary controller and of
 * Gustafsson's prediction from the last two accepted steps. Hairer & Wanner II, IV.8, (8.25).
 */
export class PredictiveController {
  /** In: the step, its error in tolerances, and ≤ 1 to hold back a step whose equations were hard to solve. Out: hNext. */
  h = 0;
  error = 0;
  effort = 1;
  hNext = 0;
  capped = false;
  private hPast = 0;
  private errorPast = 1;
  private accepted = 0;
  private afterRejection = false;
  private readonly safety: number;
  /** A step shrinks to 1/mostDown at most, and grows by 1/leastUp. */
  private readonly mostDown: number;
  private readonly leastUp: number;

  constructor(safety: number, mostDown: number, leastUp: number) {
    this.safety = safety;
    this.mostDown = mostDown;
    this.leastUp = leastUp;
  }

  reset(): void {
    this.accepted = 0;
    this.afterRejection = false;
  }

  /** From h, error and effort, sets hNext. */
  decide(isAccepted: boolean): void {
    const { safety, h, error } = this;
    let quotient = this.clamp(fourthRoot(error) / (safety * this.effort));
    this.capped = quotient <= this.leastUp;
    if (!isAccepted) {
      this.afterRejection = true;
      this.hNext = h / quotient;
      return;
    }
    if (this.accepted > 0) {
      const predicted = (this.hPast / h) * fourthRoot((error * error) / this.errorPast);
      quotient = Math.max(quotient, this.clamp(Math.abs(predicted) / safety));
    }
    this.accepted++;
    this.hPast = h;
    this.errorPast = Math.max(0.01, error);
    if (this.afterRejection) quotient = Math.max(1, quotient);
    this.afterRejection = false;
    this.hNext = h / quotient;
  }

  refused(): void {
    this.afterRejection = true;
  }

  private clamp(quotient: number): number {
    return Math.max(this.leastUp, Math.min(this.mostDown, quotient));
  }

  remember(memory: Memory): void {
    this.hPast = memory.number(this.hPast);
    this.errorPast = memory.number(this.errorPast);
    this.accepted = memory.number(this.accepted);
    this.afterRejection = memory.number(this.afterRejection ? 1 : 0) === 1;
  }
}

const fourthRoot = (x: number): number => Math.sqrt(Math.sqrt(x));
