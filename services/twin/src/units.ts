/** value in the model's unit = factor · reading + offset. */
export interface Unit {
  /** The model's unit it is a unit of. */
  readonly of: string;
  readonly factor: number;
  readonly offset: number;
}

const unit = (of: string, factor = 1, offset = 0): Unit => ({ of, factor, offset });

/** Units a plant may report in. The wire carries none: the configuration says which. */
export const units = {
  K: unit('K'),
  '°C': unit('K', 1, 273.15),
  degC: unit('K', 1, 273.15),
  '°F': unit('K', 5 / 9, 459.67 * (5 / 9)),
  degF: unit('K', 5 / 9, 459.67 * (5 / 9)),
  'L/min': unit('L/min'),
  'L/h': unit('L/min', 1 / 60),
  'L/s': unit('L/min', 60),
  'm3/h': unit('L/min', 1000 / 60),
  'mol/L': unit('mol/L'),
  'mol/m3': unit('mol/L', 1e-3),
  'kmol/m3': unit('mol/L'),
} as const satisfies Readonly<Record<string, Unit>>;

export type UnitName = keyof typeof units;
export const unitNames = Object.keys(units) as [UnitName, ...UnitName[]];

export function toModel({ factor, offset }: Unit, reading: number): number {
  return factor === 1 ? reading + offset : factor * reading + offset;
}

export function fromModel({ factor, offset }: Unit, value: number): number {
  return factor === 1 ? value - offset : (value - offset) / factor;
}

/** A difference of two values: the offset falls out. */
export function differenceFromModel({ factor }: Unit, difference: number): number {
  return difference / factor;
}
