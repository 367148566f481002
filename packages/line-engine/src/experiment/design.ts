import { openStream } from '../random/stream.ts';

/** A parameter that may take one of several values, or any between two ends. */
export interface SweptParameter {
  readonly path: string;
  readonly values?: readonly number[] | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** Whole numbers only. */
  readonly integer?: boolean | undefined;
}

/** Values by path. */
export type DesignPoint = Readonly<Record<string, number>>;

/** Every combination of the values; the last parameter changes fastest. Throws `RangeError` beyond `most` points. */
export function fullGrid(
  parameters: readonly { readonly path: string; readonly values: readonly number[] }[],
  most = 100_000,
): DesignPoint[] {
  const size = parameters.reduce((product, { values }) => product * values.length, 1);
  if (size > most) throw new RangeError(`grid: has ${size} points, at most ${most} are made`);
  let points: DesignPoint[] = [{}];
  for (const { path, values } of parameters)
    points = points.flatMap((point) => values.map((value) => ({ ...point, [path]: value })));
  return points;
}

/**
 * A Latin hypercube: of each parameter's range, cut into as many equal parts as there are points, each part holds one
 * point. McKay, Beckman & Conover, Technometrics 21 (1979) 239–245. The same seed gives the same points.
 */
export function latinHypercube(parameters: readonly SweptParameter[], points: number, seed: number): DesignPoint[] {
  if (!Number.isSafeInteger(points) || points < 1)
    throw new RangeError(`points: must be a whole number ≥ 1, is ${points}`);
  const columns = parameters.map((parameter) => {
    const stream = openStream(`${seed}/latin-hypercube/${parameter.path}`);
    const parts = Array.from({ length: points }, (_, i) => i);
    for (let i = points - 1; i > 0; i--) {
      const j = Math.floor(stream.next() * (i + 1));
      [parts[i], parts[j]] = [parts[j]!, parts[i]!];
    }
    return parts.map((part) => valueAt(parameter, (part + stream.next()) / points));
  });
  return Array.from({ length: points }, (_, i) =>
    Object.fromEntries(parameters.map(({ path }, j) => [path, columns[j]![i]!])),
  );
}

/** The value at a share u in [0, 1) of the range. */
function valueAt({ path, values, from, to, integer }: SweptParameter, u: number): number {
  if (values !== undefined) {
    if (values.length === 0) throw new RangeError(`${path}: has no values`);
    return values[Math.floor(u * values.length)]!;
  }
  if (from === undefined || to === undefined || !(from <= to))
    throw new RangeError(`${path}: needs values, or from ≤ to`);
  return integer === true ? from + Math.floor(u * (to - from + 1)) : from + u * (to - from);
}
