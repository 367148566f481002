import { PlantFlow, type Output, type PlantModel, type Prediction } from '@twin/reactor-twin';

export interface PredictorMemory {
  readonly u: readonly number[];
  readonly x: readonly number[];
  readonly timeMs: number;
  readonly waiting: readonly Change[];
}

interface Change {
  readonly timeMs: number;
  readonly input: number;
  readonly value: number;
}

const MS_PER_MIN = 60_000;

/**
 * All states one step ahead: from the last estimate to the time of a reading, the inputs held as they were, before the reading
 * is used. The session says this of the sensor that was read; this says it of what no sensor sees.
 */
export class StatePredictor {
  private readonly model: PlantModel;
  private readonly flow: PlantFlow;
  private readonly u: Float64Array;
  private readonly x: Float64Array;
  private timeMs = 0;
  /** Inputs that were accepted, in the order of the plant, and lie after `timeMs`. */
  private waiting: Change[] = [];

  constructor(model: PlantModel, inputs: Readonly<Record<string, number>>) {
    this.model = model;
    this.flow = new PlantFlow(
      model,
      Float64Array.from(model.parameters, ({ nominal }) => nominal),
    );
    this.u = Float64Array.from(model.inputs, ({ name, nominal }) => inputs[name] ?? nominal);
    this.x = new Float64Array(model.states.length);
  }

  /** An input that the session accepted; it counts from its time on. */
  takeInput(name: string, value: number, timeMs: number): void {
    const { waiting } = this;
    let place = waiting.length;
    while (place > 0 && waiting[place - 1]!.timeMs > timeMs) place--;
    waiting.splice(place, 0, { timeMs, value, input: this.model.inputs.findIndex((one) => one.name === name) });
  }

  /** The states expected at this prediction's reading, by name; then goes on from its estimate. */
  expected(prediction: Prediction, outputs: readonly Output[]): Readonly<Record<string, number>> {
    const { timeMs, estimate } = prediction;
    // Where the session began anew there is nothing to predict from.
    const begins = this.timeMs === 0 || outputs.some(isNewBeginning);
    const isFollowed = this.advanceTo(timeMs, !begins);
    const { states } = this.model;
    const expected =
      isFollowed && !begins ? Object.fromEntries(states.map(({ name }, i) => [name, this.x[i]!])) : estimate;
    for (let i = 0; i < states.length; i++) this.x[i] = estimate[states[i]!.name]!;
    return expected;
  }

  /** All it remembers, as plain data. */
  get memory(): PredictorMemory {
    return { u: [...this.u], x: [...this.x], timeMs: this.timeMs, waiting: [...this.waiting] };
  }

  set memory({ u, x, timeMs, waiting }: PredictorMemory) {
    this.u.set(u);
    this.x.set(x);
    this.timeMs = timeMs;
    this.waiting = [...waiting];
  }

  private advanceTo(timeMs: number, isIntegrating: boolean): boolean {
    let isFollowed = true;
    const go = (toMs: number): void => {
      if (isIntegrating && toMs > this.timeMs) {
        const status = this.flow.advance(this.x, this.u, (toMs - this.timeMs) / MS_PER_MIN);
        isFollowed &&= status === 'running';
      }
      this.timeMs = Math.max(this.timeMs, toMs);
    };
    while (this.waiting.length > 0 && this.waiting[0]!.timeMs <= timeMs) {
      const change = this.waiting.shift()!;
      go(change.timeMs);
      this.u[change.input] = change.value;
    }
    go(timeMs);
    return isFollowed;
  }
}

function isNewBeginning(output: Output): boolean {
  return output.kind === 'lost' || (output.kind === 'gap' && output.action !== 'bridged');
}
