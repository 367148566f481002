import { stepper, type Status, type Stepper } from '@twin/ode-solver';
import { jacobiansOf, type Jacobians } from '../model/jacobians.ts';
import { FreshStart, solverOptions, type Integration, type Surroundings } from '../model/plant-flow.ts';
import type { PlantModel } from '../model/plant-model.ts';

/**
 * Carries a state and its sensitivities over an interval with inputs held, as one problem of the adaptive solver:
 *
 *     dx/dt = f(x, u, p)        dS/dt = (∂f/∂x) S + [0 | ∂f/∂w]        S(0) = [I | 0]
 *
 * w: parameters (as factors on their nominal values) and inputs whose effect is asked for. Afterwards the first n columns of S
 * are ∂x(t)/∂x(0), the others ∂x(t)/∂w. A fixed-step method would lose S at an ignition, where it changes by orders in seconds.
 * Hairer, Nørsett & Wanner I, I.14.
 */
export class VariationalFlow {
  readonly n: number;
  /** Columns of S. */
  readonly columns: number;
  /** Parameters in use; may be changed between calls. */
  readonly p: Float64Array;
  /** x and S after `advance`: x first, then S column by column, n each. */
  readonly result: Float64Array;
  private readonly solver: Stepper<Surroundings>;
  private readonly u: Float64Array;
  private readonly change: { t: number; y: Float64Array };
  private readonly fresh: FreshStart;

  constructor(model: PlantModel, p: Float64Array, sensitiveTo: SensitiveTo, integration: Integration = {}) {
    const n = model.states.length;
    const extra = sensitiveTo.parameters.length + sensitiveTo.inputs.length;
    this.n = n;
    this.columns = n + extra;
    this.p = p;
    this.u = Float64Array.from(model.inputs, ({ nominal }) => nominal);
    const y0 = new Float64Array(n * (1 + this.columns));
    model.states.forEach(({ initial }, i) => (y0[i] = initial));
    this.change = { t: 0, y: y0 };
    this.result = y0.slice();
    this.solver = stepper<Surroundings>(
      { rhs: equations(model, sensitiveTo), params: { u: this.u, p }, y0, tspan: [0, Infinity] },
      solverOptions(integration, scales(model, sensitiveTo)),
    );
    this.fresh = new FreshStart(this.solver, integration.method);
  }

  get message(): string {
    return this.solver.message;
  }

  advance(x: Float64Array, u: Float64Array, minutes: number): Status {
    const { n, columns, result } = this;
    const { y } = this.change;
    y.fill(0);
    for (let i = 0; i < n; i++) {
      y[i] = x[i]!;
      y[n + i * n + i] = 1;
    }
    if (minutes === 0) {
      result.set(y);
      return 'running';
    }
    this.u.set(u);
    this.fresh.at(this.change);
    const status = this.solver.advance(minutes);
    const from = this.solver.y;
    for (let i = 0; i < n * (1 + columns); i++) result[i] = from[i]!;
    return status;
  }
}

/** By position in the model's lists. */
export interface SensitiveTo {
  readonly parameters: readonly number[];
  readonly inputs: readonly number[];
}

/** Size of each component: ∂xᵢ/∂xⱼ is of the size scaleᵢ/scaleⱼ, ∂xᵢ/∂(a factor) of scaleᵢ, ∂xᵢ/∂uⱼ of scaleᵢ/|nominalⱼ|. */
function scales(model: PlantModel, { parameters, inputs }: SensitiveTo): Float64Array {
  const size = model.states.map(({ scale }) => scale);
  const by = [...size, ...parameters.map(() => 1), ...inputs.map((j) => Math.abs(model.inputs[j]!.nominal) || 1)];
  return Float64Array.from([...size, ...by.flatMap((divisor) => size.map((own) => own / divisor))]);
}

type Equations = (t: number, y: Float64Array, dy: Float64Array, around: Surroundings) => void;

function equations(model: PlantModel, { parameters, inputs }: SensitiveTo): Equations {
  const n = model.states.length;
  const jacobians = jacobiansOf(model);
  const x = new Float64Array(n);
  const dx = new Float64Array(n);
  const J = new Float64Array(n * n);
  const columns = n + parameters.length + inputs.length;
  const addForcing = forcing(model, jacobians, parameters, inputs);
  return (_t, y, dy, { u, p }) => {
    for (let i = 0; i < n; i++) x[i] = y[i]!;
    model.derivatives(x, u, p, dx);
    jacobians.state(x, u, p, J);
    for (let i = 0; i < n; i++) dy[i] = dx[i]!;
    for (let c = 1; c <= columns; c++) {
      const at = c * n;
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let l = 0; l < n; l++) sum += J[i * n + l]! * y[at + l]!;
        dy[at + i] = sum;
      }
    }
    addForcing(x, u, p, dy);
  };
}

/** ∂f/∂w added to the columns behind the first n. */
function forcing(
  model: PlantModel,
  jacobians: Jacobians,
  parameters: readonly number[],
  inputs: readonly number[],
): (x: Float64Array, u: Float64Array, p: Float64Array, dy: Float64Array) => void {
  const n = model.states.length;
  const byParameter = new Float64Array(n * model.parameters.length);
  const byInput = new Float64Array(n * model.inputs.length);
  const nominal = parameters.map((j) => model.parameters[j]!.nominal);
  return (x, u, p, dy) => {
    let at = n * (1 + n);
    if (parameters.length > 0) jacobians.parameter(x, u, p, byParameter);
    for (let j = 0; j < parameters.length; j++, at += n)
      for (let i = 0; i < n; i++)
        dy[at + i] = dy[at + i]! + byParameter[i * model.parameters.length + parameters[j]!]! * nominal[j]!;
    if (inputs.length > 0) jacobians.input(x, u, p, byInput);
    for (let j = 0; j < inputs.length; j++, at += n)
      for (let i = 0; i < n; i++) dy[at + i] = dy[at + i]! + byInput[i * model.inputs.length + inputs[j]!]!;
  };
}
