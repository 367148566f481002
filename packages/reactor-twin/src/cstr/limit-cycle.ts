import { stepper, type Event } from '@twin/ode-solver';
import { ln } from '@twin/elementary';
import type { PlantModel } from '../model/plant-model.ts';
import { nominalParameters } from '../model/plant-model.ts';
import { derivatives, jacobian } from './equations.ts';
import { cstrInputs, type CstrInputs } from './parameters.ts';
import { steadyStatesOf, type SteadyState } from './steady-states.ts';

/** The self-sustained oscillation around an unstable focus. */
export interface LimitCycle {
  readonly periodMin: number;
  readonly temperatureK: Range;
  readonly concentrationMolPerL: Range;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

/**
 * The limit cycle of the reactor at these inputs, or undefined when there is none.
 *
 * The cycle surrounds the hottest steady state (Ca*, T*). Followed from (c, T*), c > Ca*, the reactor comes back to T = T* with
 * rising temperature at c′ = P(c). ρ(c) = ln((P(c) − Ca*)/(c − Ca*)) is the growth in one turn: positive near an unstable focus,
 * negative far out; the cycle is its zero, found by bisection however slowly the oscillation itself would settle. A reactor that
 * does not come back (it ends at a cold steady state) counts as ρ = −∞. Integrated by dop853 at 1e-10; where a period
 * is not shorter than `longestMin` it is taken as none.
 */
export function limitCycle(inputs: Partial<CstrInputs>, model: PlantModel, longestMin = 500): LimitCycle | undefined {
  const { Tc, q, Tf, Caf } = cstrInputs(inputs);
  const u = Float64Array.of(Tc, q, Tf, Caf);
  const p = nominalParameters(model);
  const focus = steadyStatesOf(u, p).at(-1);
  if (focus === undefined || focus.stable || focus.portrait !== 'focus') return undefined;
  const turn = new Turn(u, p, focus, longestMin);
  const growth = (distance: number) => {
    const back = turn.from(distance);
    return back === undefined ? -Infinity : ln(back / distance);
  };
  const farthest = Caf - focus.concentrationMolPerL;
  let inner = farthest;
  let outer = farthest;
  // From outside inward: the outermost zero is the cycle a plant that was disturbed falls onto.
  while (growth(inner) <= 0) {
    outer = inner;
    inner /= 1.5;
    if (inner < 1e-5 * farthest) return undefined;
  }
  for (let i = 0; i < 40 && outer - inner > 1e-11 * outer; i++) {
    const middle = inner + (outer - inner) / 2;
    if (growth(middle) > 0) inner = middle;
    else outer = middle;
  }
  const back = turn.from(inner);
  if (back === undefined || Math.abs(back - inner) > 1e-4 * inner) return undefined; // ρ jumps to −∞: no cycle
  return turn.record();
}

/** One turn around the focus, and what was met on it. */
class Turn {
  private readonly focus: SteadyState;
  private readonly solver;
  private readonly start = { t: 0, y: new Float64Array(2) };
  private readonly longestMin: number;
  private periodMin = 0;
  private readonly met = { T: new Set<number>(), Ca: new Set<number>() };

  constructor(u: Float64Array, p: Float64Array, focus: SteadyState, longestMin: number) {
    this.focus = focus;
    this.longestMin = longestMin;
    const dx = new Float64Array(2);
    const slope = (i: number) => (_t: number, y: Float64Array) => {
      derivatives(y, u, p, dx);
      return dx[i]!;
    };
    const events: Event[] = [
      { g: (_t, y) => y[1]! - focus.temperatureK, direction: 1, terminal: true },
      { g: slope(0) },
      { g: slope(1) },
    ];
    this.solver = stepper(
      {
        rhs: (_t, y, dy) => derivatives(y, u, p, dy),
        jac: (_t, y, J) => jacobian(y, u, p, J),
        params: undefined,
        y0: focus.x,
        tspan: [0, longestMin],
      },
      { method: 'dop853', rtol: 1e-10, atol: [1e-12, 1e-9], events },
    );
  }

  /** Distance Ca − Ca* on the section after one turn. */
  from(distance: number): number | undefined {
    const { solver, start, focus, met, longestMin } = this;
    start.y[0] = focus.concentrationMolPerL + distance;
    start.y[1] = focus.temperatureK;
    met.T.clear();
    met.Ca.clear();
    solver.restart(start);
    for (;;) {
      const status = solver.step(longestMin);
      for (const { index, t, y } of solver.events) {
        if (index === 1) met.Ca.add(y[0]!);
        if (index === 2) met.T.add(y[1]!);
        if (index === 0) {
          this.periodMin = t;
          return y[0]! - focus.concentrationMolPerL;
        }
      }
      if (status !== 'running') return undefined;
    }
  }

  record(): LimitCycle {
    const { T, Ca } = this.met;
    return {
      periodMin: this.periodMin,
      temperatureK: { min: Math.min(...T), max: Math.max(...T) },
      concentrationMolPerL: { min: Math.min(...Ca), max: Math.max(...Ca) },
    };
  }
}
