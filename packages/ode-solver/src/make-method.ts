import { InvalidProblem } from './failure.ts';
import { explicitTables } from './methods/catalogue.ts';
import { ExplicitRungeKutta } from './methods/explicit-runge-kutta.ts';
import type { Options } from './options.ts';
import type { OneStepMethod, StepState } from './stepping/step-state.ts';

export function makeMethod<P>(state: StepState<P>, options: Options<P>): OneStepMethod {
  const name = options.method ?? 'auto';
  const table = explicitTables[name === 'auto' ? 'dopri5' : name];
  if (table === undefined) throw new InvalidProblem('method', `is unknown: ${name}`);
  return new ExplicitRungeKutta(state, table);
}
