import type { PlantModel } from './plant-model.ts';

type Matrix = (x: Float64Array, u: Float64Array, p: Float64Array, out: Float64Array) => void;

export interface Jacobians {
  /** ∂f/∂x, n × n. */
  readonly state: Matrix;
  /** ∂f/∂u, n × inputs. */
  readonly input: Matrix;
  /** ∂f/∂p, n × parameters. */
  readonly parameter: Matrix;
}

/** The model's own Jacobians where it has them, otherwise differences. Allocates only here. */
export function jacobiansOf(model: PlantModel): Jacobians {
  return {
    state: model.jacobian?.bind(model) ?? differences(model, 'x'),
    input: model.inputJacobian?.bind(model) ?? differences(model, 'u'),
    parameter: model.parameterJacobian?.bind(model) ?? differences(model, 'p'),
  };
}

/** Central differences of f in x, u or p; increment ∛ε relative to the value, which balances truncation and rounding. */
export function differences(model: PlantModel, along: 'x' | 'u' | 'p'): Matrix {
  const n = model.states.length;
  const columns = { x: model.states, u: model.inputs, p: model.parameters }[along].length;
  const ahead = new Float64Array(n);
  const behind = new Float64Array(n);
  const moved = new Float64Array(columns);
  return (x, u, p, out) => {
    const values = { x, u, p }[along];
    moved.set(values);
    const point = { x, u, p, [along]: moved };
    for (let j = 0; j < columns; j++) {
      const value = values[j]!;
      const increment = CUBE_ROOT_EPSILON * (value === 0 ? 1 : Math.abs(value));
      moved[j] = value + increment;
      model.derivatives(point.x, point.u, point.p, ahead);
      moved[j] = value - increment;
      model.derivatives(point.x, point.u, point.p, behind);
      moved[j] = value;
      for (let i = 0; i < n; i++) out[i * columns + j] = (ahead[i]! - behind[i]!) / (2 * increment);
    }
  };
}

const CUBE_ROOT_EPSILON = 6.055454452393343e-6;
