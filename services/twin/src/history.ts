import { Cusum } from '@twin/reactor-twin';
import type { Point } from './said.ts';

/** A point with the CUSUM of its normalised residual, as a part of the limit. */
export interface DrawnPoint extends Point {
  readonly cusum: number;
}

/** Points closer together than this replace each other: a page draws no more. */
const spacingMs = 200;

/** What the page shows of the past; bounded. */
export class History {
  /** Oldest first. */
  readonly points: DrawnPoint[] = [];
  private readonly cusum = new Cusum('page', 1, 5.3116, 100_000);
  private readonly listeners = new Set<(point: DrawnPoint) => void>();
  private readonly most: () => number;

  /** `most`: points to keep now. */
  constructor(most: () => number) {
    this.most = most;
  }

  take(point: Point): void {
    this.cusum.take((point.measured - point.predicted) / point.predictedStd);
    const drawn: DrawnPoint = { ...point, cusum: this.cusum.level };
    const { points } = this;
    const last = points.at(-1);
    if (last !== undefined && point.timeMs - (points.at(-2)?.timeMs ?? -Infinity) < spacingMs) points.pop();
    else for (const listener of this.listeners) listener(drawn);
    points.push(drawn);
    const most = this.most();
    if (points.length > most + most / 4) points.splice(0, points.length - most);
  }

  since(timeMs: number): readonly DrawnPoint[] {
    let low = 0;
    let high = this.points.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.points[middle]!.timeMs <= timeMs) low = middle + 1;
      else high = middle;
    }
    return this.points.slice(low);
  }

  listen(listener: (point: DrawnPoint) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }
}
