import { Cusum } from '@twin/reactor-twin';
import { PointStore, type DrawnPoint } from './point-store.ts';
import type { Point } from './said.ts';

/** The last minutes in steps that no screen resolves; a day in steps of a few seconds. */
const fineMs = 200;
const coarseMs = 5_000;
const mostFine = 3_000;
const mostCoarse = 86_400_000 / coarseMs;
export const mostPoints = mostFine + mostCoarse;

/** What the page shows of the past: the newest points one by one, a day before them thinned out. Bounded. */
export class History {
  private readonly fine = new PointStore();
  private readonly coarse = new PointStore();
  private readonly cusum = new Cusum('page', 1, 5.3116, 100_000);
  private readonly listeners = new Set<(point: DrawnPoint) => void>();
  private readonly most: () => number;
  /** The newest point, to which readings may still be added; in no store yet. */
  last: DrawnPoint | undefined;

  /** `most`: points to keep now. */
  constructor(most: () => number = () => mostPoints) {
    this.most = most;
  }

  get length(): number {
    return this.coarse.length + this.fine.length + (this.last === undefined ? 0 : 1);
  }

  take(point: Point): void {
    const residual = point.measured - point.predicted;
    this.cusum.take(residual / point.predictedStd);
    const { last } = this;
    const isSame = last !== undefined && isOneStep(last, point, fineMs);
    const drawn: DrawnPoint = {
      ...point,
      cusum: this.cusum.level,
      readings: (isSame ? last.readings : 0) + 1,
      residualSum: (isSame ? last.residualSum : 0) + residual,
      residualSquares: (isSame ? last.residualSquares : 0) + residual * residual,
    };
    this.last = drawn;
    if (isSame) return;
    for (const listener of this.listeners) listener(drawn);
    if (last === undefined) return;
    this.fine.push(last);
    this.thin();
  }

  /** Oldest first. */
  since(timeMs: number): readonly DrawnPoint[] {
    const newest = this.last !== undefined && this.last.timeMs > timeMs ? [this.last] : [];
    return [...after(this.coarse, timeMs), ...after(this.fine, timeMs), ...newest];
  }

  /** Told of each point when it is new. */
  listen(listener: (point: DrawnPoint) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private thin(): void {
    const { fine, coarse } = this;
    const most = this.most();
    const keptFine = Math.min(mostFine, Math.ceil(most / 4)) - 1;
    for (; fine.length > keptFine; fine.dropFirst(1)) this.fold(fine.at(0));
    const keptCoarse = Math.min(mostCoarse, most - keptFine - 1);
    if (coarse.length > keptCoarse) coarse.dropFirst(coarse.length - keptCoarse);
  }

  /** Of the points of one coarse step that is kept which deviates most: what was abnormal stays to be seen. */
  private fold(point: DrawnPoint): void {
    const last = this.coarse.last();
    if (last === undefined || !isOneStep(last, point, coarseMs)) {
      this.coarse.push(point);
      return;
    }
    this.coarse.replaceLast({
      ...(deviationOf(point) > deviationOf(last) ? point : last),
      readings: last.readings + point.readings,
      residualSum: last.residualSum + point.residualSum,
      residualSquares: last.residualSquares + point.residualSquares,
    });
  }
}

function isOneStep(a: Point, b: Point, stepMs: number): boolean {
  return Math.floor(a.timeMs / stepMs) === Math.floor(b.timeMs / stepMs);
}

function deviationOf({ measured, predicted, predictedStd }: Point): number {
  return Math.abs(measured - predicted) / predictedStd;
}

function after(points: PointStore, timeMs: number): readonly DrawnPoint[] {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points.timeAt(middle) <= timeMs) low = middle + 1;
    else high = middle;
  }
  return Array.from({ length: points.length - low }, (_, i) => points.at(low + i));
}
