/** From values to places. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  /** Rounded to a tenth of a unit, so that pages stay small. */
  at(value: number): number;
}

export function scale(from: number, to: number, start: number, end: number): Scale {
  const length = to > from ? to - from : 1;
  return { from, to, at: (value) => Math.round((start + ((value - from) / length) * (end - start)) * 10) / 10 };
}

/** Round values from `from` to `to`, about `count` of them: steps of 1, 2 or 5 times a power of ten. */
export function ticks(from: number, to: number, count = 5): readonly number[] {
  const step = niceStep((to - from) / count);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}

/** The next step of 1, 2 or 5 times a power of ten that is not below `least`. */
function niceStep(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const multiple = [1, 2, 5, 10].find((candidate) => candidate * power >= least * (1 - 1e-9))!;
  return multiple * power;
}

/** Decimals that tell such ticks apart. */
export function tickDecimals(values: readonly number[]): number {
  const step = values.length > 1 ? Math.abs(values[1]! - values[0]!) : 1;
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
}
