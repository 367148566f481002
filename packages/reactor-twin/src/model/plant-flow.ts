import { stepper, type FailureReason, type Method, type Stats, type Stepper } from '@twin/ode-solver';
import type { PlantModel } from './plant-model.ts';

/** How a model is carried through time. */
export interface Integration {
  /** Default `dopri5`; `rodas4` or `radau5` for a stiff plant. */
  readonly method?: Method;
  /** Relative tolerance of a step, default 1e-6; of a state also this times its scale. */
  readonly tolerance?: number;
  /** The fixed step of `rk4`, min. */
  readonly stepMin?: number;
  /** Steps one call may take before it gives up, default 20 000. */
  readonly maxSteps?: number;
}

/** What a right-hand side of ours is given besides the state. */
export interface Surroundings {
  readonly u: Float64Array;
  readonly p: Float64Array;
}

export function solverOptions(integration: Integration, scale: ArrayLike<number>): object {
  const { method = 'dopri5', tolerance = 1e-6, stepMin, maxSteps = 20_000 } = integration;
  return {
    method,
    rtol: tolerance,
    atol: Float64Array.from(scale, (size) => size * tolerance),
    maxSteps,
    ...(stepMin === undefined ? {} : { hInit: stepMin }),
  };
}

/**
 * Starts a solver anew at t = 0 so that nothing it did before matters. Most methods forget at a restart; Radau IIA keeps what it has learnt
 * about its Newton iteration, and `auto` which of its methods it was using: these go back to how they were made.
 */
export class FreshStart {
  private readonly solver: Stepper<Surroundings>;
  private readonly asMade: Uint8Array | undefined;

  constructor(solver: Stepper<Surroundings>, method: Method | undefined) {
    this.solver = solver;
    this.asMade = method === 'radau5' || method === 'auto' ? solver.snapshot() : undefined;
  }

  at(change: { readonly t: number; readonly y: Float64Array }): void {
    if (this.asMade !== undefined) this.solver.restore(this.asMade);
    this.solver.restart(change);
  }
}

/**
 * Carries the state of a plant over an interval with inputs held. Every call starts the solver anew, so that nothing but
 * the state has to be remembered: equal state and inputs give equal bits, whatever came before.
 */
export class PlantFlow {
  /** Parameters in use; may be changed between calls. */
  readonly p: Float64Array;
  private readonly solver: Stepper<Surroundings>;
  private readonly u: Float64Array;
  private readonly change: { t: number; y: Float64Array };
  private readonly between: Float64Array;
  private readonly fresh: FreshStart;

  constructor(model: PlantModel, p: Float64Array, integration: Integration = {}) {
    this.p = p;
    this.u = Float64Array.from(model.inputs, ({ nominal }) => nominal);
    const y0 = Float64Array.from(model.states, ({ initial }) => initial);
    this.change = { t: 0, y: y0 };
    this.between = y0.slice();
    this.solver = stepper<Surroundings>(
      {
        rhs: (_t, y, dy, around) => model.derivatives(y, around.u, around.p, dy),
        ...(model.jacobian === undefined
          ? {}
          : { jac: (_t, y, J, around) => model.jacobian!(y, around.u, around.p, J) }),
        params: { u: this.u, p },
        y0,
        tspan: [0, Infinity],
      },
      solverOptions(
        integration,
        model.states.map(({ scale }) => scale),
      ),
    );
    this.fresh = new FreshStart(this.solver, integration.method);
  }

  get stats(): Readonly<Stats> {
    return this.solver.stats;
  }

  get message(): string {
    return this.solver.message;
  }

  /** Overwrites x with the state `minutes` later. When it fails x stays as it was. */
  advance(x: Float64Array, u: Float64Array, minutes: number): 'running' | FailureReason {
    if (minutes === 0) return 'running';
    const { change, solver } = this;
    this.u.set(u);
    // In pieces, each with its own limit of steps: an oscillation of a week is long, not hopeless.
    const pieces = Math.ceil(minutes / PIECE_MIN);
    change.y = x;
    for (let piece = 1; piece <= pieces; piece++) {
      this.fresh.at(change);
      const status = solver.advance(minutes / pieces);
      if (status !== 'running' && status !== 'done' && status !== 'event') return status;
      if (piece < pieces) this.between.set(solver.y);
      change.y = this.between;
    }
    x.set(solver.y);
    return 'running';
  }
}

const PIECE_MIN = 10;
