import { InvalidProblem } from './failure.ts';
import { Auto } from './methods/auto.ts';
import { explicitTables } from './methods/catalogue.ts';
import { Collocation } from './methods/collocation.ts';
import { ExplicitRungeKutta } from './methods/explicit-runge-kutta.ts';
import { Radau } from './methods/radau.ts';
import { rodas4 } from './methods/rodas4.ts';
import { Rosenbrock } from './methods/rosenbrock.ts';
import type { Options } from './options.ts';
import type { OneStepMethod, StepState } from './stepping/step-state.ts';

export function makeMethod<P>(state: StepState<P>, options: Options<P>): OneStepMethod {
  const name = options.method ?? 'auto';
  switch (name) {
    case 'auto':
      return new Auto(state);
    case 'radau5':
      return new Radau(state);
    case 'rodas4':
      return new Rosenbrock(state, rodas4);
    case 'collocation':
      return new Collocation(state, options.nodes ?? 3);
    default: {
      const table = explicitTables[name];
      if (table === undefined) throw new InvalidProblem('method', `is unknown: ${name as string}`);
      if (state.mass !== undefined)
        throw new InvalidProblem('mass', `is for stiff methods (radau5, rodas4, auto), not for ${name}`);
      return new ExplicitRungeKutta(state, table);
    }
  }
}
