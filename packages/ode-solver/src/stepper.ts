import type { EventRecord } from './event.ts';
import type { Status } from './failure.ts';
import { Integrator, type Change } from './integrator.ts';
import type { Interpolant } from './interpolant.ts';
import type { Options } from './options.ts';
import type { OdeProblem } from './problem.ts';
import type { Stats } from './statistics.ts';

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
