/** A number of the plant: what it is called on the wire and in options, its unit, and the range in which the model holds. */
export interface Quantity {
  readonly name: string;
  /** As written in a table: `K`, `L/min`, `mol/L`. Time is in minutes throughout. */
  readonly unit: string;
  readonly meaning: string;
  readonly min: number;
  readonly max: number;
}

export interface StateQuantity extends Quantity {
  /** A typical size, in the unit: errors of integration are judged against it. */
  readonly scale: number;
  /** Where a twin starts that is told nothing else. */
  readonly initial: number;
}

/** Held constant between two values that arrive (zero-order hold). */
export interface InputQuantity extends Quantity {
  readonly nominal: number;
}

export interface ParameterQuantity extends Quantity {
  readonly nominal: number;
}

/** Sees one state: reading = factor · state + offset + noise. */
export interface Sensor extends Quantity {
  readonly state: string;
  /** Default 1. */
  readonly factor?: number;
  /** Default 0. */
  readonly offset?: number;
  /** Standard deviation of the noise of one reading, in the unit of the sensor. */
  readonly noiseStd: number;
}

/** Something that may go wrong with the plant itself, as a change of one of its parameters or inputs that no sensor reports. */
export interface PlantFault {
  readonly cause: string;
  /** Name of the parameter (changed by a factor) or of the input (changed by an amount). */
  readonly changes: string;
  /** At once to its full size, or in proportion to time. */
  readonly shape: 'step' | 'ramp';
  /** The only sign the change can have: a loss is −1. 0: either. */
  readonly sign: -1 | 0 | 1;
  /** A measurement outside the model that shows it directly. */
  readonly shownBy: string;
}

/**
 * A plant by its equations, dx/dt = f(x, u, p), t in minutes. x, u, p come in the order in which states, inputs and
 * parameters are listed. Everything else of this package works from this alone: another reactor is one more file.
 *
 * Equations write all of their last argument, keep the others as they are, and allocate nothing. Matrices are row-major;
 * those left out are replaced by central differences, good to about nine digits.
 */
export interface PlantModel {
  readonly name: string;
  readonly states: readonly StateQuantity[];
  readonly inputs: readonly InputQuantity[];
  readonly parameters: readonly ParameterQuantity[];
  readonly sensors: readonly Sensor[];
  /** Candidates when causes of a deviation are sought; faults of sensors need no mention. */
  readonly faults?: readonly PlantFault[];
  derivatives(x: Float64Array, u: Float64Array, p: Float64Array, dx: Float64Array): void;
  /** ∂f/∂x, n × n. */
  jacobian?(x: Float64Array, u: Float64Array, p: Float64Array, out: Float64Array): void;
  /** ∂f/∂u, n × inputs. */
  inputJacobian?(x: Float64Array, u: Float64Array, p: Float64Array, out: Float64Array): void;
  /** ∂f/∂p, n × parameters. */
  parameterJacobian?(x: Float64Array, u: Float64Array, p: Float64Array, out: Float64Array): void;
  /** Where the plant rests at these inputs, the coldest or emptiest state where there are several; undefined: nowhere known. */
  restingState?(u: Float64Array, p: Float64Array): ArrayLike<number> | undefined;
}

/** The model itself is wrong, or something asks it for what it does not have. `field` says where. */
export class InvalidModel extends Error {
  override readonly name = 'InvalidModel';
  readonly field: string;

  constructor(field: string, fault: string) {
    super(`${field} ${fault}`);
    this.field = field;
  }
}

/** Position of a quantity in its list. Throws InvalidModel naming those there are. */
export function indexOf(what: string, list: readonly Quantity[], name: string): number {
  const index = list.findIndex((quantity) => quantity.name === name);
  if (index < 0)
    throw new InvalidModel(what, `"${name}" is unknown; there are ${list.map((quantity) => quantity.name).join(', ')}`);
  return index;
}

export function nominalInputs(model: PlantModel): Float64Array {
  return Float64Array.from(model.inputs, ({ nominal }) => nominal);
}

export function nominalParameters(model: PlantModel): Float64Array {
  return Float64Array.from(model.parameters, ({ nominal }) => nominal);
}

export function initialState(model: PlantModel): Float64Array {
  return Float64Array.from(model.states, ({ initial }) => initial);
}

/** Names that are unique, ranges that are ranges, starting values inside them, sensors that see a state. */
export function checkModel(model: PlantModel): void {
  const seen = new Set<string>();
  if (model.states.length === 0) throw new InvalidModel(model.name, 'has no states');
  for (const quantity of [...model.states, ...model.inputs, ...model.parameters]) {
    if (seen.has(quantity.name)) throw new InvalidModel(quantity.name, 'is named twice');
    seen.add(quantity.name);
    checkRange(quantity);
  }
  for (const { name, initial, scale, min, max } of model.states) {
    checkInside(name, 'initial', initial, min, max);
    if (!(scale > 0 && scale < Infinity)) throw new InvalidModel(name, `must have a positive scale, has ${scale}`);
  }
  for (const { name, nominal, min, max } of [...model.inputs, ...model.parameters])
    checkInside(name, 'nominal', nominal, min, max);
  for (const sensor of model.sensors) checkSensor(model, sensor);
  for (const { cause, changes } of model.faults ?? [])
    indexOf(`fault ${cause}: changes`, [...model.parameters, ...model.inputs], changes);
}

function checkSensor(model: PlantModel, sensor: Sensor): void {
  checkRange(sensor);
  indexOf(`sensor ${sensor.name}: state`, model.states, sensor.state);
  if (model.sensors.filter(({ name }) => name === sensor.name).length > 1)
    throw new InvalidModel(sensor.name, 'is named twice');
  if (model.inputs.some(({ name }) => name === sensor.name))
    throw new InvalidModel(sensor.name, 'names a sensor and an input');
  if (!(sensor.noiseStd > 0 && sensor.noiseStd < Infinity))
    throw new InvalidModel(sensor.name, `must have a positive noiseStd, has ${sensor.noiseStd}`);
  const factor = sensor.factor ?? 1;
  if (factor === 0 || !Number.isFinite(factor)) throw new InvalidModel(sensor.name, `has the factor ${factor}`);
  if (!Number.isFinite(sensor.offset ?? 0)) throw new InvalidModel(sensor.name, `has the offset ${sensor.offset}`);
}

function checkRange({ name, min, max }: Quantity): void {
  if (!(min < max)) throw new InvalidModel(name, `has no range: min ${min}, max ${max}`);
}

function checkInside(name: string, what: string, value: number, min: number, max: number): void {
  if (!(value >= min && value <= max))
    throw new InvalidModel(name, `has the ${what} value ${value}, outside ${min} … ${max}`);
}
