import type { FailureReason } from './failure.ts';
import {
  ACCEPTED,
  DIVERGED,
  NON_FINITE,
  REJECTED,
  SINGULAR,
  type OneStepMethod,
  type StepState,
  type Verdict,
} from './stepping/step-state.ts';
import { justBefore } from './stepping/jumps.ts';

/** A step may be refused so often in a row, one with a singular matrix this often. */
const MOST_TRIES = 200;
const MOST_SINGULAR = 12;

/** Tries shorter and shorter steps towards a target until one is accepted, and lands on the target exactly. */
export class StepTrial<P> {
  /** Tries left in this call. */
  left = 0;
  private readonly state: StepState<P>;
  private readonly method: OneStepMethod;
  private readonly inDomain: ((y: Float64Array) => boolean) | undefined;
  /** Step of a fixed-step method, unsigned; 0 when steps adapt. */
  private readonly hFixed: number;
  /** A step this much longer than planned is taken when it lands. */
  private readonly stretch: number;

  constructor(
    state: StepState<P>,
    method: OneStepMethod,
    inDomain: ((y: Float64Array) => boolean) | undefined,
    hFixed: number,
  ) {
    this.state = state;
    this.method = method;
    this.inDomain = inDomain;
    this.hFixed = hFixed;
    this.stretch = hFixed > 0 ? 1 + 1e-9 : 1.01;
  }

  /** Towards state.target. `jump`: f jumps there, so the step must not see it. Why it failed, or 'accepted'. */
  run(jump: boolean): FailureReason | 'accepted' {
    const { state, method } = this;
    let cause: FailureReason = 'stepTooSmall';
    for (let tries = 0; ; tries++) {
      if (this.left-- <= 0) return 'maxSteps';
      const landing = this.plan(jump);
      if ((!landing && state.t + 0.1 * state.h === state.t) || tries > MOST_TRIES) return cause;
      const verdict = method.attempt();
      if (verdict === ACCEPTED && this.accepts(state.yNew)) {
        this.accept(landing);
        return 'accepted';
      }
      cause = this.shorten(verdict);
      state.stats.rejected++;
      if (this.hFixed > 0 || (verdict === SINGULAR && tries >= MOST_SINGULAR)) return cause;
    }
  }

  /** Sets the step to try and where it ends. True when it lands on the target. */
  private plan(jump: boolean): boolean {
    const { state, hFixed } = this;
    state.planned = state.direction * Math.min(Math.abs(state.hNext), state.hMax);
    if (hFixed > 0) state.planned = state.direction * hFixed;
    state.rest = state.target - state.t;
    if (Math.abs(state.planned) * this.stretch < Math.abs(state.rest)) {
      state.h = state.planned;
      state.tNew = state.t + state.h;
      state.tEnd = state.tNew;
      return false;
    }
    state.h = state.rest;
    state.tNew = state.target;
    state.tEnd = state.target;
    if (jump) state.tEnd = justBefore(state.target, state.direction);
    return true;
  }

  /** y is in the domain. */
  accepts(y: Float64Array): boolean {
    return this.inDomain === undefined || this.inDomain(y);
  }

  /** The step to try after a refusal, where the method has not chosen it, and the reason to give if none succeeds. */
  private shorten(verdict: Verdict): FailureReason {
    const { state } = this;
    switch (verdict) {
      case ACCEPTED:
        state.hNext = 0.25 * state.h;
        return 'outOfDomain';
      case NON_FINITE:
        state.hNext = 0.2 * state.h;
        return 'nonFinite';
      case SINGULAR:
        state.hNext = 0.5 * state.h;
        return 'singularMatrix';
      case DIVERGED:
        return 'newtonFailed';
      case REJECTED:
        return 'stepTooSmall';
    }
  }

  private accept(landing: boolean): void {
    const { state, method } = this;
    const { planned } = state;
    state.advance();
    state.stats.steps++;
    state.stats.hLast = state.h;
    method.accept();
    // A step cut short to land says little: keep the one that was planned, unless the error forbids it.
    if (landing && state.growthCapped && Math.abs(planned) > Math.abs(state.hNext)) state.hNext = planned;
  }
}
