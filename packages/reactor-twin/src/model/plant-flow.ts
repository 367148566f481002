import { stepper, type Method, type Stats, type Status, type Stepper } from '@twin/ode-solver';
import type { PlantModel } from './plant-model.ts';

/** How a model is carried through time. */
export interface Integration {
  /** Default `dopri5`; `radau5` for a stiff plant. */
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
 * Carries the state of a plant over an interval with inputs held. Every call starts the solver anew, so that nothing but
 * the state has to be remembered: equal state and inputs give equal bits, whatever came before.
 */
export class PlantFlow {
  /** Parameters in use; may be changed between calls. */
  readonly p: Float64Array;
  private readonly solver: Stepper<Surroundings>;
  private readonly u: Float64Array;
  private readonly change: { t: number; y: Float64Array };

  constructor(model: PlantModel, p: Float64Array, integration: Integration = {}) {
    this.p = p;
    this.u = Float64Array.from(model.inputs, ({ nominal }) => nominal);
    const y0 = Float64Array.from(model.states, ({ initial }) => initial);
    this.change = { t: 0, y: y0 };
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
  }

  get stats(): Readonly<Stats> {
    return this.solver.stats;
  }

  get message(): string {
    return this.solver.message;
  }

  /** Overwrites x with the state `minutes` later. When it fails x stays as it was. */
  advance(x: Float64Array, u: Float64Array, minutes: number): Status {
    if (minutes === 0) return 'running';
    this.u.set(u);
    this.change.y = x;
    this.solver.restart(this.change);
    const status = this.solver.advance(minutes);
    if (status === 'running' || status === 'done') x.set(this.solver.y);
    return status;
  }
}
