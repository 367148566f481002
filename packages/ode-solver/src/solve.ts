import { checkProblem, checkSaveTimes } from './check-problem.ts';
import type { EventRecord } from './event.ts';
import { IntegrationFailure, InvalidProblem, isFailure } from './failure.ts';
import type { SolveOptions } from './options.ts';
import type { OdeProblem } from './problem.ts';
import { DenseTrack, GrowingRows, type Solution } from './solution.ts';
import { Integrator } from './integrator.ts';

/**
 * Integrates the whole of tspan.
 *
 * Throws InvalidProblem when the question is wrong, and IntegrationFailure when the answer could not be reached, unless
 * `throw: false`; then `status` says so. t0 = t1 is answered with y0.
 */
export function solve<P>(problem: OdeProblem<P>, options: SolveOptions<P> = {}): Solution {
  checkProblem(problem, false);
  const recorder = new Recorder(problem, options);
  const solution = recorder.run();
  const { status } = solution;
  if (isFailure(status) && options.throw !== false)
    throw new IntegrationFailure(status, recorder.integrator.failurePoint(), solution.message, solution);
  return solution;
}

/** Drives an integrator and keeps what was asked for. */
class Recorder<P> {
  readonly integrator: Integrator<P>;
  private readonly saveAt: Float64Array | undefined;
  private nextSave = 0;
  private readonly track: DenseTrack | undefined;
  private readonly times = new GrowingRows(1);
  private readonly states: GrowingRows;
  private readonly events: EventRecord[] = [];
  private readonly tLast: number;
  private readonly direction: number;
  private readonly maxSteps: number;
  private readonly yAt: Float64Array;
  private readonly needsEvents: boolean;

  constructor(problem: OdeProblem<P>, options: SolveOptions<P>) {
    const [t0, t1] = problem.tspan;
    this.saveAt = options.saveAt === undefined ? undefined : checkSaveTimes(options.saveAt, problem.tspan);
    this.integrator = new Integrator(problem, options);
    const { n } = this.integrator.state;
    this.tLast = t1;
    this.direction = t1 < t0 ? -1 : 1;
    this.maxSteps = options.maxSteps ?? 1_000_000;
    this.states = new GrowingRows(n);
    this.yAt = new Float64Array(n);
    this.needsEvents = options.events !== undefined && options.events.length > 0;
    const dense = options.dense ?? this.saveAt === undefined;
    this.track = dense ? new DenseTrack(n, this.integrator.terms, this.direction) : undefined;
  }

  run(): Solution {
    const { integrator } = this;
    const { stats } = integrator;
    this.saveStart();
    while (integrator.status === 'running') {
      if (stats.steps + stats.rejected >= this.maxSteps) integrator.fail('maxSteps');
      else {
        const before = stats.steps;
        integrator.step(this.tLast);
        if (stats.steps > before) this.saveStep();
      }
    }
    return this.solution();
  }

  private saveStart(): void {
    const { integrator, saveAt } = this;
    if (saveAt === undefined) this.save(integrator.t, integrator.y);
    else if (saveAt.length > 0 && saveAt[0] === integrator.t) {
      this.nextSave = 1;
      this.save(integrator.t, integrator.y);
    }
  }

  private saveStep(): void {
    const { integrator, saveAt, track, direction } = this;
    const { t, y } = integrator;
    if (track !== undefined) track.push(integrator.lastPiece());
    if (this.needsEvents) for (const record of integrator.events) this.events.push(record);
    if (saveAt === undefined) {
      if (this.needsEvents && integrator.cut) this.save(t, integrator.lastPiece().at(t, this.yAt));
      this.save(t, y);
      return;
    }
    while (this.nextSave < saveAt.length && direction * (saveAt[this.nextSave]! - t) <= 0) {
      const at = saveAt[this.nextSave++]!;
      this.save(at, at === t && !integrator.cut ? y : integrator.lastPiece().at(at, this.yAt));
    }
  }

  private save(t: number, y: ArrayLike<number>): void {
    this.times.push([t]);
    this.states.push(y);
  }

  private solution(): Solution {
    const { integrator, track, events } = this;
    const { status, message, stats } = integrator;
    const start = { t: integrator.t, y: integrator.y.slice() };
    return {
      status,
      ok: !isFailure(status),
      message,
      stats: { ...stats },
      t: this.times.trimmed(),
      y: this.states.trimmed(),
      n: integrator.state.n,
      events,
      at: (t) => {
        if (track === undefined)
          throw new InvalidProblem('dense', 'must be true for at(t); with saveAt it is off unless asked for');
        return stats.steps === 0 && t === start.t ? start.y.slice() : track.at(t);
      },
    };
  }
}
