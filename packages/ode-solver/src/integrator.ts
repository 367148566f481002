import { checkFinite, checkProblem } from './check-problem.ts';
import type { EventRecord } from './event.ts';
import { explain, InvalidProblem, isFailure, type FailurePoint, type FailureReason, type Status } from './failure.ts';
import { livePiece, type Interpolant } from './interpolant.ts';
import { makeMethod } from './make-method.ts';
import { checkOptions, checkTolerances, type Options } from './options.ts';
import type { OdeProblem } from './problem.ts';
import { readSnapshot, SnapshotWriter } from './snapshot.ts';
import type { Stats } from './statistics.ts';
import type { DensePolynomial } from './stepping/dense-polynomial.ts';
import { EventWatch } from './stepping/event-watch.ts';
import { Jumps } from './stepping/jumps.ts';
import { StepState, type Memory, type OneStepMethod } from './stepping/step-state.ts';
import { faultAtStart } from './start-check.ts';
import { StepTrial } from './step-trial.ts';

/** What changes at a restart. Left out: stays as it is. */
export interface Change<P> {
  readonly t?: number;
  readonly y?: ArrayLike<number>;
  readonly params?: P;
  /** Keep the step instead of choosing a first one: about twice as fast where the new input resembles the old. */
  readonly keepStep?: boolean;
}

/** The driver: which step to try next, and what its outcome means. Methods know nothing of ends, jumps and events. */
export class Integrator<P> {
  status: Status = 'running';
  message = '';
  readonly events: EventRecord[] = [];
  readonly state: StepState<P>;
  /** The last step ended at an event that stopped it or changed the state. */
  cut = false;
  private readonly method: OneStepMethod;
  private readonly watch: EventWatch<P> | undefined;
  private readonly options: Options<P>;
  private readonly trial: StepTrial<P>;
  private readonly jumps: Jumps | undefined;
  private readonly tFirst: number;
  private readonly tLast: number;
  private readonly maxSteps: number;
  /** Where this call of step or advance ends. */
  private stop = 0;
  private readonly piece: Interpolant;
  /** f at (t, y) is not known: at the start and after a jump. */
  private mustBegin = true;
  /** y comes from the caller, so it may violate algebraic equations. */
  private stateGiven = true;
  /** How much of the dense output belongs to the last step: not yet filled, filled, or none since a restart. */
  private filled: 0 | 1 | 2 = 2;

  constructor(problem: OdeProblem<P>, options: Options<P>) {
    checkProblem(problem, true);
    checkOptions(options);
    const { rtol, atol } = checkTolerances(options, problem.y0.length);
    const [t0, t1] = problem.tspan;
    const state = new StepState(problem, rtol, atol);
    this.state = state;
    this.options = options;
    this.tFirst = t0;
    this.tLast = t1;
    state.t = t0;
    state.direction = t1 < t0 ? -1 : 1;
    state.hMax = Math.min(options.hMax ?? Infinity, Math.abs(t1 - t0));
    this.maxSteps = options.maxSteps ?? 1_000_000;
    state.hNext = options.hInit === undefined ? 0 : state.direction * Math.min(options.hInit, state.hMax);
    this.method = makeMethod(state, options);
    const fixed = options.method === 'rk4' || options.method === 'collocation';
    this.trial = new StepTrial(state, this.method, problem.inDomain, fixed ? options.hInit! : 0);
    const { dense } = this.method;
    const { events = [], eventSamples = 8 } = options;
    this.watch = events.length === 0 ? undefined : new EventWatch(events, state, dense, eventSamples);
    const { discontinuities } = problem;
    this.jumps = discontinuities === undefined ? undefined : new Jumps(discontinuities, state.direction);
    this.jumps?.passTo(t0);
    this.piece = livePiece(dense);
    if (t0 === t1) this.status = 'done';
  }

  get t(): number {
    return this.state.t;
  }

  get y(): Float64Array {
    return this.state.y;
  }

  get stats(): Stats {
    return this.state.stats;
  }

  /** Coefficients of a component in the polynomial of a step. */
  get terms(): number {
    return this.method.dense.terms;
  }

  step(tStop?: number): Status {
    if (isFailure(this.status)) return this.status;
    this.stop = this.tLast;
    if (tStop !== undefined) this.stop = tStop;
    this.prepare('tStop');
    if (this.state.t === this.stop) return this.settle();
    return this.takeStep();
  }

  advance(tEnd: number): Status {
    if (isFailure(this.status)) return this.status;
    this.stop = tEnd;
    this.prepare('tEnd');
    const { state } = this;
    if (state.t === this.stop) return this.settle();
    let status: Status = 'running';
    while (status === 'running' && state.t !== this.stop) status = this.takeStep();
    return status;
  }

  private settle(): Status {
    this.status = this.state.t === this.tLast ? 'done' : 'running';
    return this.status;
  }

  private prepare(name: string): void {
    const { state, stop: target } = this;
    const ahead = state.direction * target;
    if (!(ahead >= state.direction * state.t && ahead <= state.direction * this.tLast))
      throw new InvalidProblem(name, `must lie between ${state.t} and the end of tspan ${this.tLast}, is ${target}`);
    this.trial.left = this.maxSteps;
    if (this.events.length > 0) this.events.length = 0;
  }

  private takeStep(): Status {
    const { state, options, jumps } = this;
    if (options.signal?.aborted === true) return this.fail('aborted');
    state.target = this.stop;
    const jump = jumps !== undefined && jumps.isBy(this.stop);
    if (jump) state.target = jumps.next();
    state.rest = state.target - state.t;
    if (this.mustBegin && !this.begin()) return this.status;
    this.filled = 2; // what was not asked for is lost with the next try
    const outcome = this.trial.run(jump);
    if (outcome !== 'accepted') return this.fail(outcome);
    this.filled = 0;
    this.cut = false;
    if (this.watch !== undefined) {
      this.fill();
      if (this.look(this.watch)) return this.status;
    }
    if (jump && state.t === state.target) {
      jumps.passTo(state.t);
      this.mustBegin = true;
    }
    if (options.onProgress !== undefined && state.stats.steps % 100 === 0) this.report(options.onProgress);
    this.status = state.t === this.tLast ? 'done' : 'running';
    return this.status;
  }

  private begin(): boolean {
    const { state, method, watch } = this;
    if (!method.begin()) {
      this.fail('nonFinite', 'f is not finite at the start, or rhs does not write all of dy');
      return false;
    }
    if (this.stateGiven) {
      const fault = faultAtStart(state, this.trial.accepts(state.y));
      if (fault !== undefined) {
        this.fail(fault.reason, fault.detail);
        return false;
      }
      this.stateGiven = false;
    }
    if (state.hNext === 0) method.proposeFirstStep();
    watch?.begin();
    this.mustBegin = false;
    return true;
  }

  /** Events of the step just taken. True when they end or fail the call. */
  private look(watch: EventWatch<P>): boolean {
    const cut = watch.scan();
    this.cut = cut;
    if (watch.failed >= 0) {
      this.fail('nonFinite', `event ${watch.failed} gave NaN`);
      return true;
    }
    for (const record of watch.found) this.events.push(record);
    if (!cut) return false;
    if (watch.accumulates) {
      this.fail('stepTooSmall', 'events follow each other faster than time can resolve');
      return true;
    }
    this.mustBegin = true;
    this.jumps?.passTo(this.state.t);
    this.status = watch.terminal ? 'event' : this.state.t === this.tLast ? 'done' : 'running';
    return true;
  }

  private fill(): void {
    if (this.filled === 2)
      throw new InvalidProblem(
        'interpolant',
        'belongs to a step: none was taken since the start, a restart or a failure',
      );
    if (this.filled === 0) this.method.interpolate();
    this.filled = 1;
  }

  interpolant(): Interpolant {
    this.fill();
    return this.piece;
  }

  /** The last step's polynomial itself, for storing. */
  lastPiece(): DensePolynomial {
    this.fill();
    return this.method.dense;
  }

  restart(change: Change<P> = {}): void {
    const { state } = this;
    const { t, y, params } = change;
    if (params !== undefined) state.params = params;
    if (t !== undefined) {
      if (!(state.direction * t <= state.direction * this.tLast) || !Number.isFinite(t))
        throw new InvalidProblem('t', `must be finite and not past the end of tspan, is ${t}`);
      state.t = t;
    }
    if (y !== undefined) {
      if (y.length !== state.n) throw new InvalidProblem('y', `must have ${state.n} components, has ${y.length}`);
      checkFinite('y', y);
      for (let i = 0; i < state.n; i++) state.y[i] = y[i]!;
      this.stateGiven = true;
    }
    if (change.keepStep !== true)
      state.hNext = this.options.hInit === undefined ? 0 : state.direction * this.options.hInit;
    this.jumps?.passTo(state.t);
    this.mustBegin = true;
    this.filled = 2;
    this.message = '';
    this.status = state.t === this.tLast ? 'done' : 'running';
  }

  private report(onProgress: NonNullable<Options<P>['onProgress']>): void {
    const { t, stats } = this.state;
    onProgress({ t, fraction: (t - this.tFirst) / (this.tLast - this.tFirst), steps: stats.steps });
  }

  /** Also for a caller that counts the steps of several calls. */
  fail(reason: FailureReason, detail = ''): Status {
    const more = detail === '' && reason === 'maxSteps' && this.method.looksStiff ? 'the problem is stiff' : detail;
    this.status = reason;
    this.message = explain(reason, this.failurePoint(), more);
    return reason;
  }

  failurePoint(): FailurePoint {
    const { t, h, y, stats } = this.state;
    return { t, h, y: Array.from(y), steps: stats.steps };
  }

  snapshot(): Uint8Array {
    const writer = new SnapshotWriter(this.options.method ?? 'auto', this.state.n);
    this.remember(writer);
    return writer.bytes();
  }

  restore(bytes: Uint8Array): void {
    const length = this.snapshot().length;
    const reader = readSnapshot(bytes, this.options.method ?? 'auto', this.state.n, length);
    this.remember(reader);
    this.status = this.state.t === this.tLast ? 'done' : 'running';
    this.message = '';
    this.events.length = 0;
    this.jumps?.passTo(this.state.t);
  }

  private remember(memory: Memory): void {
    this.state.remember(memory);
    this.mustBegin = memory.number(this.mustBegin ? 1 : 0) === 1;
    this.stateGiven = memory.number(this.stateGiven ? 1 : 0) === 1;
    this.filled = memory.number(this.filled) as 0 | 1 | 2;
    this.method.dense.remember(memory);
    this.method.remember(memory);
    this.watch?.remember(memory);
  }
}
