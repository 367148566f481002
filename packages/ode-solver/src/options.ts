import type { Event } from './event.ts';
import { InvalidProblem } from './failure.ts';

/** `auto` starts explicit and changes to Radau IIA and back as it measures stiffness. `rk4` and `collocation` take fixed steps. */
export type Method = 'auto' | 'dopri5' | 'tsit5' | 'bs3' | 'dop853' | 'radau5' | 'rodas4' | 'rk4' | 'collocation';

export interface Progress {
  readonly t: number;
  /** Part of tspan done, 0 … 1. */
  readonly fraction: number;
  readonly steps: number;
}

export interface Options<P = undefined> {
  /** Default `auto`. */
  readonly method?: Method;
  /** Relative tolerance of the error of one step, default 1e-6. Not a bound of the error at the end. */
  readonly rtol?: number;
  /** Absolute tolerance, one for all or one a component; default 1e-9. */
  readonly atol?: number | ArrayLike<number>;
  /** First step, unsigned; chosen from f when left out. Fixed-step methods need it: it is their step. */
  readonly hInit?: number;
  /** Longest step, unsigned. */
  readonly hMax?: number;
  /** Most accepted and refused steps in one call of solve, step or advance; default 1 000 000. */
  readonly maxSteps?: number;
  /** Points a step of `collocation`, both ends counted: 2 … 6, default 3. */
  readonly nodes?: number;
  readonly events?: readonly Event<P>[];
  /** Parts of a step on which sign changes of event functions are looked for, default 8. */
  readonly eventSamples?: number;
  /** Anything that says `aborted`; asked before every step. An AbortSignal is one. */
  readonly signal?: { readonly aborted: boolean };
  /** Called every 100 accepted steps. */
  readonly onProgress?: (progress: Progress) => void;
}

export interface SolveOptions<P = undefined> extends Options<P> {
  /** Times to report, monotonic in the direction of tspan and inside it. Left out: every accepted step. */
  readonly saveAt?: ArrayLike<number>;
  /** Keep what `at` needs. Default: true without saveAt, false with it. */
  readonly dense?: boolean;
  /** Default true: a failure throws IntegrationFailure. False: look at `status` yourself. */
  readonly throw?: boolean;
}

function checkPositive(field: string, value: number | undefined): void {
  if (value !== undefined && !(value > 0)) throw new InvalidProblem(field, `must be positive, is ${value}`);
}

/** atol for each component. */
export function checkTolerances<P>(options: Options<P>, n: number): { rtol: number; atol: Float64Array } {
  const rtol = options.rtol ?? 1e-6;
  if (!(rtol > 0 && rtol < 1)) throw new InvalidProblem('rtol', `must lie between 0 and 1, is ${rtol}`);
  if (rtol < 1e-14) throw new InvalidProblem('rtol', `is ${rtol}: below 1e-14 rounding decides`);
  const given = options.atol ?? 1e-9;
  const atol = typeof given === 'number' ? new Float64Array(n).fill(given) : Float64Array.from(given);
  if (atol.length !== n) throw new InvalidProblem('atol', `has ${atol.length} components, y0 has ${n}`);
  atol.forEach((tolerance, i) => {
    if (!(tolerance > 0 && tolerance < Infinity))
      throw new InvalidProblem('atol', `must be positive and finite, component ${i} is ${tolerance}`);
  });
  return { rtol, atol };
}

export function checkOptions<P>(options: Options<P>): void {
  checkPositive('hInit', options.hInit);
  checkPositive('hMax', options.hMax);
  checkPositive('maxSteps', options.maxSteps);
  const samples = options.eventSamples ?? 8;
  if (!(Number.isInteger(samples) && samples >= 1))
    throw new InvalidProblem('eventSamples', `must be a whole number ≥ 1, is ${samples}`);
  const nodes = options.nodes ?? 3;
  if (!(Number.isInteger(nodes) && nodes >= 2 && nodes <= 6))
    throw new InvalidProblem('nodes', `must be 2 … 6, is ${nodes}`);
  const fixed = options.method === 'rk4' || options.method === 'collocation';
  if (fixed && options.hInit === undefined)
    throw new InvalidProblem('hInit', `is needed by ${options.method}: it is the fixed step`);
}
