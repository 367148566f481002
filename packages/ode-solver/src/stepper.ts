import { checkFinite, checkProblem } from './check-problem.ts';
import type { EventRecord } from './event.ts';
import { explain, InvalidProblem, isFailure, type FailurePoint, type FailureReason, type Status } from './failure.ts';
import { makeMethod } from './make-method.ts';
import { checkOptions, checkTolerances, type Options } from './options.ts';
import type { OdeProblem } from './problem.ts';
import { readSnapshot, SnapshotWriter } from './snapshot.ts';
import type { Stats } from './statistics.ts';
import type { DensePolynomial } from './stepping/dense-polynomial.ts';
import { EventWatch } from './stepping/event-watch.ts';
import { Jumps, justBefore } from './stepping/jumps.ts';
import {
  ACCEPTED,
  DIVERGED,
  NON_FINITE,
  REJECTED,
  SINGULAR,
  StepState,
  type Memory,
  type OneStepMethod,
  type Verdict,
} from './stepping/step-state.ts';

/** The solution within the last step. One object, filled anew by each `stepper.interpolant()`. */
export interface Interpolant {
  readonly t0: number;
  readonly t1: number;
  /** y(t) into out, for t between t0 and t1. Outside, it throws RangeError. */
  at(t: number, out: Float64Array): Float64Array;
}

/** What changes at a restart. Left out: stays as it is. */
export interface Change<P> {
  readonly t?: number;
  readonly y?: ArrayLike<number>;
  readonly params?: P;
  /** Keep the step instead of choosing a first one: about twice as fast where the new input resembles the old. */
  readonly keepStep?: boolean;
}

/**
 * An integration that is driven from outside: a twin, a filter, a simulation with inputs. Nothing is allocated by a step
 * that meets no event.
 */
export interface Stepper<P = undefined> {
  readonly t: number;
  /** The state, in place: read it, change it only through `restart`. */
  readonly y: Readonly<Float64Array>;
  readonly status: Status;
  /** What happened and what to try, when status is a failure; else empty. */
  readonly message: string;
  readonly stats: Readonly<Stats>;
  /** Events of the last call of step or advance. */
  readonly events: readonly EventRecord[];
  /** One accepted step, never past tStop nor the end of tspan. */
  step(tStop?: number): Status;
  /** Steps until tEnd, lands exactly on it, and remembers the step it would have taken. */
  advance(tEnd: number): Status;
  interpolant(): Interpolant;
  /** A new input, state or time: f may jump here. Also the way on after a failure. */
  restart(change?: Change<P>): void;
  /** Everything but the problem and its params, as bytes. */
  snapshot(): Uint8Array;
  /** Back to a snapshot of the same problem, method and options: goes on bit for bit. */
  restore(bytes: Uint8Array): void;
}

/** Makes a stepper. All memory it will need is taken here. Throws InvalidProblem. tspan may end at ±Infinity. */
export function stepper<P>(problem: OdeProblem<P>, options: Options<P> = {}): Stepper<P> {
  return new Integrator(problem, options);
}

/** The driver: which step to try next, and what its outcome means. Methods know nothing of ends, jumps and events. */
export class Integrator<P> implements Stepper<P> {
  status: Status = 'running';
  message = '';
  readonly events: EventRecord[] = [];
  readonly state: StepState<P>;
  /** The last step ended at an event that stopped it or changed the state. */
  cut = false;
  private readonly method: OneStepMethod;
  private readonly watch: EventWatch<P> | undefined;
  private readonly options: Options<P>;
  private readonly inDomain: ((y: Float64Array) => boolean) | undefined;
  private readonly jumps: Jumps | undefined;
  private readonly tFirst: number;
  private readonly tLast: number;
  private readonly maxSteps: number;
  private readonly stretch: number;
  private readonly hFixed: number;
  private readonly piece: Interpolant;
  /** f at (t, y) is not known: at the start and after a jump. */
  private mustBegin = true;
  /** How much of the dense output belongs to the last step: not yet filled, filled, or none since a restart. */
  private filled: 0 | 1 | 2 = 2;
  private triesLeft = 0;
  private detail = '';

  constructor(problem: OdeProblem<P>, options: Options<P>) {
    checkProblem(problem, true);
    checkOptions(options);
    const { rtol, atol } = checkTolerances(options, problem.y0.length);
    const [t0, t1] = problem.tspan;
    const state = new StepState(problem, rtol, atol);
    this.state = state;
    this.options = options;
    this.inDomain = problem.inDomain;
    this.tFirst = t0;
    this.tLast = t1;
    state.t = t0;
    state.direction = t1 < t0 ? -1 : 1;
    state.hMax = Math.min(options.hMax ?? Infinity, Math.abs(t1 - t0));
    this.maxSteps = options.maxSteps ?? 1_000_000;
    const fixed = options.method === 'rk4' || options.method === 'collocation';
    this.hFixed = fixed ? options.hInit! : 0;
    this.stretch = fixed ? 1 + 1e-9 : 1.01;
    state.hNext = options.hInit === undefined ? 0 : state.direction * Math.min(options.hInit, state.hMax);
    this.method = makeMethod(state, options);
    const { dense } = this.method;
    const { events } = options;
    this.watch =
      events === undefined || events.length === 0
        ? undefined
        : new EventWatch(events, state, dense, options.eventSamples ?? 8);
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

  step(tStop: number = this.tLast): Status {
    if (isFailure(this.status)) return this.status;
    this.prepare('tStop', tStop);
    if (this.state.t === tStop) return this.settle();
    return this.takeStep(tStop);
  }

  advance(tEnd: number): Status {
    if (isFailure(this.status)) return this.status;
    this.prepare('tEnd', tEnd);
    const { state } = this;
    if (state.t === tEnd) return this.settle();
    let status: Status = 'running';
    while (status === 'running' && state.t !== tEnd) status = this.takeStep(tEnd);
    return status;
  }

  private settle(): Status {
    this.status = this.state.t === this.tLast ? 'done' : 'running';
    return this.status;
  }

  private prepare(name: string, target: number): void {
    const { state } = this;
    if (!(state.direction * (target - state.t) >= 0 && state.direction * (target - this.tLast) <= 0))
      throw new InvalidProblem(name, `must lie between t = ${state.t} and the end of tspan ${this.tLast}, is ${target}`);
    this.triesLeft = this.maxSteps;
    if (this.events.length > 0) this.events.length = 0;
  }

  private takeStep(tStop: number): Status {
    const { state, options, jumps } = this;
    if (options.signal?.aborted === true) return this.fail('aborted');
    if (this.mustBegin && !this.begin()) return this.status;
    let target = tStop;
    let jump = false;
    if (jumps !== undefined && jumps.isBy(tStop)) {
      target = jumps.next();
      jump = true;
    }
    if (!this.tryUntilAccepted(target, jump)) return this.status;
    if (this.watch !== undefined) {
      this.fill();
      if (this.look(this.watch)) return this.status;
    }
    if (jump && state.t === target) {
      jumps!.passTo(target);
      this.mustBegin = true;
    }
    if (options.onProgress !== undefined && state.stats.steps % 100 === 0) this.report(options.onProgress);
    this.status = state.t === this.tLast ? 'done' : 'running';
    return this.status;
  }

  /** Tries shorter and shorter steps towards the target until one is accepted. False: it failed. */
  private tryUntilAccepted(target: number, jump: boolean): boolean {
    const { state, method, inDomain } = this;
    let cause: FailureReason = 'stepTooSmall';
    for (let tries = 0; ; tries++) {
      if (this.triesLeft-- <= 0) return this.failed('maxSteps', method.looksStiff ? 'the problem is stiff' : '');
      const planned = this.clip(state.hNext);
      const rest = target - state.t;
      const landing = Math.abs(planned) * this.stretch >= Math.abs(rest);
      state.h = landing ? rest : planned;
      state.tNew = landing ? target : state.t + planned;
      state.tEnd = landing && jump ? justBefore(target, state.direction) : state.tNew;
      if ((!landing && state.t + 0.1 * planned === state.t) || tries > 200) return this.failed(cause);
      let verdict: Verdict = method.attempt();
      if (verdict === ACCEPTED && inDomain !== undefined && !inDomain(state.yNew)) {
        verdict = REJECTED;
        cause = 'outOfDomain';
        state.hNext = 0.25 * state.h;
      } else if (verdict !== ACCEPTED) cause = this.causeOf(verdict);
      if (verdict === ACCEPTED) {
        this.accept(landing, planned);
        return true;
      }
      state.stats.rejected++;
      if (this.hFixed > 0 || (verdict === SINGULAR && tries >= 12)) return this.failed(cause);
    }
  }

  private causeOf(verdict: Verdict): FailureReason {
    const { state } = this;
    if (verdict === NON_FINITE) {
      state.hNext = 0.2 * state.h;
      return 'nonFinite';
    }
    if (verdict === SINGULAR) {
      state.hNext = 0.5 * state.h;
      return 'singularMatrix';
    }
    return verdict === DIVERGED ? 'newtonFailed' : 'stepTooSmall';
  }

  private clip(h: number): number {
    const { hMax, direction } = this.state;
    if (this.hFixed > 0) return direction * this.hFixed;
    return Math.abs(h) > hMax ? direction * hMax : h;
  }

  private accept(landing: boolean, planned: number): void {
    const { state, method } = this;
    state.advance();
    state.stats.steps++;
    state.stats.hLast = state.h;
    method.accept();
    this.filled = 0;
    // A step cut short to land says little: keep the one that was planned, unless the error forbids it.
    if (landing && state.growthCapped && Math.abs(planned) > Math.abs(state.hNext)) state.hNext = planned;
  }

  private begin(): boolean {
    const { state, method, watch } = this;
    if (!method.begin()) return this.failed('nonFinite', 'f is not finite at the start, or rhs does not write all of dy');
    if (state.hNext === 0) method.proposeFirstStep();
    watch?.begin();
    this.mustBegin = false;
    return true;
  }

  /** Events of the step just taken. True when they end or fail the call. */
  private look(watch: EventWatch<P>): boolean {
    const cut = watch.scan();
    this.cut = cut;
    if (watch.failed >= 0) return !this.failed('nonFinite', `event ${watch.failed} gave NaN`);
    for (const record of watch.found) this.events.push(record);
    if (!cut) return false;
    this.mustBegin = true;
    this.jumps?.passTo(this.state.t);
    this.status = watch.terminal ? 'event' : this.state.t === this.tLast ? 'done' : 'running';
    return true;
  }

  /** For a caller that counts the steps of several calls. */
  stopAtLimit(): void {
    this.failed('maxSteps', this.method.looksStiff ? 'the problem is stiff' : '');
  }

  private fill(): void {
    if (this.filled === 2) throw new InvalidProblem('interpolant', 'belongs to a step: none was taken since the start or restart');
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
    const { t, y } = change;
    if (t !== undefined) {
      if (!(state.direction * (this.tLast - t) >= 0) || !Number.isFinite(t))
        throw new InvalidProblem('t', `must be finite and not past the end of tspan, is ${t}`);
      state.t = t;
    }
    if (y !== undefined) {
      if (y.length !== state.n) throw new InvalidProblem('y', `must have ${state.n} components, has ${y.length}`);
      checkFinite('y', y);
      for (let i = 0; i < state.n; i++) state.y[i] = y[i]!;
    }
    if (change.params !== undefined) state.params = change.params;
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

  private failed(reason: FailureReason, detail = ''): false {
    this.detail = detail;
    this.fail(reason);
    return false;
  }

  private fail(reason: FailureReason): Status {
    this.status = reason;
    this.message = explain(reason, this.failurePoint(), this.detail);
    this.detail = '';
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
    const { state } = this;
    const { stats } = state;
    state.t = memory.number(state.t);
    state.hNext = memory.number(state.hNext);
    state.tOld = memory.number(state.tOld);
    state.hOld = memory.number(state.hOld);
    memory.array(state.y);
    memory.array(state.yOld);
    for (const key of Object.keys(stats) as (keyof Stats)[]) stats[key] = memory.number(stats[key]);
    this.mustBegin = memory.number(this.mustBegin ? 1 : 0) === 1;
    this.filled = memory.number(this.filled) as 0 | 1 | 2;
    const { dense } = this.method;
    memory.array(dense.c);
    dense.t0 = memory.number(dense.t0);
    dense.t1 = memory.number(dense.t1);
    dense.end = memory.number(dense.end);
    this.method.remember(memory);
    this.watch?.remember(memory);
  }
}

function livePiece(dense: DensePolynomial): Interpolant {
  return {
    get t0() {
      return dense.t0;
    },
    get t1() {
      return dense.end;
    },
    at(t, out) {
      if (!((t - dense.t0) * (dense.end - t) >= 0))
        throw new RangeError(`t = ${t} is outside the last step, ${dense.t0} … ${dense.end}`);
      return dense.at(t, out);
    },
  };
}
