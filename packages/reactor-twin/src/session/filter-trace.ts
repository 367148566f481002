import type { Hypothesis } from '../deviation/likely-causes.ts';
import type { Innovation } from '../estimator/extended-kalman-filter.ts';
import { VariationalFlow } from '../estimator/variational-flow.ts';
import type { Memory } from '../model/memory.ts';
import type { Integration } from '../model/plant-flow.ts';
import { indexOf, type PlantModel } from '../model/plant-model.ts';

/** One step of the filter as it was. */
export interface TraceRow {
  readonly minutes: number;
  /** Inputs held over the interval. */
  readonly u: Float64Array;
  /** State before it: plant states, then estimated factors. */
  readonly x: Float64Array;
  /** −1: no reading at its end. */
  readonly sensor: number;
  readonly innovation: number;
  readonly variance: number;
  readonly gain: Float64Array;
  readonly value: number;
  readonly state: number;
  readonly factor: number;
  readonly offset: number;
}

/**
 * What the filter did of late: per step the interval, the inputs held over it, the state before it, and the reading at its end. From
 * this the linearised steps are worked out anew when causes are sought; most of the time nobody asks, and a step costs a few stores.
 */
export class FilterTrace {
  private readonly model: PlantModel;
  private readonly rows: Float64Array;
  private readonly width: number;
  private readonly capacity: number;
  private readonly n: number;
  private readonly m: number;
  /** Where the next row goes. */
  private next = 0;
  private count = 0;
  /** A row: minutes, inputs, state before, sensor, innovation, variance, gain, reading. */
  constructor(model: PlantModel, size: number, capacity: number) {
    this.model = model;
    this.n = size;
    this.m = model.inputs.length;
    this.width = 5 + this.m + 2 * size;
    this.capacity = capacity;
    this.rows = new Float64Array(capacity * this.width);
  }

  /** Before a prediction: inputs and state at the start of the interval. */
  begin(minutes: number, u: Float64Array, x: Float64Array): void {
    const at = this.next * this.width;
    const { rows, n, m } = this;
    rows[at] = minutes;
    for (let i = 0; i < m; i++) rows[at + 1 + i] = u[i]!;
    for (let i = 0; i < n; i++) rows[at + 1 + m + i] = x[i]!;
    rows[at + 1 + m + n] = -1;
    for (let i = 0; i < 3 + n; i++) rows[at + 2 + m + n + i] = 0;
  }

  /** After it, when a sensor was read. */
  read(sensor: number, value: number, { innovation, variance, used }: Innovation, gain: Float64Array): void {
    const { rows, n, m } = this;
    const at = this.next * this.width + 1 + m + n;
    rows[at] = sensor;
    rows[at + 1] = innovation;
    rows[at + 2] = variance;
    for (let i = 0; i < n; i++) rows[at + 3 + i] = used ? gain[i]! : 0;
    rows[at + 3 + n] = value;
  }

  /** The row is complete; one that took no time and no reading is not worth keeping. */
  end(): void {
    const at = this.next * this.width;
    if (this.rows[at] === 0 && this.rows[at + 1 + this.m + this.n]! < 0) return;
    this.next = (this.next + 1) % this.capacity;
    if (this.count < this.capacity) this.count++;
  }

  clear(): void {
    this.next = 0;
    this.count = 0;
    this.rows.fill(0);
  }

  remember(memory: Memory): void {
    this.next = memory.number(this.next);
    this.count = memory.number(this.count);
    memory.array(this.rows);
  }

  /** Rows kept, oldest first. */
  recall(): TraceRow[] {
    const { rows, width, capacity, n, m, count, next, model } = this;
    return Array.from({ length: count }, (_, k) => {
      const row = rows.subarray(((next - count + k + capacity) % capacity) * width).subarray(0, width);
      const at = 1 + m + n;
      const sensor = row[at]!;
      const { state, factor = 1, offset = 0 } = model.sensors[Math.max(0, sensor)]!;
      return {
        minutes: row[0]!,
        u: row.slice(1, 1 + m),
        x: row.slice(1 + m, at),
        sensor,
        innovation: row[at + 1]!,
        variance: sensor < 0 ? 1 : row[at + 2]!,
        gain: row.slice(at + 3, at + 3 + n),
        value: row[at + 3 + n]!,
        state: indexOf('sensor', model.states, state),
        factor,
        offset,
      };
    });
  }
}

/** Φ and the effect of every fault of the bank over an interval. */
export class Linearisation {
  private readonly flow: VariationalFlow;
  private readonly estimated: readonly number[];
  private readonly size: number;
  private readonly columns: number;
  private readonly nominal: readonly number[];
  /** Column of each fault of the model. */
  readonly columnOf: ReadonlyMap<string, number>;
  /** The parameter or input of each column. */
  readonly columnNames: readonly string[];

  constructor(model: PlantModel, estimated: readonly string[], integration: Integration) {
    const changed = [...new Set((model.faults ?? []).map(({ changes }) => changes))];
    const isParameter = (name: string) => model.parameters.some((parameter) => parameter.name === name);
    const parameters = changed.filter(isParameter);
    const inputs = changed.filter((name) => !isParameter(name));
    this.columnNames = [...parameters, ...inputs];
    this.columnOf = new Map(this.columnNames.map((name, column) => [name, column]));
    this.estimated = estimated.map((name) => indexOf('estimate', model.parameters, name));
    this.nominal = model.parameters.map(({ nominal }) => nominal);
    this.size = model.states.length + estimated.length;
    this.columns = changed.length;
    this.flow = new VariationalFlow(
      model,
      Float64Array.from(this.nominal),
      {
        parameters: [...this.estimated, ...parameters.map((name) => indexOf('faults', model.parameters, name))],
        inputs: inputs.map((name) => indexOf('faults', model.inputs, name)),
      },
      integration,
    );
  }

  over(x: Float64Array, u: Float64Array, minutes: number): { transition: Float64Array; forcing: Float64Array } {
    const { flow, size, columns, estimated, nominal } = this;
    const { n } = flow;
    estimated.forEach((parameter, j) => (flow.p[parameter] = x[n + j]! * nominal[parameter]!));
    flow.advance(x.subarray(0, n), u, minutes);
    const transition = new Float64Array(size * size);
    const forcing = new Float64Array(size * columns);
    for (let i = 0; i < size; i++) transition[i * size + i] = 1;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < size; j++) transition[i * size + j] = flow.result[n * (1 + j) + i]!;
      for (let j = 0; j < columns; j++) forcing[i * columns + j] = flow.result[n * (1 + size + j) + i]!;
    }
    return { transition, forcing };
  }
}

/** Every fault of the model, and a bias and a drift of every sensor in use. */
export function bankOf(model: PlantModel, sensors: readonly string[], linear: Linearisation): Hypothesis[] {
  const plant = (model.faults ?? []).map(({ cause, changes, shape, sign, shownBy }) => {
    const input = model.inputs.find(({ name }) => name === changes);
    const unit = (input?.unit ?? 'of nominal') + (shape === 'ramp' ? '/min' : '');
    return { cause, unit, shape, column: linear.columnOf.get(changes)!, sensor: -1, sign, shownBy };
  });
  const faulty = sensors.flatMap((name) => {
    const index = indexOf('sensors', model.sensors, name);
    const { unit } = model.sensors[index]!;
    const rest = { column: -1, sensor: index, sign: 0 as const };
    const shownBy = `second sensor of ${name}`;
    return [
      { cause: `sensor bias ${name}`, unit, shape: 'step' as const, shownBy, ...rest },
      { cause: `sensor drift ${name}`, unit: `${unit}/min`, shape: 'ramp' as const, shownBy, ...rest },
    ];
  });
  return [...plant, ...faulty];
}
