import { IntegrationFailure } from '@twin/ode-solver';
import { PlantFlow } from '../model/plant-flow.ts';
import { initialState, nominalParameters } from '../model/plant-model.ts';
import { jacketedCstr } from './jacketed-cstr.ts';
import { cstrInputsSchema, cstrInputs, type CstrInputs, type CstrParameters } from './parameters.ts';

export interface ReactorState {
  readonly temperatureK: number;
  readonly concentrationMolPerL: number;
}

export interface ReactorModel {
  /** Minutes since it was made. */
  readonly timeMin: number;
  readonly state: ReactorState;
  /**
   * The reactor `minutes` on, with the inputs held; those left out stay as they were. Throws InvalidCstr on an input that is not
   * a number of its range and IntegrationFailure when the equations could not be followed; the reactor then stays where it was.
   */
  solveStep(inputs?: Partial<CstrInputs>, minutes?: number): ReactorState;
  /** Puts the reactor into a state. */
  reset(state: ReactorState): void;
}

/**
 * The ideal reactor, open loop: it hears the inputs and never a sensor. Starts at the stable steady state of nominal inputs.
 * Every step is solved to 1e-8 of the size of a state (dopri5), also through ignition.
 */
export function createReactorModel(parameters: Partial<CstrParameters> = {}): ReactorModel {
  const model = jacketedCstr(parameters);
  const flow = new PlantFlow(model, nominalParameters(model), { tolerance: 1e-8 });
  const inputs = cstrInputs();
  const u = Float64Array.of(inputs.Tc, inputs.q, inputs.Tf, inputs.Caf);
  const next = u.slice();
  const x = initialState(model);
  let timeMin = 0;
  const read = (): ReactorState => ({ temperatureK: x[1]!, concentrationMolPerL: x[0]! });
  return {
    get timeMin() {
      return timeMin;
    },
    get state() {
      return read();
    },
    solveStep(changed = {}, minutes = 0.1) {
      if (!(minutes >= 0 && minutes <= LONGEST_MIN))
        throw new RangeError(`minutes must lie between 0 and ${LONGEST_MIN}, is ${minutes}`);
      next.set(u);
      takeInputs(changed, next);
      const status = flow.advance(x, next, minutes);
      if (status !== 'running') {
        const at = { t: timeMin, h: flow.stats.hLast, y: Array.from(x), steps: flow.stats.steps };
        throw new IntegrationFailure(status, at, flow.message, undefined);
      }
      u.set(next);
      timeMin += minutes;
      return read();
    },
    reset({ temperatureK, concentrationMolPerL }) {
      for (const [i, value] of [concentrationMolPerL, temperatureK].entries()) {
        const { name, min, max } = model.states[i]!;
        if (!(value >= min && value <= max))
          throw new RangeError(`${name} must lie between ${min} and ${max}, is ${value}`);
      }
      x[0] = concentrationMolPerL;
      x[1] = temperatureK;
    },
  };
}

/** One call may not ask for more than this: a week. */
const LONGEST_MIN = 10_080;

const names = ['Tc', 'q', 'Tf', 'Caf'] as const;
const ranges = names.map((name) => {
  const number = cstrInputsSchema.shape[name].unwrap();
  return { min: number.minValue ?? -Infinity, max: number.maxValue ?? Infinity };
});

/** The schema at the speed of a comparison; it is asked itself only to say what is wrong. */
function takeInputs(changed: Partial<CstrInputs>, u: Float64Array): void {
  for (const name in changed) {
    const i = names.indexOf(name as keyof CstrInputs);
    const value = changed[name as keyof CstrInputs];
    const sound = typeof value === 'number' && i >= 0 && value >= ranges[i]!.min && value <= ranges[i]!.max;
    if (sound) u[i] = value;
    else if (i < 0 || value !== undefined) cstrInputs(changed);
  }
}
