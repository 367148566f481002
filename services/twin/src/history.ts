import { Cusum } from '@twin/reactor-twin';
import type { Point } from './said.ts';

/** A point as it is drawn; it may stand for several readings. */
export interface DrawnPoint extends Point {
  /** CUSUM of the normalised residual, as a part of its limit. */
  readonly cusum: number;
  /** Readings it stands for, and sums of their residuals and of the squares: bias and RMSE of all of them, whatever is drawn. */
  readonly readings: number;
  readonly residualSum: number;
  readonly residualSquares: number;
}

/** The last minutes in steps that no screen resolves; a day in steps of a few seconds. */
const fineMs = 200;
const coarseMs = 5_000;
const mostFine = 3_000;
const mostCoarse = 86_400_000 / coarseMs;
export const mostPoints = mostFine + mostCoarse;

/** What the page shows of the past: the newest points one by one, a day before them thinned out. Bounded. */
export class History {
  private readonly fine: DrawnPoint[] = [];
  private readonly coarse: DrawnPoint[] = [];
  private readonly cusum = new Cusum('page', 1, 5.3116, 100_000);
  private readonly listeners = new Set<(point: DrawnPoint) => void>();
  private readonly most: () => number;

  /** `most`: points to keep now. */
  constructor(most: () => number = () => mostPoints) {
    this.most = most;
  }

  get last(): DrawnPoint | undefined {
    return this.fine.at(-1);
  }

  get length(): number {
    return this.coarse.length + this.fine.length;
  }

  take(point: Point): void {
    const residual = point.measured - point.predicted;
    this.cusum.take(residual / point.predictedStd);
    const last = this.fine.at(-1);
    const isSame = last !== undefined && isOneStep(last, point, fineMs);
    const drawn: DrawnPoint = {
      ...point,
      cusum: this.cusum.level,
      readings: (isSame ? last.readings : 0) + 1,
      residualSum: (isSame ? last.residualSum : 0) + residual,
      residualSquares: (isSame ? last.residualSquares : 0) + residual * residual,
    };
    if (isSame) {
      this.fine[this.fine.length - 1] = drawn;
      return;
    }
    for (const listener of this.listeners) listener(drawn);
    this.fine.push(drawn);
    this.thin();
  }

  /** Oldest first. */
  since(timeMs: number): readonly DrawnPoint[] {
    return [...after(this.coarse, timeMs), ...after(this.fine, timeMs)];
  }

  /** Told of each point when it is new. */
  listen(listener: (point: DrawnPoint) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private thin(): void {
    const { fine, coarse } = this;
    const most = this.most();
    const keptFine = Math.min(mostFine, Math.ceil(most / 4));
    if (fine.length > keptFine * 1.25) for (const point of fine.splice(0, fine.length - keptFine)) this.fold(point);
    const keptCoarse = Math.min(mostCoarse, most - keptFine);
    if (coarse.length > keptCoarse * 1.25) coarse.splice(0, coarse.length - keptCoarse);
  }

  /** Of the points of one coarse step that is kept which deviates most: what was abnormal stays to be seen. */
  private fold(point: DrawnPoint): void {
    const last = this.coarse.at(-1);
    if (last === undefined || !isOneStep(last, point, coarseMs)) {
      this.coarse.push(point);
      return;
    }
    this.coarse[this.coarse.length - 1] = {
      ...(deviationOf(point) > deviationOf(last) ? point : last),
      readings: last.readings + point.readings,
      residualSum: last.residualSum + point.residualSum,
      residualSquares: last.residualSquares + point.residualSquares,
    };
  }
}

function isOneStep(a: Point, b: Point, stepMs: number): boolean {
  return Math.floor(a.timeMs / stepMs) === Math.floor(b.timeMs / stepMs);
}

function deviationOf({ measured, predicted, predictedStd }: Point): number {
  return Math.abs(measured - predicted) / predictedStd;
}

function after(points: readonly DrawnPoint[], timeMs: number): readonly DrawnPoint[] {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.timeMs <= timeMs) low = middle + 1;
    else high = middle;
  }
  return points.slice(low);
}
